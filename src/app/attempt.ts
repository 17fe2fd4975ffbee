import { type Deeds, pointsFor } from '../core/deeds.ts';
import { type Outcome, refused, type WrittenOutcome } from '../core/outcome.ts';
import type { Question } from '../core/question.ts';
import { graceMs, phaseAt, type Round } from '../core/round.ts';
import type { Streak } from '../core/streak.ts';
import { membersOnly } from './access.ts';
import type { Claimed } from './claim.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';
import { type JoinableRound, joinableRounds, keepsAnswer, recordSight, sightHeld } from './sight.ts';

/** What a round asks, or the refusal for this person. */
export async function contentOf(
  context: Context,
  exchange: Exchange,
  round: Round,
): Promise<Outcome | { question: Question }> {
  if (round.status === 'void' || round.status === 'failed') return refused({ kind: 'round-void' });
  const question = await context.store.rounds.content(round.question, round.version);
  if (question === undefined) return refused({ kind: 'round-gone' });
  return (await membersOnly(context, exchange, question)) ?? { question };
}

/** An attempt that stands in a round, and with it what is known already. */
export interface Standing {
  round: Round;
  question: Question;
  deeds: Deeds;
  again: boolean;
  streak: Streak | undefined;
  milestone?: number | undefined;
  /** The words, where they were just sent. */
  text?: string | undefined;
  overheard?: boolean;
  /** The other rounds with this question that the person could join. */
  elsewhere?: JoinableRound[];
}

/** How the attempt that stands in a round fares: a choice, or words of one's own. */
export async function attemptOutcome(
  context: Context,
  exchange: Claimed,
  standing: Standing,
): Promise<Outcome> {
  const { round, question, deeds, again, streak, milestone } = standing;
  const { attempt } = deeds;
  if (attempt === undefined) return refused({ kind: 'nothing-written' });
  const points = pointsFor(deeds, round, question);
  const late = round.number !== undefined && phaseAt(round, attempt.at, graceMs) === 'late';
  if (attempt.written === undefined) {
    const verdict = round.reveal !== 'at-close' || round.status === 'closed';
    return { kind: 'attempted', question, round, deeds, again, verdict, streak, milestone, points, late };
  }
  const [held, text] = await Promise.all([
    seeKeyPoints(context, exchange, standing),
    standing.text ?? context.store.answers.of(round.id, exchange.caller.member),
  ]);
  const open = ticksOpen(round, exchange.at);
  const overheard = standing.overheard ?? false;
  return {
    kind: 'written',
    ...{ question, round, deeds, again, held, text, open, overheard, streak, milestone, points, late },
  };
}

/** Ticks may be changed until the next round begins. */
export function ticksOpen(round: Round, at: number): boolean {
  const phase = phaseAt(round, at, graceMs);
  return phase !== 'over' && phase !== 'void';
}

/**
 * Key points are a sight of the answer, so the reveal modes hold. It is recorded as a reveal a moment after the attempt
 * that it follows, which it costs nothing.
 */
async function seeKeyPoints(
  context: Context,
  exchange: Claimed,
  { round, question, deeds, ...known }: Standing,
): Promise<WrittenOutcome['held']> {
  const elsewhere = known.elsewhere ?? (await joinableRounds(context, exchange, question.id, round.id));
  const held = await keyPointsHeld(context, exchange, round, elsewhere);
  if (held !== undefined) return held;
  const isNew = deeds.revealAt === undefined && keepsAnswer(round, exchange.at);
  const own = isNew ? [{ round, channel: round.place.channel }] : [];
  await recordSight(context, exchange, [...own, ...elsewhere], exchange.at + 1);
  return undefined;
}

/** Why the key points of a round in which one's attempt stands may not be seen yet. */
export async function keyPointsHeld(
  context: Context,
  exchange: Exchange,
  round: Round,
  elsewhere: readonly JoinableRound[],
): Promise<WrittenOutcome['held']> {
  if (round.reveal === 'at-close' && keepsAnswer(round, exchange.at)) return 'here';
  const held = await sightHeld(context, exchange, elsewhere);
  return held === undefined ? undefined : { channel: held.refusal.channel };
}
