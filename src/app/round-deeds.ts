import { encodeAction } from '../core/action.ts';
import { type Deeds, noDeeds, pointsFor } from '../core/deeds.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import type { Question } from '../core/question.ts';
import { graceMs, phaseAt, type Round } from '../core/round.ts';
import { memberPartFor, membersOnly } from './access.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';
import { countsAt, joinableRounds, recordReveal, takeSight } from './sight.ts';
import { streakIn } from './standing.ts';

/** A choice of a round: the member's one attempt. */
export async function choose(
  context: Context,
  exchange: Exchange,
  id: string,
  position: number,
): Promise<Outcome> {
  const found = await roundAndContent(context, exchange, id);
  if ('kind' in found) return found;
  const { round, question } = found;
  const phase = phaseAt(round, exchange.at, graceMs);
  if (phase === 'over') return refused({ kind: 'round-over' });
  const choice = round.order[position];
  if (choice === undefined) return refused({ kind: 'round-gone' });
  const { before, after } = await context.store.deeds.record(
    round,
    exchange.caller.member,
    { ...noDeeds, attempt: { choice, at: exchange.at } },
    countsAt(round, exchange.at),
  );
  const score = question.choices[after.attempt?.choice ?? choice]?.right === true ? 1 : 0;
  return {
    kind: 'attempted',
    question,
    round,
    deeds: after,
    again: before.attempt !== undefined && before.attempt.at <= exchange.at,
    verdict: round.reveal !== 'at-close' || round.status === 'closed',
    streak: await streakIn(context, round, exchange.caller.member),
    points: pointsFor(after, round, question.difficulty, score),
    late: phase === 'late' && round.number !== undefined,
  };
}

/** The answer of a round, for one person. */
export async function revealRound(context: Context, exchange: Exchange, round: Round): Promise<Outcome> {
  const found = await roundAndContent(context, exchange, round.id);
  if ('kind' in found) return found;
  const { question } = found;
  const phase = phaseAt(found.round, exchange.at);
  if (!exchange.respond.discreet) {
    return { kind: 'offer', what: 'answer', action: encodeAction({ name: 'round-reveal', round: round.id }) };
  }
  // The same question may be open elsewhere too, under a stricter mode.
  const elsewhere = (await joinableRounds(context, exchange, question.id)).filter(
    (one) => one.round.id !== round.id,
  );
  // Once it has closed, the post tells the answer to everybody: then no mode holds, however early the press was.
  const isKept = found.round.status !== 'closed' && (phase === 'open' || phase === 'posting');
  const own = isKept ? [{ round: found.round, channel: found.round.place.channel }] : [];
  const refusal = await takeSight(context, exchange, [...own, ...elsewhere]);
  if (refusal !== undefined) return refusal;
  if (own.length === 0 && countsAt(found.round, exchange.at))
    await recordReveal(context, exchange, found.round);
  const deeds = await context.store.deeds.of(round.id, exchange.caller.member);
  return {
    kind: 'answer',
    question,
    round: found.round,
    deeds,
    more: await memberPartFor(context, exchange, question),
    streak: await streakIn(context, found.round, exchange.caller.member),
    late: phase === 'late' && isLate(found.round, deeds),
  };
}

/** Whether a member's first deed in a round came only after its close, so that it counts for the streak alone. */
function isLate(round: Round, { attempt, revealAt }: Deeds): boolean {
  const first = Math.min(attempt?.at ?? Number.POSITIVE_INFINITY, revealAt ?? Number.POSITIVE_INFINITY);
  return round.number !== undefined && phaseAt(round, first, graceMs) === 'late';
}

/** The hint of a round; taken before the attempt it halves the points. */
export async function hintRound(context: Context, exchange: Exchange, round: Round): Promise<Outcome> {
  const found = await roundAndContent(context, exchange, round.id);
  if ('kind' in found) return found;
  const { question } = found;
  if (question.hint.length === 0) return refused({ kind: 'no-hint', question: question.id });
  if (!exchange.respond.discreet) {
    return { kind: 'offer', what: 'hint', action: encodeAction({ name: 'round-hint', round: round.id }) };
  }
  const { after } = await context.store.deeds.record(
    found.round,
    exchange.caller.member,
    { ...noDeeds, hintAt: exchange.at },
    false,
  );
  const phase = phaseAt(found.round, exchange.at);
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

async function roundAndContent(
  context: Context,
  exchange: Exchange,
  id: string,
): Promise<Outcome | { round: Round; question: Question }> {
  const round = await context.store.rounds.get(id);
  if (round === undefined) return refused({ kind: 'round-gone' });
  if (round.status === 'void' || round.status === 'failed') return refused({ kind: 'round-void' });
  const question = await context.store.rounds.content(round.question, round.version);
  if (question === undefined) return refused({ kind: 'round-gone' });
  return (await membersOnly(context, exchange, question)) ?? { round, question };
}
