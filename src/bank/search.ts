import MiniSearch, { type Query, type SearchOptions, type SearchResult } from 'minisearch';
import type { BankSearch } from '../app/ports/bank.ts';
import { folded } from '../core/folded.ts';
import { blocksText } from '../core/plain-text.ts';
import type { Question } from '../core/question.ts';
import { isSmall, slipsOf, wordsOf } from './search-words.ts';

export { folded } from '../core/folded.ts';

/** Finds questions by id, title, tags and prompt. */
export interface SearchIndex {
  find(words: string, ask: BankSearch): Question[];
}

/** How much a word is worth by where it stands. */
const boost = { id: 20, title: 8, tags: 3, prompt: 1 };
const names = ['id', 'title', 'tags'];
const fields = { names, everything: [...names, 'prompt'] };
/** So many questions are indexed at a stretch, some 5 ms, so that whatever else goes on is not held up. */
const stretch = 100;

/** An index of questions in the order of their ids. It is made bit by bit, or at once when it is asked before that. */
export function searchIndex(questions: readonly Question[]): SearchIndex {
  const index = new MiniSearch<Question>({
    fields: fields.everything,
    extractField: textOf,
    tokenize: wordsOf,
    processTerm: (word) => word,
    searchOptions: { boost },
  });
  const waiting = [...questions].reverse();
  const take = (count: number) => {
    for (let left = Math.min(count, waiting.length); left > 0; left -= 1)
      index.add(waiting.pop() as Question);
    if (waiting.length > 0) setImmediate(take, stretch).unref();
  };
  setImmediate(take, stretch).unref();

  const byId = new Map(questions.map((question) => [question.id, question]));
  return {
    find(words, { within, wanted = () => true, limit }) {
      take(waiting.length);
      const sought = wordsOf(words);
      if (sought.length === 0) return [];
      const results = find(index, sought, { fields: fields[within] });
      const ranked = results.flatMap((result): Ranked[] => {
        const question = byId.get(result.id);
        if (question === undefined || !wanted(question)) return [];
        return [{ question, result, closeness: closenessOf(question, sought.join(' ')) }];
      });
      return ranked
        .sort(bestFirst)
        .slice(0, limit)
        .map(({ question }) => question);
    },
  };
}

function textOf(question: Question, field: string): string {
  switch (field) {
    case 'title':
      return question.title;
    case 'tags':
      return question.tags.join(' ');
    case 'prompt':
      return blocksText(question.prompt);
    default:
      return question.id;
  }
}

type Index = MiniSearch<Question>;

/**
 * Those that every word fits; where there are none, those that every word of weight fits, slips of the keyboard allowed;
 * where there are none either, those that at least half as many of them fit as fit the best.
 */
function find(index: Index, sought: readonly string[], options: SearchOptions): SearchResult[] {
  const whole = index.search({ queries: sought.map(plain), combineWith: 'AND' }, options);
  if (whole.length > 0) return whole;
  const weighty = sought.filter((word) => !isSmall(word));
  const queries = weighty.map((word) =>
    index.search(plain(word), options).length > 0 ? plain(word) : slipped(word),
  );
  if (queries.length === 0) return [];
  const tolerant = index.search({ queries, combineWith: 'AND' }, options);
  if (tolerant.length > 0) return tolerant;
  const loose = index.search({ queries, combineWith: 'OR' }, options);
  const most = Math.max(0, ...loose.map(({ queryTerms }) => queryTerms.length));
  return loose.filter(({ queryTerms }) => queryTerms.length >= most / 2);
}

/** A word or its beginning. A single letter begins too much to tell anything. */
function plain(word: string): Query {
  return { queries: [word], prefix: word.length > 1 };
}

/** What the word may have been before a slip. Two with digits in them are never the same: DL0003 is not DL0002. */
function slipped(word: string): Query {
  if (/\d/.test(word) || word.length < 4) return plain(word);
  return { queries: [word, ...slipsOf(word)], combineWith: 'OR', fuzzy: word.length < 6 ? 1 : 2 };
}

interface Ranked {
  question: Question;
  result: SearchResult;
  closeness: number;
}

/** How much of its name the words are, before any score. */
function closenessOf({ id, title }: Question, phrase: string): number {
  const name = folded(title);
  if (id.toLowerCase() === phrase) return 4;
  if (name === phrase) return 3;
  if (id.toLowerCase().startsWith(phrase)) return 2;
  return name.startsWith(phrase) ? 1 : 0;
}

function bestFirst(one: Ranked, other: Ranked): number {
  return (
    other.closeness - one.closeness ||
    other.result.queryTerms.length - one.result.queryTerms.length ||
    other.result.score - one.result.score ||
    (one.question.id < other.question.id ? -1 : 1)
  );
}
