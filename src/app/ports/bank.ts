import type { Question, QuestionFilter, QuestionId } from '../../core/question.ts';

/** All questions that validated. */
export interface Bank {
  readonly size: number;
  get(id: QuestionId): Question | undefined;
  all(): readonly Question[];
  matching(filter: QuestionFilter): Question[];
  /**
   * By words, best first: an id or exact title before all else; beginnings of words fit, accents, case and a slip of the
   * keyboard do not matter. Blank words find nothing.
   */
  find(words: string, ask: BankSearch): Question[];
}

export interface BankSearch {
  /** `names`: id, title and tags; `everything`: the prompt too. Never an answer: finding would tell it. */
  within: 'names' | 'everything';
  /** Which of those that fit are wanted; all unless given. */
  wanted?: (question: Question) => boolean;
  /** No more than so many; all unless given. */
  limit?: number;
}
