import { isSilent, type Reminding } from './reminding.ts';
import { addDays, hourOn, localTime } from './zone.ts';

const hour = 3_600_000;

/** A reminder comes so long before the close, ms; in a short window, at half of it. */
export const remindBefore = 3 * hour;
/** A streak shorter than this is not worth a message. */
export const leastStreak = 3;

/** Nobody is reminded from this hour of the evening until that of the morning, by their own clock. */
const quietFrom = 22;
const quietUntil = 8;
/** What would fall into the night comes at this hour before it. */
const evening = 20;
/** Cards that are due are told of at this hour, and no later than that. */
const practiceFrom = 18;
const practiceUntil = 20;
/** However little there is to come, the next look is not farther away: feeds are edited meanwhile. */
const lookWithin = 24 * hour;
const lookAfter = 60_000;

/** A round's time as far as it is known, as instants (ms). */
export interface Span {
  opens: number;
  closes: number;
}

export function isQuiet(at: number, zone: string): boolean {
  const { hour: shown } = localTime(at, zone);
  return shown >= quietFrom || shown < quietUntil;
}

/**
 * When a member is reminded of a round: three hours before its close, or half its window where that is less. What would
 * come at night comes in the evening before; if the round opens too late for that, in the morning; and a round that is
 * open at night alone wakes nobody: undefined.
 */
export function remindTime({ opens, closes }: Span, zone: string): number | undefined {
  const lead = Math.min(remindBefore, (closes - opens) / 2);
  const wanted = closes - lead;
  if (!isQuiet(wanted, zone)) return wanted;
  const { date, hour: shown } = localTime(wanted, zone);
  const morningDay = shown >= quietFrom ? addDays(date, 1) : date;
  const before = Math.max(hourOn(addDays(morningDay, -1), evening, zone), opens + lead);
  if (before < wanted && !isQuiet(before, zone)) return before;
  const after = hourOn(morningDay, quietUntil, zone);
  return after < closes ? after : undefined;
}

/** Everything that decides whether a member is to be reminded now. */
export interface Outlook {
  now: number;
  /** The member's. */
  zone: string;
  reminding: Reminding;
  /** Open rounds that would end a streak worth a message, were the member to miss them. */
  endings: readonly Span[];
  /** Rounds that are still to come, of feeds that the member takes part in. */
  coming: readonly Span[];
  /** Practice cards that are due. */
  cards: number;
  /** Whether today is one of the member's away dates. */
  away: boolean;
}

export interface ReminderPlan {
  /** What the reminder that is due now is for. */
  say: 'streaks' | 'practice' | undefined;
  /** When to look again; undefined: not before the member's next deed. */
  lookAt: number | undefined;
}

/** Whether to remind a member now, and when to look again. One reminder a day, and never late by more than its day. */
export function planReminder(outlook: Outlook): ReminderPlan {
  const { now, zone, reminding, endings, coming, cards, away } = outlook;
  if (!reminding.on || isSilent(reminding)) return { say: undefined, lookAt: undefined };
  const today = localTime(now, zone);
  const isToday = (at: number) => localTime(at, zone).date === today.date;
  const endingTimes = endings.map((span) => ({ ...span, at: remindTime(span, zone) }));
  const isDue = endingTimes.some(
    ({ at, closes }) => at !== undefined && at <= now && now < closes && isToday(at),
  );
  // The day's one message is kept for the streak.
  const isKept = endingTimes.some(({ at }) => at !== undefined && at > now && isToday(at));
  const isPracticeHour = today.hour >= practiceFrom && today.hour < practiceUntil;
  const may = reminding.day !== today.date && !isQuiet(now, zone);
  const say =
    may && isDue
      ? 'streaks'
      : may && isPracticeHour && cards > 0 && !away && !isKept
        ? 'practice'
        : undefined;
  const practiceToday = hourOn(today.date, practiceFrom, zone);
  const times = [
    ...endingTimes.map(({ at }) => at),
    ...coming.map((span) => remindTime(span, zone)),
    practiceToday > now ? practiceToday : hourOn(addDays(today.date, 1), practiceFrom, zone),
    now + lookWithin,
  ];
  const later = times.filter((at) => at !== undefined && at > now) as number[];
  return { say, lookAt: Math.max(now + lookAfter, Math.min(...later)) };
}
