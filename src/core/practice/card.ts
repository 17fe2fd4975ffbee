import type { QuestionId } from '../question.ts';
import { localTime } from '../zone.ts';

/** How well a member knew an answer, worst first. */
export const grades = ['again', 'hard', 'good', 'easy'] as const;
export type Grade = (typeof grades)[number];

/** A calendar day as people see it in their own zone: days since 1970-01-01. */
export type Day = number;

/** What is known of a member's memory of one question, after at least one grade. */
export interface Memory {
  /** Dealt from this day on. */
  due: Day;
  /** The day of the last grade. */
  last: Day;
  /** Days after which the answer is known with a chance of 90 %; thousandths count. */
  stability: number;
  /** 1 (easy) to 10; thousandths count. */
  difficulty: number;
  /** How often it was graded. */
  reps: number;
  /** How often it was forgotten. */
  lapses: number;
}

/** One question that a member practises. */
export interface Card {
  question: QuestionId;
  /** Changes with everything that happens to the card: a button of an earlier one does nothing any more. */
  revision: number;
  /** It came from a round in which the member had it wrong, or saw the answer only. */
  missed: boolean;
  /** Undefined until it was graded. */
  memory: Memory | undefined;
}

/** What each grade, given on a day, would make of a memory. `seed` steers the spread of days, so that the same gives the same. */
export type Schedule = (memory: Memory | undefined, day: Day, seed: string) => Record<Grade, Memory>;

/** A card that a member does not have yet. */
export function freshCard(question: QuestionId): Card {
  return { question, revision: 0, missed: false, memory: undefined };
}

/** Revisions are kept in three digits; that a button is so old that its number came round again cannot be. */
const revisions = 36 ** 3;

export function revisionAfter(revision: number, steps = 1): number {
  return (revision + steps) % revisions;
}

/** Where two cards would be due on the same day anyway, each goes its own way. */
export function seedOf({ question, memory }: Pick<Card, 'question' | 'memory'>): string {
  return `${question}/${memory?.reps ?? 0}/`;
}

export function dayOf(at: number, zone: string): Day {
  return Date.parse(`${localTime(at, zone).date}T00:00:00Z`) / 86_400_000;
}
