import { describe, expect, test } from 'vitest';
import { lengthOf, shortened, tidy } from '../../src/core/tidy.ts';

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
