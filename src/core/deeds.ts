import type { Difficulty, Question } from './question.ts';
import { graceMs, phaseAt, type Round } from './round.ts';

/**
 * What one member did in one round. Each time is the earliest that arrived, by the platform's clock (ms), so the
 * order and the number of deliveries make no difference.
 */
export interface Deeds {
  attempt: Attempt | undefined;
  hintAt: number | undefined;
  revealAt: number | undefined;
  /** By key point: the member's own tick, the latest click on each. Absent: none. They count for a written attempt. */
  ticks?: Ticks | undefined;
}

/** A choice, by the author's index, or words of one's own. */
export type Attempt =
  | { choice: number; at: number; written?: undefined }
  | { written: Written; at: number; choice?: undefined };

/** What the matcher found in a written answer when it came. The words themselves are kept elsewhere, and not for long. */
export interface Written {
  /** Bit n: key point n was found. */
  found: number;
  /** How many key points the question had. */
  of: number;
}

/** A key point ticked (`on`) or unticked by hand, and when. */
export interface Tick {
  on: boolean;
  at: number;
}
export type Ticks = readonly (Tick | undefined)[];

export const noDeeds: Deeds = { attempt: undefined, hintAt: undefined, revealAt: undefined };

export function merged(one: Deeds, other: Deeds): Deeds {
  const ticks = mergedTicks(one.ticks, other.ticks);
  return {
    attempt: earlier(one.attempt, other.attempt),
    hintAt: earliest(one.hintAt, other.hintAt),
    revealAt: earliest(one.revealAt, other.revealAt),
    ...(ticks === undefined ? {} : { ticks }),
  };
}

/** Of two at the same instant always the same one: choices before words, the lower index, the fewer points. */
function earlier(one: Attempt | undefined, other: Attempt | undefined): Attempt | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const later = one.at - other.at || rank(one) - rank(other);
  return later > 0 ? other : one;
}

function rank({ choice, written }: Attempt): number {
  return written === undefined ? choice : 1_000 + written.found * 100 + written.of;
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}

function mergedTicks(one: Ticks | undefined, other: Ticks | undefined): Ticks | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const points = Array.from({ length: Math.max(one.length, other.length) }, (_, point) => point);
  return points.map((point) => later(one[point], other[point]));
}

/** Of two at the same instant the one that ticks. */
function later(one: Tick | undefined, other: Tick | undefined): Tick | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.at === other.at) return one.on ? one : other;
  return one.at > other.at ? one : other;
}

/** The deeds of one click on a key point. */
export function ticked(point: number, tick: Tick): Deeds {
  return { ...noDeeds, ticks: [...Array<undefined>(point).fill(undefined), tick] };
}

/** An attempt or a reveal is taking part; a hint is not. */
export function tookPart(deeds: Deeds): boolean {
  return deeds.attempt !== undefined || deeds.revealAt !== undefined;
}

/** A key point of a written answer: whether the matcher found it, and whether it stands as covered. */
export interface PointCovered {
  found: boolean;
  covered: boolean;
}

/**
 * Point by point how a written answer fares: the matcher's tick, unless the member corrected it. Empty for a choice.
 * A tick from before the attempt says nothing of it.
 */
export function pointsCovered({ attempt, ticks }: Deeds): PointCovered[] {
  if (attempt?.written === undefined) return [];
  const { found: bits, of } = attempt.written;
  return Array.from({ length: of }, (_, point) => {
    const found = (bits & (1 << point)) !== 0;
    const tick = ticks?.[point];
    return { found, covered: tick === undefined || tick.at < attempt.at ? found : tick.on };
  });
}

const worth: Record<Difficulty, number> = { easy: 1, medium: 2, hard: 3 };

/** What decides an attempt's points besides the deeds: the question as its round was posted with it. */
export type Scored = Pick<Question, 'difficulty' | 'choices'>;

/** So many of one's own ticks count for the board, of an answer. */
const ownTicksAtMost = 1;

/**
 * How much of the question an attempt got right for the board, 0 to 1. Of a written answer: the share of key points that
 * the matcher found and the member let stand, and at most one that the member ticked besides.
 */
export function scoreOf(deeds: Deeds, question: Scored): number {
  return score(deeds, question, ownTicksAtMost);
}

/** The same for practice, where all of one's own ticks count. */
export function practiceScoreOf(deeds: Deeds, question: Scored): number {
  return score(deeds, question, Number.POSITIVE_INFINITY);
}

function score(deeds: Deeds, question: Scored, ownTicks: number): number {
  const { attempt } = deeds;
  if (attempt === undefined) return 0;
  if (attempt.written === undefined) return question.choices[attempt.choice]?.right === true ? 1 : 0;
  const points = pointsCovered(deeds);
  const standing = points.filter(({ found, covered }) => found && covered).length;
  const own = points.filter(({ found, covered }) => !found && covered).length;
  return points.length === 0 ? 0 : (standing + Math.min(own, ownTicks)) / points.length;
}

/**
 * Points are whole numbers of such parts, since a question has three to five key points and a hint halves: a sum of many
 * stays exact when it is kept in them.
 */
export const partsOfAPoint = 120;

/**
 * Points of an attempt: difficulty (1, 2, 3) × score (0 to 1); a hint before it halves; nothing after a reveal,
 * nothing for a late attempt or an extra round that was closed.
 */
export function pointsFor(deeds: Deeds, round: Round, question: Scored): number {
  const { attempt, hintAt, revealAt } = deeds;
  if (attempt === undefined || !isInTime(attempt, round)) return 0;
  if (revealAt !== undefined && revealAt <= attempt.at) return 0;
  const halved = hintAt !== undefined && hintAt <= attempt.at ? 0.5 : 1;
  const parts = Math.round(worth[question.difficulty] * scoreOf(deeds, question) * halved * partsOfAPoint);
  return parts / partsOfAPoint;
}

/** Whether an attempt was made while the round was open; a late one counts for the streak alone. */
function isInTime({ at }: Attempt, round: Round): boolean {
  const phase = phaseAt(round, at, graceMs);
  return phase === 'open' || phase === 'posting';
}

/** How often each choice was taken, by the author's index; late attempts and words of one's own do not count. */
export function spreadOf(all: readonly Deeds[], round: Round): number[] {
  const counts = round.order.map(() => 0);
  for (const { attempt } of all) {
    if (attempt?.choice === undefined || counts[attempt.choice] === undefined) continue;
    if (isInTime(attempt, round)) counts[attempt.choice] = (counts[attempt.choice] ?? 0) + 1;
  }
  return counts;
}

/** How many wrote an answer of their own; late ones do not count. */
export function writtenIn(all: readonly Deeds[], round: Round): number {
  return all.filter(({ attempt }) => attempt?.written !== undefined && isInTime(attempt, round)).length;
}
