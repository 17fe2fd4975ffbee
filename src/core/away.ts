import { dayStart, localTime, nextDay } from './zone.ts';

/** First and last day away, `YYYY-MM-DD`, both included. */
export interface AwayDates {
  from: string;
  to: string;
  /** The zone they were set in, where the member's profile names none. */
  zone?: string;
}

/** How many days back away dates may be set: enough for an illness, too little to rewrite a season. */
export const awayDaysBack = 7;
const longestDays = 366;
export const maxAwayEntries = 20;

export type AwayProblem = 'not-dates' | 'reversed' | 'too-far-back' | 'too-long';

/** Reads `2026-12-24..2027-01-02` or a single day, as seen on the day it is set (`today`, in the member's zone). */
export function parseAway(text: string, today: string): AwayDates | AwayProblem {
  const [from = '', to = from, ...more] = text.trim().split(/\s*(?:\.\.|–|\bto\b)\s*/);
  if (more.length > 0 || !isDate(from) || !isDate(to)) return 'not-dates';
  if (to < from) return 'reversed';
  if (days(from, today) > awayDaysBack) return 'too-far-back';
  return days(from, to) > longestDays ? 'too-long' : { from, to };
}

/** Adds dates, dropping those long past: rounds that old are settled in everybody's mind. */
export function withAway(known: readonly AwayDates[], added: AwayDates): AwayDates[] {
  return [...known.filter((one) => one.from !== added.from || one.to !== added.to), added].slice(
    -maxAwayEntries,
  );
}

/** Numbers of the rounds whose window `[number, openedAt, closedAt]` overlaps the dates, read in the zone they were set in, else in `zone`. */
export function awayRounds(
  windows: readonly (readonly [number, number, number | undefined])[],
  away: readonly AwayDates[],
  zone: string,
): Set<number> {
  const spans = away.map((dates) => {
    const own = dates.zone ?? zone;
    return [dayStart(dates.from, own), dayStart(nextDay(dates.to), own)] as const;
  });
  const overlapping = windows.filter(([, opened, closed = Number.POSITIVE_INFINITY]) =>
    spans.some(([begin, end]) => opened < end && closed > begin),
  );
  return new Set(overlapping.map(([number]) => number));
}

export function todayIn(zone: string, now: number): string {
  return localTime(now, zone).date;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

function days(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
