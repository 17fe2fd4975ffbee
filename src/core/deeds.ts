import type { Difficulty, Question } from './question.ts';
import { graceMs, phaseAt, type Round } from './round.ts';

/**
 * What one member did in one round. Each time is the earliest that arrived, by the platform's clock (ms), so the
 * order and the number of deliveries make no difference.
 */
export interface Deeds {
  attempt: { choice: number; at: number } | undefined;
  hintAt: number | undefined;
  revealAt: number | undefined;
}

export const noDeeds: Deeds = { attempt: undefined, hintAt: undefined, revealAt: undefined };

export function merged(one: Deeds, other: Deeds): Deeds {
  const attempts = [one.attempt, other.attempt].filter((attempt) => attempt !== undefined);
  attempts.sort((a, b) => a.at - b.at || a.choice - b.choice);
  return {
    attempt: attempts[0],
    hintAt: earliest(one.hintAt, other.hintAt),
    revealAt: earliest(one.revealAt, other.revealAt),
  };
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}

/** An attempt or a reveal is taking part; a hint is not. */
export function tookPart(deeds: Deeds): boolean {
  return deeds.attempt !== undefined || deeds.revealAt !== undefined;
}

const worth: Record<Difficulty, number> = { easy: 1, medium: 2, hard: 3 };

/** What decides an attempt's points besides the deeds: the question as its round was posted with it. */
export type Scored = Pick<Question, 'difficulty' | 'choices'>;

/** How much of the question an attempt got right, 0 to 1. */
export function scoreOf({ attempt }: Deeds, question: Scored): number {
  return attempt !== undefined && question.choices[attempt.choice]?.right === true ? 1 : 0;
}

/**
 * Points of an attempt: difficulty (1, 2, 3) × score (0 to 1); a hint before it halves; nothing after a reveal,
 * nothing for a late attempt or an extra round that was closed.
 */
export function pointsFor(deeds: Deeds, round: Round, question: Scored): number {
  const { attempt, hintAt, revealAt } = deeds;
  if (attempt === undefined) return 0;
  const phase = phaseAt(round, attempt.at, graceMs);
  if (phase !== 'open' && phase !== 'posting') return 0;
  if (revealAt !== undefined && revealAt <= attempt.at) return 0;
  const halved = hintAt !== undefined && hintAt <= attempt.at ? 0.5 : 1;
  return worth[question.difficulty] * scoreOf(deeds, question) * halved;
}

/** How often each choice was taken, by the author's index; late attempts do not count. */
export function spreadOf(all: readonly Deeds[], round: Round): number[] {
  const counts = round.order.map(() => 0);
  for (const { attempt } of all) {
    if (attempt === undefined || counts[attempt.choice] === undefined) continue;
    const phase = phaseAt(round, attempt.at, graceMs);
    if (phase === 'open' || phase === 'posting') counts[attempt.choice] = (counts[attempt.choice] ?? 0) + 1;
  }
  return counts;
}
