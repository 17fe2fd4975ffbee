import type { ScheduleOptions } from '../core/command.ts';
import { parseDuration } from '../core/duration.ts';
import type { Feed, Rule } from '../core/feed.ts';
import { type Outcome, type Run, refused } from '../core/outcome.ts';
import type { QuestionFilter } from '../core/question.ts';
import { cronFrom, daysOf, isMoved, leastGap, upcomingRuns } from '../core/slots.ts';
import { filterLabel } from '../core/words/common.ts';
import { zonesNear } from '../core/words/suggest/zone.ts';
import { isZone } from '../core/zone.ts';
import type { Context } from './context.ts';

/** So many runs are looked at for the least time between two posts: a week of half-hours, years of daily ones. */
const runsChecked = 400;

/** The part of a feed that a manager words. */
export type FeedPlan = Pick<Feed, 'rule' | 'filter' | 'reveal' | 'closeAfter'>;

/** A feed's plan from what was given; what is absent keeps the value of `base`. */
export function planFeed(context: Context, given: ScheduleOptions, base: FeedPlan): FeedPlan | Outcome {
  const rule = ruleFrom(given, base.rule);
  if ('kind' in rule) return rule;
  if (!isZone(rule.zone)) return refused({ kind: 'bad-zone', given: rule.zone, near: zonesNear(rule.zone) });
  const problem = context.cron.problem(rule);
  if (problem !== undefined) return refused({ kind: 'bad-cron', given: rule.cron, problem });
  const runs = upcomingRuns((after) => context.cron.next(rule, after), context.clock.now(), runsChecked);
  if (runs.length === 0) return refused({ kind: 'never-runs' });
  if (leastGap(runs) < context.minInterval) return refused({ kind: 'too-often', least: context.minInterval });
  const close = closeFrom(given.close, base.closeAfter);
  if (typeof close === 'object') return close;
  const filter: QuestionFilter = { ...base.filter };
  if (given.topic === 'any') delete filter.topic;
  else if (given.topic !== undefined) filter.topic = given.topic;
  if (given.difficulty === 'any') delete filter.difficulty;
  else if (given.difficulty !== undefined) filter.difficulty = given.difficulty;
  if (context.bank.matching(filter).length === 0) {
    return refused({ kind: 'no-question-matches', filter: filterLabel(filter) });
  }
  return { rule, filter, reveal: given.reveal ?? base.reveal, closeAfter: close };
}

function ruleFrom(given: ScheduleOptions, base: Rule): Rule | Outcome {
  const zone = given.zone ?? base.zone;
  if (given.cron !== undefined) {
    if (given.time !== undefined || given.days !== undefined) return refused({ kind: 'time-and-cron' });
    return { cron: given.cron.trim().replace(/\s+/g, ' '), zone };
  }
  if (given.time === undefined && given.days === undefined) return { cron: base.cron, zone };
  const made = cronFrom(given.time ?? timeOf(base.cron), given.days ?? daysOf(base.cron));
  if ('cron' in made) return { cron: made.cron, zone };
  return made.wrong === 'time'
    ? refused({ kind: 'bad-time', given: given.time ?? '' })
    : refused({ kind: 'bad-days', given: given.days ?? '' });
}

/** The time of day of a rule such as `30 9 * * *`; 09:00 where it has none. */
function timeOf(cron: string): string {
  const match = /^(\d{1,2}) (\d{1,2}) /.exec(cron);
  return match === null ? '09:00' : `${match[2]}:${match[1]?.padStart(2, '0')}`;
}

function closeFrom(given: string | undefined, base: number | undefined): number | undefined | Outcome {
  if (given === undefined) return base;
  if (given.trim().toLowerCase() === 'next') return undefined;
  const duration = parseDuration(given);
  const usable = duration !== undefined && duration >= 60_000 && duration <= 31 * 86_400_000;
  return usable ? duration : refused({ kind: 'bad-close', given });
}

/** The feed's next five posts, each with whether a clock change moves it. */
export function nextRuns(context: Context, rule: Rule): Run[] {
  const runs = upcomingRuns((after) => context.cron.next(rule, after), context.clock.now(), 5);
  return runs.map((at) => ({ at, moved: isMoved(rule.cron, rule.zone, at) }));
}
