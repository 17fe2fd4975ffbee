import { inlineText } from '../plain-text.ts';
import type { Question } from '../question.ts';
import { readGroup } from './needs.ts';
import { ownTextMissed } from './points-found.ts';
import { readTokens } from './tokens.ts';

/** Something in a question's `needs` or `synonyms` that could never do its work; all indices count from 0. */
export type GradingFault =
  /** There are needs for so many key points. */
  | { kind: 'count'; points: number; needs: number }
  /** A phrase holds nothing but small words, such as "of the". */
  | { kind: 'nothing to find'; point: number; group: number; phrase: string }
  /** The key point's own text does not say what the point needs. */
  | { kind: 'own text'; point: number }
  /** No way to say it stands in a key point or in its needs. */
  | { kind: 'idle synonyms'; line: number };

export function gradingFaults(question: Question): GradingFault[] {
  const { keyPoints, needs = [], synonyms = [] } = question;
  if (needs.length > 0 && needs.length !== keyPoints.length) {
    return [{ kind: 'count', points: keyPoints.length, needs: needs.length }];
  }
  const empty = needs.flatMap((groups, point) =>
    groups.flatMap((text, group) =>
      text
        .split('|')
        .map((phrase) => phrase.trim())
        .filter((phrase) => readGroup(phrase).length === 0)
        .map((phrase): GradingFault => ({ kind: 'nothing to find', point, group, phrase })),
    ),
  );
  const missed = ownTextMissed(question).map((point): GradingFault => ({ kind: 'own text', point }));
  const words = new Set(
    [...needs.flat(), ...keyPoints.map(({ name, text }) => `${name}. ${inlineText(text)}`)].flatMap((text) =>
      readTokens(text).map(({ stem }) => stem),
    ),
  );
  const idle = synonyms.flatMap((ways, line): GradingFault[] =>
    ways.some((way) => readTokens(way).some(({ stem }) => words.has(stem)))
      ? []
      : [{ kind: 'idle synonyms', line }],
  );
  return [...empty, ...missed, ...idle];
}
