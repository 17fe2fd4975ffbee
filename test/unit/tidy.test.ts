import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginning, fitted, isBlank, lengthOf, shortened, tidy } from '../../src/core/tidy.ts';
import { runs } from '../support/runs.ts';

describe('a remark', () => {
  test.each([
    ['', ''],
    ['   ', ''],
    ['\u200b\u200d\u2060\ufeff', ''],
    ['\u202e\u2066', ''],
    ['\u2800', ''],
    ['  two \n\n lines\t', 'two lines'],
    ['a\u0000b', 'a b'],
    ['👩‍💻', '👩‍💻'],
    ['שלום', 'שלום'],
    ['\u202eabc\u202c', 'abc'],
    ['**x** <@1>', '**x** <@1>'],
  ])('%j becomes %j', (given, line) => {
    expect(tidy(given)).toBe(line);
  });

  test('counts an emoji as one, and is cut between characters', () => {
    expect(lengthOf('👍👍')).toBe(2);
    expect(shortened('👍👍👍', 3)).toBe('👍👍👍');
    expect(shortened('👍👍👍', 2)).toBe('👍…');
    expect(shortened('one two', 5)).toBe('one…');
  });
});

test.each([
  ['', true],
  [' \n\t\u00a0\u3000', true],
  ['\u200b\u200c\u200d\u2060\ufeff\u00ad', true],
  ['\u202e\u2066\u2069', true],
  ['\u2800\u3164\u115f', true],
  ['\u0000\u0007', true],
  ['\ufe0f\u{e0061}', true],
  ['.', false],
  ['👍', false],
  ['\u200bא', false],
])('%j is blank: %s', (text, blank) => {
  expect(isBlank(text)).toBe(blank);
});

describe('a text for a limit', () => {
  test.each([
    ['that it keeps', 'four', 4, 'four', 'four'],
    ['that it breaks', 'fives', 4, 'five', 'fiv…'],
    ['within an emoji', 'ab👍', 3, 'ab', 'ab…'],
    ['behind an emoji', 'a👍b', 3, 'a👍', 'a…'],
    ['after a space', 'one two', 5, 'one t', 'one…'],
  ])('%s: %j', (_what, text, most, begun, whole) => {
    expect(beginning(text, most)).toBe(begun);
    expect(fitted(text, most)).toBe(whole);
  });

  test('never breaks it, and never holds half an emoji, whatever the text', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    const check = (given: string, most: number) => {
      expect(lengthOf(shortened(given, most))).toBeLessThanOrEqual(most);
      expect(fitted(given, most).length).toBeLessThanOrEqual(most);
      for (const cut of [shortened(given, most), fitted(given, most), beginning(given, most)])
        expect(cut).not.toMatch(/\p{Surrogate}/u);
    };
    fc.assert(fc.property(text, fc.integer({ min: 1, max: 30 }), check), { numRuns: runs() });
  });
});
