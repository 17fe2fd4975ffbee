import type { Deeds, Scored } from './deeds.ts';
import type { QuestionId } from './question.ts';
import { graceMs, phaseAt, type Round } from './round.ts';
import type { Difficulty } from './topics.ts';

/** How many chose, and how many of them the right one. */
export interface Tries {
  right: number;
  attempts: number;
}

/** Fewer say too little. */
export const triesNeeded = 20;

/** What a round's choices say of its question: those in time, by people who had not seen the answer. */
export function triesIn(all: readonly Deeds[], round: Round, question: Pick<Scored, 'choices'>): Tries {
  const tries = { right: 0, attempts: 0 };
  for (const { attempt, revealAt } of all) {
    if (attempt?.choice === undefined) continue;
    const phase = phaseAt(round, attempt.at, graceMs);
    if (phase !== 'open' && phase !== 'posting') continue;
    if (revealAt !== undefined && revealAt <= attempt.at) continue;
    tries.attempts += 1;
    if (question.choices[attempt.choice]?.right === true) tries.right += 1;
  }
  return tries;
}

/** Of how many it is expected that they choose right. Whoever guesses is right in a quarter. */
const expected: Record<Difficulty, number> = { easy: 0.8, medium: 0.6, hard: 0.4 };
/** What is nearer is no surprise. */
const tolerance = 0.15;

export type Verdict = 'harder' | 'easier' | 'as-said';

export interface Measured extends Tries {
  /** Right ones of all, 0 to 1. */
  share: number;
  /** How far that is from what its difficulty lets expect; above 0, it was easier. */
  surprise: number;
  verdict: Verdict;
}

/** Undefined while there were too few. */
export function measured(tries: Tries, difficulty: Difficulty): Measured | undefined {
  if (tries.attempts < triesNeeded) return undefined;
  const share = tries.right / tries.attempts;
  // In hundredths of a percent, so that what is just within the tolerance is within.
  const surprise = Math.round(10_000 * (share - expected[difficulty])) / 10_000;
  const verdict = Math.abs(surprise) <= tolerance ? 'as-said' : surprise > 0 ? 'easier' : 'harder';
  return { ...tries, share, surprise, verdict };
}

/** The greatest surprise first; of equal ones, the one that more people tried. */
export function bySurprise<One extends { id: QuestionId; measured: Measured }>(all: readonly One[]): One[] {
  return [...all].sort(
    (a, b) =>
      Math.abs(b.measured.surprise) - Math.abs(a.measured.surprise) ||
      b.measured.attempts - a.measured.attempts ||
      (a.id < b.id ? -1 : 1),
  );
}
