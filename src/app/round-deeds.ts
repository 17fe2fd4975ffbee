import { encodeAction } from '../core/action.ts';
import { type Deeds, noDeeds, tookPart } from '../core/deeds.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import { graceMs, phaseAt, type Round } from '../core/round.ts';
import { memberPartFor, unmanaged } from './access.ts';
import { attemptOutcome, contentOf } from './attempt.ts';
import { type Claimed, recordDeeds } from './claim.ts';
import type { Context } from './context.ts';
import { relatedFor } from './lookup.ts';
import type { Exchange } from './ports/platform.ts';
import { countsAt, joinableRounds, keepsAnswer, recordReveal, takeSight } from './sight.ts';
import { streakIn } from './standing.ts';

/** A choice of a round: the member's one attempt. */
export async function choose(
  context: Context,
  exchange: Claimed,
  id: string,
  position: number,
): Promise<Outcome> {
  const round = await context.store.rounds.get(id);
  if (round === undefined) return refused({ kind: 'round-gone' });
  const { member } = exchange.caller;
  const counts = countsAt(round, exchange.at);
  // Both at once: a press asks the store three times, for the round, for all else, and to be recorded.
  const [found, streak] = await Promise.all([
    contentOf(context, exchange, round),
    streakIn(context, round, member, counts),
  ]);
  if ('kind' in found) return found;
  const { question } = found;
  const phase = phaseAt(round, exchange.at, graceMs);
  if (phase === 'over') return refused({ kind: 'round-over' });
  const choice = round.order[position];
  if (choice === undefined) return refused({ kind: 'round-gone' });
  const attempt = { ...noDeeds, attempt: { choice, at: exchange.at } };
  // Last, so that whatever fails does so before anything has changed.
  const known = { question, streak };
  const { before, after, milestone } = await recordDeeds(context, exchange, round, attempt, counts, known);
  return attemptOutcome(context, exchange, {
    round,
    question,
    deeds: after,
    again: before.attempt !== undefined && before.attempt.at <= exchange.at,
    streak,
    milestone,
  });
}

/** The answer of a round, for one person. */
export async function revealRound(context: Context, exchange: Claimed, round: Round): Promise<Outcome> {
  const found = await contentOf(context, exchange, round);
  if ('kind' in found) return found;
  const { question } = found;
  const { member } = exchange.caller;
  const phase = phaseAt(round, exchange.at);
  if (!exchange.respond.discreet) {
    return { kind: 'offer', what: 'answer', action: encodeAction({ name: 'round-reveal', round: round.id }) };
  }
  const counts = countsAt(round, exchange.at);
  // All at once, since the person waits. The same question may be open elsewhere too, under a stricter mode.
  const [elsewhere, more, related, streak] = await Promise.all([
    joinableRounds(context, exchange, question.id, round.id),
    memberPartFor(context, exchange, question),
    relatedFor(context, exchange, question),
    streakIn(context, round, member, counts),
  ]);
  // Once it has closed no mode holds, however early the press was.
  const own = keepsAnswer(round, exchange.at) ? [{ round, channel: round.place.channel }] : [];
  const known = { question, streak };
  const sight = await takeSight(context, exchange, [...own, ...elsewhere], new Map([[round.id, known]]));
  if (sight.held !== undefined) return sight.held;
  const recorded =
    sight.deeds.get(round.id) ?? (counts ? await recordReveal(context, exchange, round, known) : undefined);
  const deeds = recorded?.after ?? (await context.store.deeds.of(round.id, member));
  return {
    kind: 'answer',
    question,
    round,
    deeds,
    more,
    related,
    // Nothing is recorded of whoever was forgotten in the round.
    streak: counts && !tookPart(deeds) ? undefined : streak,
    milestone: recorded?.milestone,
    late: phase === 'late' && isLate(round, deeds),
    ...unmanaged(exchange),
  };
}

/** Whether a member's first deed in a round came only after its close, so that it counts for the streak alone. */
function isLate(round: Round, { attempt, revealAt }: Deeds): boolean {
  const first = Math.min(attempt?.at ?? Number.POSITIVE_INFINITY, revealAt ?? Number.POSITIVE_INFINITY);
  return round.number !== undefined && phaseAt(round, first, graceMs) === 'late';
}

/** The hint of a round; taken before the attempt it halves the points. */
export async function hintRound(context: Context, exchange: Claimed, round: Round): Promise<Outcome> {
  const found = await contentOf(context, exchange, round);
  if ('kind' in found) return found;
  const { question } = found;
  if (question.hint.length === 0) return refused({ kind: 'no-hint', question: question.id });
  if (!exchange.respond.discreet) {
    return { kind: 'offer', what: 'hint', action: encodeAction({ name: 'round-hint', round: round.id }) };
  }
  const deeds = { ...noDeeds, hintAt: exchange.at };
  const { after } = await recordDeeds(context, exchange, round, deeds, false);
  const phase = phaseAt(round, exchange.at);
  return {
    kind: 'hint',
    question,
    halves: (phase === 'open' || phase === 'posting') && after.attempt === undefined,
  };
}

/** The round that a reply, or a command without an id, is about: the one it stands under, else the channel's newest. */
export async function roundHere(context: Context, exchange: Exchange): Promise<Round | undefined> {
  const { channel, under } = exchange.place;
  if (under !== undefined) return context.store.rounds.byMessage(exchange.caller.space, channel, under);
  return context.store.rounds.newestIn(exchange.caller.space, channel);
}

export async function withRound(
  context: Context,
  id: string,
  act: (round: Round) => Promise<Outcome>,
): Promise<Outcome> {
  const round = await context.store.rounds.get(id);
  return round === undefined ? refused({ kind: 'round-gone' }) : act(round);
}
