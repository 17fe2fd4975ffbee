/** Remembers answers for a while; one question at a time per key, and a failed one is not remembered. */
export function cached<T>(
  forMs: number,
  now: () => number,
  ask: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const known = new Map<string, { until: number; answer: Promise<T> }>();
  return (key) => {
    const entry = known.get(key);
    if (entry !== undefined && entry.until > now()) return entry.answer;
    // Bounded: whoever was asked about longest ago goes first.
    if (known.size >= 10_000) known.delete(known.keys().next().value ?? key);
    const answer = ask(key);
    known.delete(key);
    known.set(key, { until: now() + forMs, answer });
    answer.catch(() => {
      if (known.get(key)?.answer === answer) known.delete(key);
    });
    return answer;
  };
}
