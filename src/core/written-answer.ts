/** Characters that an answer in one's own words may have. */
export const longestAnswer = 2_000;

/** What a text is worth as an answer, before anybody reads it. */
export type WrittenProblem = { kind: 'empty' } | { kind: 'too-long'; length: number };

/** White space, and what no screen shows: zero-width and control characters, fillers, the Braille blank. */
const invisible = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Undefined where a text can be taken, without the space around it. A sign outside the common plane, such as an emoji, is one character. */
export function problemOf(text: string): WrittenProblem | undefined {
  if (text.replace(invisible, '') === '') return { kind: 'empty' };
  const { length } = [...text.trim()];
  return length > longestAnswer ? { kind: 'too-long', length } : undefined;
}
