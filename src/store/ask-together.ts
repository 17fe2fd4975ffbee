/**
 * Whoever asks the same before the question has left gets the same answer: of many people under one round, each asks for
 * it. Commands leave when the turn in which they are given ends (`connection.ts`), so no answer is older than its
 * question.
 */
export function askTogether<Answer>(ask: (key: string) => Promise<Answer>): (key: string) => Promise<Answer> {
  const asking = new Map<string, Promise<Answer>>();
  return (key) => {
    const going = asking.get(key);
    if (going !== undefined) return going;
    const answer = ask(key);
    if (asking.size === 0) process.nextTick(() => asking.clear());
    asking.set(key, answer);
    return answer;
  };
}
