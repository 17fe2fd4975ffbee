import { fitting, type Suggestion, suggestion } from './suggestion.ts';

const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const short = (name: string) => name.slice(0, 3).toLowerCase();
const shorts = names.map(short);

const sets: Suggestion[] = [
  suggestion('daily', 'every day'),
  suggestion('weekdays', 'Monday to Friday'),
  suggestion('weekends', 'Saturday and Sunday'),
  ...[['mon', 'wed', 'fri'], ['tue', 'thu'], ...shorts.map((day) => [day])].map(daysSuggestion),
];

/** Sets of days; once some are named, those with one more of the others. */
export function daysSuggestions(typed: string): Suggestion[] {
  const parts = typed
    .toLowerCase()
    .trim()
    .split(/[\s,]+/);
  const given = parts.slice(0, -1).map(dayOf);
  const last = parts.at(-1) ?? '';
  const whole = dayOf(last);
  if (given.some((day) => day === undefined)) return [];
  const before = [...new Set(given.filter((day) => day !== undefined))];
  if (whole !== undefined) {
    const known = [...new Set([...before, whole])];
    return [known, ...others(known).map((day) => [...known, day])].map(daysSuggestion);
  }
  if (before.length === 0) return fitting(sets, last);
  return others(before)
    .filter((day) => day.startsWith(last))
    .map((day) => daysSuggestion([...before, day]));
}

/** `mon` for `mon` or `Monday`; undefined for less of it. */
function dayOf(text: string): string | undefined {
  return shorts.find((day, index) => day === text || names[index]?.toLowerCase() === text);
}

function others(days: readonly string[]): string[] {
  return shorts.filter((day) => !days.includes(day));
}

function daysSuggestion(days: readonly string[]): Suggestion {
  const words = days.map((day) => `${names[shorts.indexOf(day)]}s`);
  const all = words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
  return suggestion(days.join(','), `${all}`);
}
