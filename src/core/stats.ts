import { daysSinceMonday } from './board.ts';
import { partsOfAPoint } from './deeds.ts';
import type { StatsDrawing } from './drawing.ts';
import { type TopicCode, topicCodes } from './topics.ts';
import { addDays, localTime } from './zone.ts';

/** 53 weeks, so that a year is whole whatever weekday it begins on. */
export const daysShown = 371;

/** The share of a space is shown from so many attempts by so many members on: with fewer it would tell of one of them. */
export const leastAttempts = 10;
export const leastMembers = 3;

/** On how many rounds of each of the last days a member took part, the last day being today in their zone. */
export function activity(
  instants: readonly number[],
  now: number,
  zone: string,
): { days: number[]; from: string; firstWeekday: number } {
  const today = localTime(now, zone).date;
  const from = addDays(today, 1 - daysShown);
  const days = Array.from({ length: daysShown }, () => 0);
  // A day more at both ends than any zone needs: whatever lies outside is not looked at closer.
  const earliest = Date.parse(`${from}T00:00:00Z`) - 2 * day;
  for (const at of instants) {
    if (at < earliest) continue;
    const index = Math.round((Date.parse(localTime(at, zone).date) - Date.parse(from)) / day);
    if (days[index] !== undefined) days[index] += 1;
  }
  return { days, from, firstWeekday: daysSinceMonday(from) };
}

const day = 86_400_000;

interface Tried {
  attempts: number;
  /** In parts (`partsOfAPoint`). */
  score: number;
}

/** How much of each topic a member got right, beside the members of their space; the most answered first. */
export function accuracy(
  own: ReadonlyMap<TopicCode, Tried>,
  space: ReadonlyMap<TopicCode, Tried & { members: number }>,
): StatsDrawing['topics'] {
  const share = ({ attempts, score }: Tried) => score / partsOfAPoint / attempts;
  return topicCodes
    .flatMap((topic) => {
      const mine = own.get(topic);
      if (mine === undefined || mine.attempts === 0) return [];
      const all = space.get(topic);
      const isTold = all && all.attempts >= leastAttempts && all.members >= leastMembers;
      return [{ topic, own: share(mine), attempts: mine.attempts, space: isTold ? share(all) : undefined }];
    })
    .sort((a, b) => b.attempts - a.attempts);
}

/** Tallies of several spaces as one. */
export function together(tallies: Iterable<ReadonlyMap<TopicCode, Tried>>): Map<TopicCode, Tried> {
  const sums = new Map<TopicCode, Tried>();
  for (const tally of tallies) {
    for (const [topic, { attempts, score }] of tally) {
      const known = sums.get(topic) ?? { attempts: 0, score: 0 };
      sums.set(topic, { attempts: known.attempts + attempts, score: known.score + score });
    }
  }
  return sums;
}
