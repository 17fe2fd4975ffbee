import type { Question } from '../../src/core/question.ts';
import type { Inline } from '../../src/core/rich-text.ts';

/** The bare way: a key point is covered if an answer has a third of its longer words. */
export function byOverlap({ keyPoints }: Question, text: string): boolean[] {
  const said = new Set(wordsOf(text));
  return keyPoints.map(({ name, text: content }) => {
    const words = [...new Set(wordsOf(`${name} ${plain(content)}`))].filter((word) => word.length > 3);
    const found = words.filter((word) => said.has(word)).length;
    return words.length > 0 && found / words.length >= 1 / 3;
  });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function plain(inline: readonly Inline[]): string {
  return inline
    .map((part) => ('value' in part ? part.value : 'children' in part ? plain(part.children) : ''))
    .join(' ');
}
