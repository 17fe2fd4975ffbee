import { twoDigits } from '../../zone.ts';
import { type Suggestion, suggestion } from './suggestion.ts';

const usual = [
  '07:00',
  '08:00',
  '08:30',
  '09:00',
  '09:30',
  '10:00',
  '12:00',
  '14:00',
  '16:00',
  '17:00',
  '18:00',
  '20:00',
];

/** Times of day that go on from what was typed: `9`, `9:3`, `930`, `9 pm`; usual ones where that is nothing. */
export function timeSuggestions(typed: string): Suggestion[] {
  const times = typed.trim() === '' ? usual : timesFrom(typed);
  return times.map((time) => suggestion(time, twelveHours(time)));
}

function timesFrom(typed: string): string[] {
  const text = typed.toLowerCase().replace(/\s+/g, '');
  const match =
    /^(\d{1,2})(?:[:.h](\d{0,2}))?([ap])?m?$/.exec(text) ?? /^(\d{1,2})(\d{2})([ap])?m?$/.exec(text);
  if (match === null) return [];
  const [, digits = '', minutes, half] = match;
  const hour = hourOf(Number(digits), half);
  if (hour === undefined) return [];
  const exact = minutesFrom(minutes ?? '').map((minute) => clock(hour, minute));
  // A first digit may be half an hour's number: 1 is 01:00, and 10 to 19 too.
  const more = minutes === undefined && half === undefined && digits.length === 1;
  return more ? [...exact, ...tens(Number(digits)).map((one) => clock(one, 0))] : exact;
}

function hourOf(number: number, half: string | undefined): number | undefined {
  if (half === undefined) return number <= 23 ? number : undefined;
  if (number < 1 || number > 12) return undefined;
  return (number % 12) + (half === 'p' ? 12 : 0);
}

/** The minutes that go on from what was typed of them. */
function minutesFrom(typed: string): number[] {
  if (typed === '') return [0, 15, 30, 45];
  if (typed.length === 2) return Number(typed) < 60 ? [Number(typed)] : [];
  return Number(typed) < 6 ? [Number(typed) * 10, Number(typed) * 10 + 5] : [];
}

function tens(first: number): number[] {
  return Array.from({ length: 10 }, (_, index) => first * 10 + index).filter((hour) => hour > 9 && hour < 24);
}

function clock(hour: number, minute: number): string {
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

function twelveHours(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (minute === 0 && hour % 12 === 0) return hour === 0 ? 'midnight' : 'noon';
  const number = hour % 12 === 0 ? 12 : hour % 12;
  return `${number}${minute === 0 ? '' : `:${twoDigits(minute)}`} ${hour < 12 ? 'am' : 'pm'}`;
}
