import type { QuestionId } from '../../core/question.ts';
import { folded } from '../search.ts';
import type { Written } from '../written.ts';
import { type Display, proseOf } from './read.ts';

export interface AlikePair {
  one: QuestionId;
  other: QuestionId;
  /** 0 to 1: the cosine between the weighted words of both. */
  similarity: number;
}

/** Two questions on one subject come to some 0.3, the same question in other words to 0.6 and more. */
export const alikeFrom = 0.5;
/** From here on a pair is worth a look. */
const lookFrom = 0.35;
/** The title names the subject, so each of its words counts as much as two of the prompt. */
const titleWeight = 2;

/**
 * Pairs of questions whose titles and prompts use many of the same words, most alike first. Each word weighs what it tells:
 * its count times the logarithm of how rare it is in the bank (tf-idf), so "what is the" weighs nothing.
 */
export function alikePairs(given: readonly Written[], display: Display): AlikePair[] {
  // Files are read side by side and come in any order: the report is to be the same each time.
  const written = [...given].sort((a, b) => (a.question.id < b.question.id ? -1 : 1));
  const vectors = weighted(written.map((one) => countsOf(one, display)));
  // By word, so that only questions that share one are compared.
  const sums = new Map<number, number>();
  for (const holders of byWord(vectors).values()) {
    for (const [place, { index, weight }] of holders.entries()) {
      for (const other of holders.slice(0, place)) {
        const pair = other.index * vectors.length + index;
        sums.set(pair, (sums.get(pair) ?? 0) + weight * other.weight);
      }
    }
  }
  const idAt = (index: number) => written[index]?.question.id ?? '';
  return [...sums]
    .filter(([, similarity]) => similarity >= lookFrom)
    .map(([pair, similarity]) => ({
      one: idAt(Math.floor(pair / vectors.length)),
      other: idAt(pair % vectors.length),
      similarity,
    }))
    .sort((a, b) => b.similarity - a.similarity);
}

type Vector = Map<string, number>;

function countsOf({ question }: Written, display: Display): Vector {
  const counts: Vector = new Map();
  const add = (text: string, weight: number) => {
    for (const word of folded(text).split(' ')) {
      const stem = stemOf(word);
      if (stem !== '') counts.set(stem, (counts.get(stem) ?? 0) + weight);
    }
  };
  add(question.title, titleWeight);
  add(proseOf(question.prompt, display), 1);
  return counts;
}

/** Rough on purpose: "weights" and "weight", "trained" and "training" are to meet, nothing more. */
function stemOf(word: string): string {
  if (word.length < 5) return word.replace(/s$/, '');
  return word.replace(/(ations?|ings?|ed|es|s)$/, '');
}

/** Each of length one, so that a sum of products is the cosine. */
function weighted(all: readonly Vector[]): Vector[] {
  const holders = new Map<string, number>();
  for (const counts of all) for (const word of counts.keys()) holders.set(word, (holders.get(word) ?? 0) + 1);
  return all.map((counts) => {
    const weights = [...counts].map(([word, count]): [string, number] => {
      const rarity = Math.log((all.length + 1) / (holders.get(word) ?? 1));
      return [word, (1 + Math.log(count)) * rarity];
    });
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    return new Map(weights.map(([word, weight]) => [word, weight / length]));
  });
}

function byWord(vectors: readonly Vector[]): Map<string, { index: number; weight: number }[]> {
  const found = new Map<string, { index: number; weight: number }[]>();
  for (const [index, vector] of vectors.entries()) {
    for (const [word, weight] of vector) {
      const holders = found.get(word);
      if (holders === undefined) found.set(word, [{ index, weight }]);
      else holders.push({ index, weight });
    }
  }
  // What half of a large bank holds tells nothing, and would make every pair of it meet.
  const most = Math.max(20, vectors.length / 5);
  return new Map([...found].filter(([, holders]) => holders.length <= most));
}
