import { encodeAction } from '../core/action.ts';
import { noDeeds, ticked } from '../core/deeds.ts';
import { pointsFound } from '../core/grading/points-found.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import type { Question } from '../core/question.ts';
import { graceMs, phaseAt, type Round } from '../core/round.ts';
import { problemOf } from '../core/written-answer.ts';
import { attemptOutcome, contentOf, keyPointsHeld, ticksOpen } from './attempt.ts';
import { type Claimed, recordDeeds } from './claim.ts';
import type { Context } from './context.ts';
import { countsAt, joinableRounds } from './sight.ts';
import { streakIn } from './standing.ts';

/**
 * An answer to a round in one's own words: the member's one attempt. `overheard`: it was said where others read it.
 */
export async function write(
  context: Context,
  exchange: Claimed,
  round: Round,
  given: string,
  overheard: boolean,
): Promise<Outcome> {
  const problem = problemOf(given);
  if (problem !== undefined) return refused({ kind: 'bad-answer', problem });
  const content = await contentOf(context, exchange, round);
  if ('kind' in content) return content;
  const { question } = content;
  const { member } = exchange.caller;
  if (phaseAt(round, exchange.at, graceMs) === 'over') return refused({ kind: 'round-over' });
  const text = given.trim();
  const points = pointsFound(asGradedNow(context, question), text);
  const found = points.reduce((bits, isFound, point) => (isFound ? bits | (1 << point) : bits), 0);
  const attempt = { written: { found, of: points.length }, at: exchange.at };
  const counts = countsAt(round, exchange.at);
  const [streak, elsewhere] = await Promise.all([
    streakIn(context, round, member, counts),
    joinableRounds(context, exchange, question.id, round.id),
  ]);
  // Last, so that whatever fails does so before anything has changed.
  const deeds = { ...noDeeds, attempt };
  const known = { question, streak };
  const { before, after, milestone } = await recordDeeds(context, exchange, round, deeds, counts, known);
  const isOwn = after.attempt?.written !== undefined && after.attempt.at === exchange.at;
  const keeping =
    isOwn && context.answersKept > 0
      ? context.store.answers.keep(round.id, member, text, context.answersKept)
      : undefined;
  const again = before.attempt !== undefined && before.attempt.at <= exchange.at;
  if (!exchange.respond.discreet) {
    await keeping;
    const action = encodeAction({ name: 'my-answer', round: round.id });
    return { kind: 'offer', what: 'attempt', action, again };
  }
  const own = isOwn ? text : undefined;
  const standing = {
    round,
    question,
    deeds: after,
    again,
    streak,
    text: own,
    overheard,
    elsewhere,
    milestone,
  };
  // At once, since the person waits; where one of them fails, neither is told of as done.
  const [outcome] = await Promise.all([attemptOutcome(context, exchange, standing), keeping]);
  return outcome;
}

/** What its key points are said as may have been bettered since it was posted: of the same content the bank's holds. */
function asGradedNow(context: Context, posted: Question): Question {
  const inBank = context.bank.get(posted.id);
  return inBank?.version === posted.version ? inBank : posted;
}

/** How one's own attempt in a round fares, once more. */
export async function myAnswer(context: Context, exchange: Claimed, round: Round): Promise<Outcome> {
  const content = await contentOf(context, exchange, round);
  if ('kind' in content) return content;
  const { member } = exchange.caller;
  const [deeds, streak] = await Promise.all([
    context.store.deeds.of(round.id, member),
    streakIn(context, round, member, false),
  ]);
  return attemptOutcome(context, exchange, { round, ...content, deeds, again: false, streak });
}

/** A key point of one's own answer, ticked or unticked by hand: of many clicks on one point the latest holds. */
export async function tick(
  context: Context,
  exchange: Claimed,
  round: Round,
  point: number,
  on: boolean,
): Promise<Outcome> {
  const content = await contentOf(context, exchange, round);
  if ('kind' in content) return content;
  const { question } = content;
  const { member } = exchange.caller;
  const [before, streak, elsewhere] = await Promise.all([
    context.store.deeds.of(round.id, member),
    streakIn(context, round, member, false),
    joinableRounds(context, exchange, question.id, round.id),
  ]);
  const written = before.attempt?.written;
  if (written === undefined) return refused({ kind: 'nothing-written' });
  if (point >= written.of) return refused({ kind: 'misunderstood', problem: { kind: 'stale-button' } });
  if (!ticksOpen(round, exchange.at)) return refused({ kind: 'ticks-stand' });
  const held = await keyPointsHeld(context, exchange, round, elsewhere);
  const click = ticked(point, { on, at: exchange.at });
  const deeds =
    held === undefined
      ? (await recordDeeds(context, exchange, round, click, false, { question })).after
      : before;
  return attemptOutcome(context, exchange, { round, question, deeds, again: false, streak, elsewhere });
}
