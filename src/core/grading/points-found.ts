import { folded } from '../folded.ts';
import { inlineText } from '../plain-text.ts';
import type { Question } from '../question.ts';

/** Whether a text covers each key point of a question, in their order. */
export function pointsFound({ keyPoints }: Pick<Question, 'keyPoints'>, text: string): boolean[] {
  const words = new Set(wordsOf(text));
  return keyPoints.map((point) => {
    const named = wordsOf(point.name);
    if (named.length > 0 && named.every((word) => words.has(word))) return true;
    const told = wordsOf(inlineText(point.text)).filter((word) => word.length > 4);
    return told.length > 0 && told.filter((word) => words.has(word)).length * 2 > told.length;
  });
}

function wordsOf(text: string): string[] {
  return folded(text).split(' ').filter(Boolean);
}
