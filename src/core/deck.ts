import { hash32, shuffled } from './chance.ts';
import type { QuestionId } from './question.ts';

/** What was dealt of a feed's deck. `revision` changes with every deal, so that two workers cannot deal at once. */
export interface Deck {
  cycle: number;
  /** Dealt in this cycle, in order. */
  dealt: QuestionId[];
  /** Put on top by a manager, first to come first. */
  queued: QuestionId[];
  revision: number;
}

export const newDeck: Deck = { cycle: 1, dealt: [], queued: [], revision: 0 };

export interface Deal {
  question: QuestionId;
  cycle: number;
  dealt: QuestionId[];
  queued: QuestionId[];
}

/**
 * Deals the next question: what a manager queued, else the next of the shuffled deck (seed: feed and cycle).
 * Nothing comes twice until everything that matches was dealt; a question that is new joins the rest of the deck.
 * Undefined where nothing matches.
 */
export function deal(
  feed: string,
  deck: Deck,
  matching: readonly QuestionId[],
  known: (id: QuestionId) => boolean,
): Deal | undefined {
  const queued = deck.queued.filter(known);
  const [first, ...rest] = queued;
  if (first !== undefined) {
    return {
      question: first,
      cycle: deck.cycle,
      dealt: [...deck.dealt.filter((id) => id !== first), first],
      queued: rest,
    };
  }
  const next = nextOf(feed, deck.cycle, matching, deck.dealt);
  if (next !== undefined) return { question: next, cycle: deck.cycle, dealt: [...deck.dealt, next], queued };
  // The deck is through. The new cycle must not begin with what came last, unless it is the only one.
  const last = deck.dealt.at(-1);
  const others = matching.length > 1 && last !== undefined ? [last] : [];
  const opening = nextOf(feed, deck.cycle + 1, matching, others);
  return opening === undefined
    ? undefined
    : { question: opening, cycle: deck.cycle + 1, dealt: [opening], queued };
}

function nextOf(
  feed: string,
  cycle: number,
  matching: readonly QuestionId[],
  without: readonly QuestionId[],
) {
  const gone = new Set(without);
  let best: { id: QuestionId; rank: number } | undefined;
  for (const id of matching) {
    if (gone.has(id)) continue;
    // Ranking each id by itself, rather than shuffling the list, keeps the order when questions come or go.
    const rank = hash32(`${feed}/${cycle}/${id}`);
    if (best === undefined || rank < best.rank || (rank === best.rank && id < best.id)) best = { id, rank };
  }
  return best?.id;
}

/** The order in which a round shows its choices: `order[shown position]` is the author's index. */
export function choiceOrder(seed: string, count: number): number[] {
  return shuffled(
    seed,
    Array.from({ length: count }, (_, index) => index),
  );
}
