import { formatDuration, parseDuration } from '../../duration.ts';
import { fitting, type Suggestion, suggestion } from './suggestion.ts';

const usual = ['30m', '1h', '2h', '4h', '8h', '12h', '1d', '2d', '3d', '7d'];
/** What a feed's rounds may last, ms. */
const [shortest, longest] = [60_000, 31 * 86_400_000];

/** How long a round may stay open; a number alone is tried with each unit. */
export function closeSuggestions(typed: string): Suggestion[] {
  const text = typed.trim().toLowerCase().replace(/\s+/g, '');
  const own = (/^\d{1,4}$/.test(text) ? ['h', 'd', 'm'].map((unit) => text + unit) : [text]).filter(isUsable);
  const all = [
    suggestion('next', 'until the next round opens'),
    ...own.map(closeSuggestion),
    ...usual.filter((one) => !own.includes(one)).map(closeSuggestion),
  ];
  return fitting(all, text);
}

function isUsable(text: string): boolean {
  const duration = parseDuration(text);
  return duration !== undefined && duration >= shortest && duration <= longest;
}

function closeSuggestion(value: string): Suggestion {
  return suggestion(value, `for ${formatDuration(parseDuration(value) ?? 0)} after the post`);
}
