import type { Question, QuestionFilter, QuestionId } from '../../core/question.ts';

/** All questions that validated. */
export interface Bank {
  readonly size: number;
  get(id: QuestionId): Question | undefined;
  all(): readonly Question[];
  matching(filter: QuestionFilter): Question[];
  /** By id, title words or tags, best first. Used by `show` and by completion. */
  find(words: string, limit: number): Question[];
}
