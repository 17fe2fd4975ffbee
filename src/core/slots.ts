import { localTime } from './zone.ts';

/** The next run strictly after an instant, or undefined when there is none. Milliseconds. */
export type NextRun = (after: number) => number | undefined;

export interface DuePlan {
  /** The slot to post now: the newest missed one, if it is young enough. */
  post: number | undefined;
  /** The slots that are left out because they are older: first and last of them. */
  skipped: { first: number; last: number } | undefined;
  /** The slot that comes after now; undefined when the rule has no more. */
  upcoming: number | undefined;
}

/**
 * What to do about a feed whose slot `due` has come. Of several missed slots the newest is posted when it is at most
 * `catchUp` old, and the older ones are skipped. Work is bounded by the slots within `catchUp`, however long Viva was down.
 */
export function planDue(next: NextRun, due: number, now: number, catchUp: number): DuePlan {
  const oldest = now - catchUp;
  let skipped: DuePlan['skipped'];
  let slot: number | undefined = due;
  if (due < oldest) {
    skipped = { first: due, last: lastBefore(next, due, oldest) };
    slot = next(oldest - 1);
  }
  let post: number | undefined;
  while (slot !== undefined && slot <= now) {
    if (post !== undefined) skipped = { first: skipped?.first ?? post, last: post };
    post = slot;
    slot = next(slot);
  }
  return { post, skipped, upcoming: slot };
}

/** So many missed slots are counted one by one, so that a year of minutes does not hold the tick up. */
const countedAtMost = 1_000;

/** The newest run before `end`; after very many, `end` itself stands for it. */
function lastBefore(next: NextRun, due: number, end: number): number {
  let last = due;
  for (let count = 0; count < countedAtMost; count += 1) {
    const run = next(last);
    if (run === undefined || run >= end) return last;
    last = run;
  }
  return end;
}

/** The next `count` runs after an instant. */
export function upcomingRuns(next: NextRun, after: number, count: number): number[] {
  const runs: number[] = [];
  for (let run = next(after); run !== undefined && runs.length < count; run = next(run)) runs.push(run);
  return runs;
}

/** The least time between two runs that follow each other, ms; infinite for fewer than two. */
export function leastGap(runs: readonly number[]): number {
  return runs.reduce((least, run, index) => {
    const before = runs[index - 1];
    return before === undefined ? least : Math.min(least, run - before);
  }, Number.POSITIVE_INFINITY);
}

/** Whether a clock change moved this run: its local time is not one that the cron rule names. */
export function isMoved(cron: string, zone: string, run: number): boolean {
  const [minutes = '*', hours = '*'] = cron.trim().split(/\s+/);
  const { hour, minute } = localTime(run, zone);
  return !fieldHolds(minutes, minute, 59) || !fieldHolds(hours, hour, 23);
}

function fieldHolds(field: string, value: number, max: number): boolean {
  return field.split(',').some((part) => {
    const [range = '', step = '1'] = part.split('/');
    const [from, to] = range === '*' ? [0, max] : range.split('-').map(Number);
    if (from === undefined || Number.isNaN(from)) return true;
    const last = to ?? (part.includes('/') ? max : from);
    return value >= from && value <= last && (value - from) % Number(step) === 0;
  });
}

const dayNumbers: Record<string, string> = {
  sun: '0',
  mon: '1',
  tue: '2',
  wed: '3',
  thu: '4',
  fri: '5',
  sat: '6',
};
const daySets: Record<string, string> = { daily: '*', weekdays: '1-5', weekends: '0,6' };

/** A cron rule from `09:00` and `weekdays` or `mon,wed`; names the part that is wrong. */
export function cronFrom(time: string, days: string): { cron: string } | { wrong: 'time' | 'days' } {
  const clock = /^([01]?\d|2[0-3])[:.h]([0-5]\d)$/.exec(time.trim());
  if (clock === null) return { wrong: 'time' };
  const field = daysField(days.trim().toLowerCase());
  if (field === undefined) return { wrong: 'days' };
  return { cron: `${Number(clock[2])} ${Number(clock[1])} * * ${field}` };
}

/** The days of a rule such as `30 9 * * 1,3`, as `cronFrom` takes them; `daily` where it has none of that form. */
export function daysOf(cron: string): string {
  const field = /^\d{1,2} \d{1,2} \* \* (\S+)$/.exec(cron)?.[1] ?? '*';
  const set = Object.entries(daySets).find(([, value]) => value === field);
  if (set !== undefined) return set[0];
  const names = field
    .split(',')
    .map((day) => Object.entries(dayNumbers).find(([, value]) => value === day)?.[0]);
  return names.every((name) => name !== undefined) ? names.join(',') : 'daily';
}

function daysField(days: string): string | undefined {
  const set = daySets[days];
  if (set !== undefined) return set;
  const numbers = days.split(/[\s,]+/).map((day) => dayNumbers[day.slice(0, 3)]);
  const known = numbers.filter((number) => number !== undefined);
  return known.length === numbers.length && known.length > 0
    ? [...new Set(known)].sort().join(',')
    : undefined;
}
