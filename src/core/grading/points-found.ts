import { blocksText, inlineText } from '../plain-text.ts';
import type { KeyPoint, Question } from '../question.ts';
import { rowsOf, withoutCopies } from './copied.ts';
import { areMet } from './found.ts';
import { isLike, type Likeness, likenessOf } from './likeness.ts';
import { type Needs, readGroup, type Wanted } from './needs.ts';
import { readTokens, type Token } from './tokens.ts';
import { hear, type Known, knownWords, type SameThings, sameThings } from './vocabulary.ts';

/** What grading reads of a question. */
export type Graded = Pick<
  Question,
  'prompt' | 'hint' | 'keyPoints' | 'answer' | 'choices' | 'synonyms' | 'saidAs'
>;

interface Prepared {
  points: { needs: Needs; likeness: Likeness }[];
  same: SameThings;
  known: Known;
  /** Rows of words of prompt and hint. */
  rows: ReadonlySet<string>;
}

/**
 * Which of a question's key points an answer in somebody's own words covers, in their order. Pure, and quick enough to
 * be asked while somebody waits: what depends on the question alone is computed once.
 */
export function pointsFound(question: Graded, text: string): boolean[] {
  const { points, same, known, rows } = prepared(question);
  const tokens = withoutCopies(readTokens(text), rows);
  if (tokens.length === 0) return points.map(() => false);
  const heard = hear(tokens, same, known);
  return points.map(({ needs, likeness }) => areMet(needs, heard, same) || isLike(likeness, heard, same));
}

/** The key points, by index, whose own text does not meet what they need. */
export function ownTextMissed(question: Graded): number[] {
  if ((question.saidAs ?? []).length === 0) return [];
  // Not kept: a bank has many questions, and few are answered at a time.
  const { points, same, known } = prepare(question);
  return question.keyPoints.flatMap((keyPoint, index) => {
    const needs = points[index]?.needs ?? [];
    return needs.length === 0 || areMet(needs, hear(ownTokens(keyPoint), same, known), same) ? [] : [index];
  });
}

function ownTokens({ name, text }: KeyPoint): Token[] {
  return readTokens(`${name}. ${inlineText(text)}`);
}

/** By content, since a round's question is read from the store anew for each answer. */
const recent = new Map<string, Prepared>();
const mostRecent = 64;

function prepared(question: Graded): Prepared {
  const { prompt, hint, keyPoints, answer, choices, synonyms, saidAs } = question;
  const content = JSON.stringify([prompt, hint, keyPoints, answer, choices, synonyms, saidAs]);
  const made = recent.get(content) ?? prepare(question);
  recent.delete(content);
  recent.set(content, made);
  const [oldest] = recent.keys();
  if (recent.size > mostRecent && oldest !== undefined) recent.delete(oldest);
  return made;
}

function prepare(question: Graded): Prepared {
  const { keyPoints, synonyms = [], saidAs = [] } = question;
  const prompt = readTokens(blocksText(question.prompt));
  const hint = readTokens(blocksText(question.hint));
  const asked = new Map<string, Wanted>();
  const read = keyPoints.map((_, index) =>
    (saidAs[index] ?? []).map((group) => readGroup(group, synonyms, asked)),
  );
  const texts = keyPoints.map(ownTokens);
  const tokens = [...texts.flat(), ...saidAs.flat(2).flatMap(readTokens)];
  const words = new Map(tokens.map(({ word, stem }) => [word, stem]));
  for (const { stem } of asked.values()) words.set(stem, stem);
  const same = sameThings(synonyms, new Set(words.values()));
  for (const [word, stem] of same.words) words.set(word, stem);
  const others = [blocksText(question.answer), ...question.choices.map((choice) => inlineText(choice.text))];
  const right = new Set([...prompt, ...hint, ...others.flatMap(readTokens)].map(({ stem }) => stem));
  const told = new Set([...prompt, ...hint].map(({ stem }) => stem));
  return {
    points: read.map((one, index) => ({
      needs: one,
      likeness: likenessOf(texts[index] ?? [], texts, told, one.length > 0),
    })),
    same,
    known: knownWords(words, right),
    rows: rowsOf([prompt, hint]),
  };
}
