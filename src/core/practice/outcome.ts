import type { MemberPart } from '../outcome.ts';
import type { Question, QuestionId, TopicCode } from '../question.ts';
import type { Day, Grade } from './card.ts';
import type { Graded, Tally } from './practice.ts';
import type { Left, Queue, Source } from './queue.ts';

interface InSession {
  topic: TopicCode | 'any';
  today: Day;
  /** What came of the press before. */
  notice: PracticeNotice | undefined;
  /** The grade that can be taken back. */
  undo: Graded | undefined;
}

interface OfCard extends InSession {
  question: Question;
  revision: number;
  /** `order[shown position]` is the index of the choice in the author's order. */
  order: number[];
}

export type PracticeOutcome =
  /** The question, to be answered. */
  | ({ kind: 'practice-card'; source: Source; left: Left; hint: boolean } & OfCard)
  /** Its answer, to be graded. `position`: what was chosen; `next`: when each grade would bring it back. */
  | ({
      kind: 'practice-told';
      position: number | undefined;
      /** All of the answer, and not its short form. */
      whole: boolean;
      more: MemberPart;
      next: Record<Grade, Day>;
    } & OfCard)
  /** Nothing to practise is left for today. */
  | ({
      kind: 'practice-done';
      tally: Tally;
      /** Cards that are due and are asked in open rounds now. */
      held: number;
      /** New questions a day. */
      limit: number;
    } & Pick<Queue, 'more' | 'ahead' | 'next'> &
      InSession);

export type PracticeNotice =
  | { kind: 'graded'; question: QuestionId; grade: Grade; due: Day }
  /** Another grade of the same card came first. */
  | { kind: 'graded-before'; question: QuestionId; grade: Grade }
  | { kind: 'undone'; question: QuestionId; grade: Grade }
  | { kind: 'not-undone'; question: QuestionId }
  /** The button stood on a card that has been graded since. */
  | { kind: 'moved-on' }
  /** It is asked in an open round, so it is not practised now. */
  | { kind: 'in-round'; question: QuestionId; channel: string }
  | { kind: 'gone'; question: QuestionId }
  /** So many questions of rounds were taken in. */
  | { kind: 'taken-in'; missed: number };
