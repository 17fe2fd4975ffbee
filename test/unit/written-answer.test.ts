import { expect, test } from 'vitest';
import { longestAnswer, problemOf, type WrittenProblem } from '../../src/core/written-answer.ts';

const empty = { kind: 'empty' } as const;
const tooLong = (length: number) => ({ kind: 'too-long', length }) as const;

test.each<[what: string, text: string, problem: WrittenProblem | undefined]>([
  ['nothing', '', empty],
  ['white space of any kind', ' \t\r\n\u00a0\u3000\u2003', empty],
  ['what has no width', '\u200b\u200c\u200d\u2060\ufeff\u00ad', empty],
  ['marks of direction alone', '\u202e\u2067\u2069\u200f', empty],
  ['fillers and blanks', '\u3164\u115f\u2800', empty],
  ['control characters', '\u0000\u001b', empty],
  ['tags and selectors without a sign to go with', '\ufe0f\u{e0041}\u{e007f}', empty],
  ['much of nothing', '\u200b'.repeat(100_000), empty],
  ['one letter among what has no width', '\u200b\u200bא\u200b', undefined],
  ['an emoji alone', '🦊', undefined],
  ['a family in one sign', '👩‍👩‍👧‍👦', undefined],
  ['right-to-left words', 'זרימת גרדיאנט', undefined],
  ['markup', '**', undefined],
  ['as long as may be, with space around it', `\n ${'x'.repeat(longestAnswer)} \n`, undefined],
  ['as many emoji, each of them one character', '🦊'.repeat(longestAnswer), undefined],
  ['one more', 'x'.repeat(longestAnswer + 1), tooLong(longestAnswer + 1)],
  ['one emoji more', '🦊'.repeat(longestAnswer + 1), tooLong(longestAnswer + 1)],
  ['a book', 'x '.repeat(1_000_000), tooLong(1_999_999)],
])('an answer of %s', (_what, text, problem) => {
  expect(problemOf(text)).toEqual(problem);
});
