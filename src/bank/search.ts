import MiniSearch, { type Query, type SearchOptions } from 'minisearch';
import type { BankSearch } from '../app/ports/bank.ts';
import { blocksText } from '../core/plain-text.ts';
import type { Question } from '../core/question.ts';
import { isSmall, slipsOf, wordsOf } from './search-words.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

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
const stretch = 25;

interface Entry {
  question: Question;
  /** The title as it is looked for. */
  title: string;
}

/** An index of questions in the order of their ids. It is made bit by bit, or at once when it is asked before that. */
export function searchIndex(questions: readonly Question[]): SearchIndex {
  const known = { names: createVocabulary(), everything: createVocabulary() };
  const entries = new Map<string, Entry>();
  const index = new MiniSearch<Question>({
    fields: fields.everything,
    extractField: textOf,
    tokenize(text, field) {
      const words = wordsOf(text);
      if (field !== undefined) known.everything.add(words);
      if (field !== undefined && field !== 'prompt') known.names.add(words);
      return words;
    },
    processTerm: (word) => word,
    searchOptions: { boost },
  });
  const waiting = [...questions].reverse();
  const take = (count: number) => {
    for (let left = count; left > 0; left -= 1) {
      const question = waiting.pop();
      if (question === undefined) return;
      entries.set(question.id, { question, title: wordsOf(question.title).join(' ') });
      index.add(question);
    }
    if (waiting.length > 0) setImmediate(take, stretch).unref();
  };
  setImmediate(take, stretch).unref();

  return {
    find(words, { within, wanted = () => true, limit }) {
      take(waiting.length);
      const sought = wordsOf(words);
      const phrase = sought.join(' ');
      const results =
        phrase.length === 1
          ? [...entries.values()].filter((entry) => closenessOf(entry, phrase) > 0).map(unscored)
          : find(index, known[within], sought, { fields: fields[within] });
      const ranked = results.flatMap((result): Ranked[] => {
        const entry = entries.get(result.id);
        if (entry === undefined || !wanted(entry.question)) return [];
        return [{ ...entry, result, closeness: closenessOf(entry, phrase) }];
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

interface Found {
  id: string;
  score: number;
  /** How many of the words that count fit it. */
  hits: number;
}

/**
 * Those that every word fits; where there are none, those that every word of weight fits, slips of the keyboard allowed;
 * where there are none either, those that at least half as many of them fit as fit the best.
 */
function find(
  index: MiniSearch<Question>,
  known: Vocabulary,
  sought: readonly string[],
  options: SearchOptions,
): Found[] {
  if (sought.every(known.begins)) {
    const whole = index.search({ queries: sought.map(plain), combineWith: 'AND' }, options);
    if (whole.length > 0) return whole.map(({ id, score }) => ({ id, score, hits: sought.length }));
  }
  const weighty = sought.filter((word) => !isSmall(word)).map((word) => [word, ...variantsOf(word, known)]);
  const queries = weighty.map(([word = '', ...variants]) =>
    variants.length === 0 ? plain(word) : slipped(word, variants),
  );
  if (queries.length === 0) return [];
  const loose = index
    .search({ queries, combineWith: 'OR' }, options)
    .map(({ id, score, queryTerms }): Found => {
      const hits = weighty.filter((forms) => forms.some((form) => queryTerms.includes(form))).length;
      return { id, score, hits };
    });
  const most = Math.max(0, ...loose.map(({ hits }) => hits));
  const least = most === weighty.length ? most : most / 2;
  return loose.filter(({ hits }) => hits >= least);
}

/** A word or its beginning. Few letters begin too much to tell anything of a text, or, if there is but one, of a name. */
function plain(word: string): Query {
  if (word.length > 3) return { queries: [word], prefix: true };
  const named = { queries: [word], prefix: word.length > 1, fields: names };
  return { queries: [word, named], combineWith: 'OR' };
}

/** Of a word that occurs nowhere, what it may have been. Two with digits are never the same: DL0003 is not DL0002. */
function variantsOf(word: string, known: Vocabulary): string[] {
  return known.begins(word) || /\d/.test(word) || word.length < 4 ? [] : slipsOf(word);
}

function slipped(word: string, variants: readonly string[]): Query {
  return { queries: [word, ...variants], combineWith: 'OR', fuzzy: word.length < 8 ? 1 : 2 };
}

interface Ranked extends Entry {
  result: Found;
  closeness: number;
}

function unscored({ question }: Entry): Found {
  return { id: question.id, score: 0, hits: 1 };
}

/** How much of its name the words are, before any score. */
function closenessOf({ question, title }: Entry, phrase: string): number {
  const id = question.id.toLowerCase();
  if (id === phrase) return 4;
  if (title === phrase) return 3;
  if (id.startsWith(phrase)) return 2;
  return title.startsWith(phrase) ? 1 : 0;
}

function bestFirst(one: Ranked, other: Ranked): number {
  return (
    other.closeness - one.closeness ||
    other.result.hits - one.result.hits ||
    other.result.score - one.result.score ||
    (one.question.id < other.question.id ? -1 : 1)
  );
}
