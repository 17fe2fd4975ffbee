/** One completion of what a person types: `value` is taken, `name` says what it means. */
export interface Suggestion {
  name: string;
  value: string;
}

/** A value with its meaning: "09:00 · 9 am". */
export function suggestion(value: string, meaning: string): Suggestion {
  return { name: `${value} · ${meaning}`, value };
}

/** What a completion means, for a list that shows its value beside it. */
export function meaningOf({ name, value }: Suggestion): string {
  return name.replace(`${value} · `, '').replace(` · ${value}`, '');
}

/** Those whose value begins with what was typed, then those whose meaning holds it. */
export function fitting(all: readonly Suggestion[], typed: string): Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  const begins = all.filter(({ value }) => value.toLowerCase().startsWith(wanted));
  const holds = all.filter((one) => !begins.includes(one) && one.name.toLowerCase().includes(wanted));
  return [...begins, ...holds];
}
