import { isBlank, lengthOf } from './tidy.ts';

/** Characters that an answer in one's own words may have. */
export const longestAnswer = 2_000;

/** What a text is worth as an answer, before anybody reads it. */
export type WrittenProblem = { kind: 'empty' } | { kind: 'too-long'; length: number };

/** Undefined where a text can be taken, without the space around it. A sign outside the common plane, such as an emoji, is one character. */
export function problemOf(text: string): WrittenProblem | undefined {
  if (isBlank(text)) return { kind: 'empty' };
  const length = lengthOf(text.trim());
  return length > longestAnswer ? { kind: 'too-long', length } : undefined;
}
