import { boardName, type Worth, worthOf } from '../core/board.ts';
import { hash32 } from '../core/chance.ts';
import type { Deeds } from '../core/deeds.ts';
import { milestoneOf } from '../core/milestones.ts';
import type { Question } from '../core/question.ts';
import type { Round } from '../core/round.ts';
import type { Streak } from '../core/streak.ts';
import type { Context } from './context.ts';
import type { Boarded } from './ports/deed-book.ts';
import type { Exchange } from './ports/platform.ts';
import type { Mark } from './ports/store.ts';

/** The right to do what a person did, which one delivery of it has. `held` once it is taken. */
export interface Claim extends Mark {
  held: boolean;
}

/** What a person did, with the right to do it. */
export interface Claimed extends Exchange {
  claim: Claim;
}

/** What is known already of a deed's round when it is recorded; what is not is found where it matters. */
export interface Known {
  /** The question that the round was posted with. */
  question?: Question;
  /** The streak with this deed. */
  streak?: Streak | undefined;
}

/**
 * Records what the person did in a round, with what it does to their standing. Where the claim is not held yet it is
 * taken in the same write: no crash comes between, and the disk is waited for once. Rejects with `Repeated` where another
 * delivery has it. `milestone`: what the person is to be congratulated on for this deed.
 */
export async function recordDeeds(
  context: Context,
  { caller, claim }: Claimed,
  round: Round,
  deeds: Deeds,
  counts: boolean,
  { question, streak }: Known = {},
): Promise<{ before: Deeds; after: Deeds; milestone: number | undefined }> {
  const mark = claim.held ? undefined : claim;
  const milestone = streak && counts ? milestoneOf(streak.current) : undefined;
  const boarded: Boarded = {
    worth: (merged, as) => worthIn(context, merged, as, question),
    ...(counts && { name: boardName(caller.name) }),
    ...(streak && { streak: streak.current }),
    ...(milestone && { milestone, deed: hash32(claim.id).toString(36) }),
  };
  const { before, after, reached } = await context.store.deeds.record(
    round,
    caller.member,
    deeds,
    counts,
    mark,
    boarded,
  );
  claim.held = true;
  return { before, after, milestone: reached ? milestone : undefined };
}

/** What deeds are worth in a round; undefined where the question that it was posted with is not kept any more. */
export async function worthIn(
  context: Context,
  deeds: Deeds,
  round: Round,
  known?: Question,
): Promise<Worth | undefined> {
  const inBank = context.bank.get(round.question);
  const question =
    known ??
    (inBank?.version === round.version
      ? inBank
      : await context.store.rounds.content(round.question, round.version));
  return question && worthOf(deeds, round, question);
}
