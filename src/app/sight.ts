import { noDeeds } from '../core/deeds.ts';
import { platformNameOf, type RevealMode } from '../core/feed.ts';
import type { QuestionId } from '../core/question.ts';
import type { Refusal } from '../core/refusal.ts';
import { graceMs, phaseAt, type Round, type RoundId } from '../core/round.ts';
import { type Claimed, type Known, recordDeeds } from './claim.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';
import { LockedOut } from './ports/store.ts';

/**
 * The open rounds with this question that the person could still join: they decide whether its answer may be seen.
 * `except`: one that is known already.
 */
export async function joinableRounds(
  context: Context,
  exchange: Exchange,
  question: QuestionId,
  except?: RoundId,
): Promise<JoinableRound[]> {
  const platform = platformNameOf(exchange.caller.member);
  const found: JoinableRound[] = [];
  for (const round of await context.store.rounds.joinable(platform, question, except)) {
    const phase = phaseAt(round, exchange.at);
    if (phase !== 'open' && phase !== 'posting') continue;
    const { space, channel } = round.place;
    const here = space === exchange.caller.space && channel === exchange.place.channel;
    if (here || (await couldJoin(context, exchange, platform, space, channel)))
      found.push({ round, channel });
  }
  return found;
}

export interface JoinableRound {
  round: Round;
  channel: string;
}

async function couldJoin(
  context: Context,
  exchange: Exchange,
  platform: string,
  space: string,
  channel: string,
) {
  try {
    const address = { kind: 'channel', space, channel } as const;
    return (await context.platforms.get(platform)?.canSee(exchange.caller.member, address)) ?? false;
  } catch {
    // Better to hold an answer back once too often than to spoil a round.
    return true;
  }
}

const strictness: Record<RevealMode, number> = { anytime: 0, 'after-attempt': 1, 'at-close': 2 };

/** The refusal of a sight. */
export interface Held {
  kind: 'refused';
  refusal: Extract<Refusal, { kind: 'opens-at-close' | 'answer-first' }>;
}

/** `held`: why the answer may not be shown. Else what the person did in each of the rounds, this reveal included. */
export type Sight = { held: Held } | { held: undefined; deeds: ReadonlyMap<RoundId, Seen> };

/** A reveal as recorded. */
export type Seen = Awaited<ReturnType<typeof recordDeeds>>;

/**
 * Asks leave to see a question's answer. Where the question is in open rounds that the person could join, the strictest
 * of their reveal modes holds, and the sight is recorded as the reveal of each.
 */
export async function takeSight(
  context: Context,
  exchange: Claimed,
  rounds: JoinableRound[],
  known: ReadonlyMap<RoundId, Known> = new Map(),
): Promise<Sight> {
  const held = await sightHeld(context, exchange, rounds);
  return held === undefined
    ? { held, deeds: await recordSight(context, exchange, rounds, exchange.at, known) }
    : { held };
}

/** Why the answer of a question that is in these rounds may not be shown yet; undefined where it may. */
export async function sightHeld(
  context: Context,
  exchange: Exchange,
  rounds: readonly JoinableRound[],
): Promise<Held | undefined> {
  const strictestFirst = [...rounds].sort((a, b) => strictness[b.round.reveal] - strictness[a.round.reveal]);
  for (const { round, channel } of strictestFirst) {
    if (round.reveal === 'at-close') {
      const zone = (await context.store.feeds.get(round.feed))?.rule.zone;
      return { kind: 'refused', refusal: { kind: 'opens-at-close', channel, opensAt: round.closesAt, zone } };
    }
    if (round.reveal === 'after-attempt') {
      const { attempt } = await context.store.deeds.of(round.id, exchange.caller.member);
      if (attempt === undefined) return { kind: 'refused', refusal: { kind: 'answer-first', channel } };
    }
  }
  return undefined;
}

/** Records the sight of an answer as the reveal of each of these rounds; gives what the person did in each. */
export async function recordSight(
  context: Context,
  exchange: Claimed,
  rounds: readonly JoinableRound[],
  at: number,
  known: ReadonlyMap<RoundId, Known> = new Map(),
): Promise<Map<RoundId, Seen>> {
  const deeds = new Map<RoundId, Seen>();
  for (const { round } of rounds)
    deeds.set(round.id, await recordReveal(context, exchange, round, known.get(round.id), at));
  return deeds;
}

/**
 * Records a reveal; gives what the person did in that round. It counts for the streak while the round is not over. Of
 * someone who was forgotten in the round nothing is recorded, and the answer may be seen.
 */
export async function recordReveal(
  context: Context,
  exchange: Claimed,
  round: Round,
  known?: Known,
  at = exchange.at,
): Promise<Seen> {
  const deeds = { ...noDeeds, revealAt: at };
  const counts = countsAt(round, exchange.at);
  try {
    return await recordDeeds(context, exchange, round, deeds, counts, known);
  } catch (error) {
    if (error instanceof LockedOut) return { before: noDeeds, after: noDeeds, milestone: undefined };
    throw error;
  }
}

/** Whether a round keeps its answer at an instant: once it has closed, the post tells it to everybody. */
export function keepsAnswer(round: Round, at: number): boolean {
  const phase = phaseAt(round, at);
  return round.status !== 'closed' && (phase === 'open' || phase === 'posting');
}

/** Whether taking part at this instant still counts for the streak. */
export function countsAt(round: Round, at: number): boolean {
  const phase = phaseAt(round, at, graceMs);
  return round.number !== undefined && phase !== 'over' && phase !== 'void';
}
