import { hash32 } from '../chance.ts';
import type { Question, QuestionId } from '../question.ts';
import type { Day } from './card.ts';
import { type Practice, tallyOn } from './practice.ts';

export type Source = 'due' | 'missed' | 'new';

export interface Candidate {
  question: Question;
  source: Source;
}

/** What is still to come today, by where it comes from. */
export type Left = Record<Source, number>;

export interface Queue {
  /** In the order in which they come; the new ones are put in order only once they are reached. */
  candidates(): Generator<Candidate>;
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
  const due: { question: Question; due: Day }[] = [];
  const missed: Question[] = [];
  const known = new Set<QuestionId>();
  const ahead = Array.from({ length: days }, () => 0);
  let next: Queue['next'];
  for (const card of practice.cards.outline()) {
    const question = wanted.get(card.question);
    if (question === undefined) continue;
    if (card.due === undefined) {
      if (!card.missed) continue;
      missed.push(question);
      known.add(card.question);
      continue;
    }
    known.add(card.question);
    if (card.due <= day) due.push({ question, due: card.due });
    else if (next === undefined || card.due < next.day) next = { day: card.due, cards: 1 };
    else if (card.due === next.day) next.cards += 1;
    const place = Math.max(0, card.due - day);
    if (place < days) ahead[place] = (ahead[place] ?? 0) + 1;
  }
  const tally = tallyOn(practice, day);
  const unseen = wanted.size - known.size;
  const fresh = Math.min(unseen, Math.max(0, Math.max(limit, tally.allowance) - tally.fresh));
  const left = { due: due.length, missed: missed.length, new: fresh };
  return {
    left,
    more: unseen - fresh,
    ahead,
    next,
    *candidates() {
      due.sort((one, other) => one.due - other.due || (one.question.id < other.question.id ? -1 : 1));
      for (const { question } of due) yield { question, source: 'due' };
      for (const question of missed) yield { question, source: 'missed' };
      if (fresh === 0) return;
      const rest = questions.filter(({ id }) => !known.has(id));
      for (const question of inOwnOrder(rest, seed)) yield { question, source: 'new' };
    },
  };
}

/** Each id is ranked by itself, so that the order stays when questions come or go. */
function inOwnOrder(questions: readonly Question[], seed: string): Question[] {
  const ranked = questions.map((question) => ({ question, rank: hash32(`${seed}/${question.id}`) }));
  ranked.sort((one, other) => one.rank - other.rank || (one.question.id < other.question.id ? -1 : 1));
  return ranked.map(({ question }) => question);
}
