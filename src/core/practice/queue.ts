import { hash32 } from '../chance.ts';
import type { Question, QuestionId } from '../question.ts';
import type { Day } from './card.ts';
import { type CardOutline, type Practice, tallyOn } from './practice.ts';

export type Source = 'due' | 'missed' | 'new';

export interface Candidate {
  question: Question;
  source: Source;
}

/** What is still to come today, by where it comes from. */
export type Left = Record<Source, number>;

export interface Queue {
  /** So many of those that come, from a place in their order on. */
  candidates(from: number, count: number): Candidate[];
  left: Left;
  /** New questions that could come if the member asked for more. */
  more: number;
  /** Cards due on each of the coming days: today and before, tomorrow … */
  ahead: number[];
  /** The first day after today that a card is due on, and how many then. */
  next: { day: Day; cards: number } | undefined;
}

export interface QueueAsk {
  /** Questions that exist, that the member may see, and that they want now. */
  questions: readonly Question[];
  day: Day;
  /** New questions a day. */
  limit: number;
  /** So many days are looked ahead, today included. */
  days: number;
  /** Puts the new questions in an order of the member's own. */
  seed: string;
}

/**
 * What a member practises next: what is due, longest due first; then what was missed in rounds; then new questions, as many
 * as the day allows. A card whose question is gone is passed over.
 */
export function queueOf(practice: Practice, { questions, day, limit, days, seed }: QueueAsk): Queue {
  const wanted = new Map(questions.map((question) => [question.id, question]));
  const due: CardOutline[] = [];
  const missed: QuestionId[] = [];
  let known = 0;
  const ahead = Array.from({ length: days }, () => 0);
  let next: Queue['next'];
  for (const card of practice.cards.outline()) {
    if (!isBegun(card) || !wanted.has(card.question)) continue;
    known += 1;
    if (card.due === undefined) {
      missed.push(card.question);
      continue;
    }
    if (card.due <= day) due.push(card);
    else if (next === undefined || card.due < next.day) next = { day: card.due, cards: 1 };
    else if (card.due === next.day) next.cards += 1;
    const place = Math.max(0, card.due - day);
    if (place < days) ahead[place] = (ahead[place] ?? 0) + 1;
  }
  const tally = tallyOn(practice, day);
  const unseen = wanted.size - known;
  const fresh = Math.min(unseen, Math.max(0, Math.max(limit, tally.allowance) - tally.fresh));
  const candidate = (id: QuestionId, source: Source): Candidate[] => {
    const question = wanted.get(id);
    return question === undefined ? [] : [{ question, source }];
  };
  const inOrder = (): Candidate[] => {
    const begun = new Set(
      practice.cards
        .outline()
        .filter(isBegun)
        .map(({ question }) => question),
    );
    const rest = fresh === 0 ? [] : questions.filter(({ id }) => !begun.has(id));
    return [
      ...[...due].sort(longerDue).flatMap(({ question }) => candidate(question, 'due')),
      ...missed.flatMap((question) => candidate(question, 'missed')),
      ...inOwnOrder(rest, seed).map((question): Candidate => ({ question, source: 'new' })),
    ];
  };
  let all: Candidate[] | undefined;
  return {
    left: { due: due.length, missed: missed.length, new: fresh },
    more: unseen - fresh,
    ahead,
    next,
    candidates(from, count) {
      const [some] = due;
      // Nearly always the first is all that is wanted: only behind it are a thousand put in order.
      if (from === 0 && count === 1 && some !== undefined) {
        const first = due.reduce((best, card) => (longerDue(card, best) < 0 ? card : best), some);
        return candidate(first.question, 'due');
      }
      all ??= inOrder();
      return all.slice(from, from + count);
    },
  };
}

/** A question whose first grade was undone is as new as before. */
function isBegun({ due, missed }: CardOutline): boolean {
  return due !== undefined || missed;
}

function longerDue(one: CardOutline, other: CardOutline): number {
  return (one.due ?? 0) - (other.due ?? 0) || (one.question < other.question ? -1 : 1);
}

/** Each id is ranked by itself, so that the order stays when questions come or go. */
function inOwnOrder(questions: readonly Question[], seed: string): Question[] {
  const ranked = questions.map((question) => ({ question, rank: hash32(`${seed}/${question.id}`) }));
  ranked.sort((one, other) => one.rank - other.rank || (one.question.id < other.question.id ? -1 : 1));
  return ranked.map(({ question }) => question);
}
