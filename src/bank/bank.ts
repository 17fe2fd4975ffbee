import type { Bank } from '../app/ports/bank.ts';
import { matchesFilter, type Question } from '../core/question.ts';
import { compare } from './problem.ts';
import { searchIndex } from './search.ts';

/** The bank of some questions, in the order of their ids. */
export function bankOf(given: readonly Question[]): Bank {
  const questions = [...given].sort((a, b) => compare(a.id, b.id));
  const byId = new Map(questions.map((question) => [question.id, question]));
  const index = searchIndex(questions);
  return {
    size: questions.length,
    get: (id) => byId.get(id),
    all: () => questions,
    matching: (filter) => questions.filter((question) => matchesFilter(question, filter)),
    find: (words, ask) => index.find(words, ask),
  };
}
