import { awayDaysBack } from '../../away.ts';
import { addDays } from '../../zone.ts';
import { fitting, type Suggestion } from './suggestion.ts';

/** So many days are looked through for what goes on from a date half typed. */
const daysAhead = 370;

/** Away dates as seen on `today` (`YYYY-MM-DD`): by words, or going on from a date. */
export function awaySuggestions(typed: string, today: string): Suggestion[] {
  const text = typed.trim().toLowerCase();
  const [from = '', to] = text.split(/\s*\.\.\s*/);
  if (isDay(from) && to !== undefined) return endingWith(from, to);
  if (isDay(from)) return [day(from), ...[1, 2, 6, 13].map((days) => span(from, days))];
  if (/^\d[\d-]*$/.test(text)) return startingWith(text, today);
  return fitting(usual(today), text);
}

function usual(today: string): Suggestion[] {
  const toSunday = (7 - weekday(today)) % 7;
  const monday = addDays(today, toSunday + 1);
  const monthEnd = addDays(`${addDays(`${today.slice(0, 7)}-01`, 31).slice(0, 7)}-01`, -1);
  const range = (from: string, to: string) => (from === to ? from : `${from}..${to}`);
  const named: [string, string][] = [
    ['today', today],
    ['tomorrow', addDays(today, 1)],
    ['this week, from today', range(today, addDays(today, toSunday))],
    ['next week', range(monday, addDays(monday, 6))],
    ['the next two weeks', range(today, addDays(today, 13))],
    ['this month, from today', range(today, monthEnd)],
    ['yesterday', addDays(today, -1)],
    ['yesterday and today', range(addDays(today, -1), today)],
  ];
  return [
    ...named.map(([words, value]) => ({ name: `${words} · ${value}`, value })),
    { name: 'none · take all my away dates back', value: 'none' },
  ];
}

function startingWith(text: string, today: string): Suggestion[] {
  const days = Array.from({ length: daysAhead }, (_, index) => addDays(today, index - awayDaysBack));
  return days.filter((one) => one.startsWith(text)).map(day);
}

function endingWith(from: string, typed: string): Suggestion[] {
  return Array.from({ length: 60 }, (_, index) => index + 1)
    .filter((days) => addDays(from, days).startsWith(typed))
    .map((days) => span(from, days));
}

function day(date: string): Suggestion {
  return { name: `${date} · ${dayName(date)}, that day`, value: date };
}

function span(from: string, days: number): Suggestion {
  const to = addDays(from, days);
  return {
    name: `${from}..${to} · ${dayName(from)} to ${dayName(to)}, ${days + 1} days`,
    value: `${from}..${to}`,
  };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

/** 0 for Sunday. */
function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function dayName(date: string): string {
  return `${dayNames[weekday(date)]} ${Number(date.slice(8))} ${monthNames[Number(date.slice(5, 7)) - 1]}`;
}
