import type { Question } from '../core/question.ts';

interface Entry {
  question: Question;
  id: string;
  title: string;
  titleWords: string[];
  tagWords: string[];
}

/** Finds questions by id, title words and tags. */
export interface SearchIndex {
  find(words: string, limit: number): Question[];
}

/**
 * Without accents, in lower case, × as x, `1 × 1` as `1x1`, everything but letters and digits as a space:
 * so that what people type on a phone meets what authors write.
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('×', 'x')
    .replace(/(\d)\s*x\s*(?=\d)/g, '$1x')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function wordsOf(text: string): string[] {
  return folded(text)
    .split(' ')
    .filter((word) => word !== '');
}

/** Shorter words of a sentence ("is", "a", "of") would fit half the bank. */
const shortestLoose = 3;

/** Of questions in the order of their ids, which equals keep. */
export function searchIndex(questions: readonly Question[]): SearchIndex {
  const entries = questions.map(
    (question): Entry => ({
      question,
      id: question.id.toLowerCase(),
      title: folded(question.title),
      titleWords: wordsOf(question.title),
      tagWords: question.tags.flatMap(wordsOf),
    }),
  );
  return { find: (words, limit) => find(entries, words, limit) };
}

/**
 * Best first, equals in the order given: questions that every word fits, or, where there are none, those that most
 * words fit. Blank words fit everything.
 */
function find(entries: readonly Entry[], words: string, limit: number): Question[] {
  const wanted = wordsOf(words);
  if (wanted.length === 0 && words.trim() !== '') return [];
  const phrase = wanted.join(' ');
  const ranked = entries.map((entry) => {
    const scores = wanted.map((word) => scoreOf(entry, word));
    const total = scores.reduce((sum, score) => sum + score, 0);
    return { entry, hits: scores.filter((score) => score > 0).length, score: total + bonus(entry, phrase) };
  });
  const whole = ranked.filter(({ hits }) => hits === wanted.length);
  const loose = wanted.filter((word) => word.length >= shortestLoose);
  // Small words count only where every word fits: "what is a residual" is about one word.
  if (whole.length === 0 && loose.length < wanted.length) {
    return loose.length === 0 ? [] : find(entries, loose.join(' '), limit);
  }
  const chosen = whole.length > 0 ? whole : ranked.filter(({ hits }) => hits > 0);
  return chosen
    .sort((a, b) => b.hits - a.hits || b.score - a.score)
    .slice(0, Math.max(0, limit))
    .map(({ entry }) => entry.question);
}

function scoreOf(entry: Entry, word: string): number {
  if (entry.id === word) return 1000;
  if (entry.id.startsWith(word)) return 500;
  if (entry.titleWords.includes(word)) return 20;
  if (entry.titleWords.some((one) => one.startsWith(word))) return 10;
  if (entry.tagWords.includes(word)) return 6;
  return entry.tagWords.some((one) => one.startsWith(word)) ? 3 : 0;
}

function bonus(entry: Entry, phrase: string): number {
  if (phrase === '') return 0;
  if (entry.title === phrase) return 100;
  return entry.title.startsWith(phrase) ? 15 : 0;
}
