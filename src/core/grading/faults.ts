import { inlineText } from '../plain-text.ts';
import type { Question } from '../question.ts';
import { keyOf, readPhrase } from './needs.ts';
import { ownTextMissed } from './points-found.ts';
import { readTokens } from './tokens.ts';

/** Something in what a question's key points are said as, or in its `synonyms`, that could never do its work; all indices count from 0. */
export type GradingFault =
  /** A phrase holds nothing but small words, such as "of the". */
  | { kind: 'nothing to find'; point: number; group: number; phrase: string }
  /** Whatever says a phrase says another of its group, which has less words or just the same. */
  | { kind: 'needless'; point: number; group: number; phrase: string; by: string }
  /** The key point's own text does not say what the point needs. */
  | { kind: 'own text'; point: number }
  /** No way to say it stands in a key point or in its phrases. */
  | { kind: 'idle synonyms'; line: number };

export function gradingFaults(question: Question): GradingFault[] {
  const { saidAs = [], synonyms = [] } = question;
  if (saidAs.length === 0 && synonyms.length === 0) return [];
  const inPhrases = saidAs.flatMap((groups, point) =>
    groups.flatMap((phrases, group) => faultsOf(phrases).map((fault) => ({ point, group, ...fault }))),
  );
  const missed = ownTextMissed(question).map((point): GradingFault => ({ kind: 'own text', point }));
  return [...inPhrases, ...missed, ...idleSynonyms(question)];
}

function idleSynonyms({ keyPoints, saidAs = [], synonyms = [] }: Question): GradingFault[] {
  if (synonyms.length === 0) return [];
  const texts = [...saidAs.flat(2), ...keyPoints.map(({ name, text }) => `${name}. ${inlineText(text)}`)];
  const words = new Set(texts.flatMap((text) => readTokens(text).map(({ stem }) => stem)));
  return synonyms.flatMap((ways, line): GradingFault[] =>
    ways.some((way) => readTokens(way).some(({ stem }) => words.has(stem)))
      ? []
      : [{ kind: 'idle synonyms', line }],
  );
}

type PhraseFault =
  | { kind: 'nothing to find'; phrase: string }
  | { kind: 'needless'; phrase: string; by: string };

function faultsOf(phrases: readonly string[]): PhraseFault[] {
  const read = phrases.map((phrase) => ({ phrase, words: readPhrase(phrase).map(keyOf) }));
  return read.flatMap(({ phrase, words }, index): PhraseFault[] => {
    if (words.length === 0) return [{ kind: 'nothing to find', phrase }];
    const by = read.find(
      (other, place) =>
        other.words.length > 0 &&
        isWithin(other.words, words) &&
        // Of two that are the same the first stays.
        (other.words.length < words.length || place < index),
    );
    return by === undefined ? [] : [{ kind: 'needless', phrase, by: by.phrase }];
  });
}

/** Whether each word of one phrase stands in the other too, as often. */
function isWithin(one: readonly string[], other: readonly string[]): boolean {
  const left = [...other];
  return one.every((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
