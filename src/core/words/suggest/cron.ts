import { fitting, type Suggestion, suggestion } from './suggestion.ts';

/** Worked examples; which of them come too often for a feed here, `app` knows. */
export const cronExamples: readonly Suggestion[] = [
  suggestion('* * * * *', 'every minute'),
  suggestion('0 9 * * *', 'every day at 09:00'),
  suggestion('0 9 * * 1-5', 'Monday to Friday at 09:00'),
  suggestion('30 8 * * 1,3,5', 'Mondays, Wednesdays and Fridays at 08:30'),
  suggestion('0 9,17 * * *', 'every day at 09:00 and 17:00'),
  suggestion('0 9,13,17 * * 1-5', 'Monday to Friday at 09:00, 13:00 and 17:00'),
  suggestion('0 */4 * * *', 'every four hours, from midnight on'),
  suggestion('*/30 9-16 * * 1-5', 'every half hour of a working day'),
  suggestion('0 10 * * 0,6', 'Saturdays and Sundays at 10:00'),
  suggestion('0 9 * * 1', 'Mondays at 09:00'),
  suggestion('0 9 1 * *', 'the first day of each month at 09:00'),
  suggestion('0 9 1,15 * *', 'the 1st and 15th of each month at 09:00'),
];

/** The examples that fit; before them what was typed, where it is a rule that `works`. */
export function cronSuggestions(
  typed: string,
  examples: readonly Suggestion[],
  works: boolean,
): Suggestion[] {
  const rule = typed.trim().replace(/\s+/g, ' ');
  const known = fitting(examples, rule);
  if (!works || known.some(({ value }) => value === rule)) return known;
  return [suggestion(rule, 'as you wrote it'), ...known];
}
