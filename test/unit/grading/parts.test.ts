import { describe, expect, test } from 'vitest';
import { readNumber, sameNumber } from '../../../src/core/grading/numbers.ts';
import { readTokens } from '../../../src/core/grading/tokens.ts';
import { slipsAllowed, within } from '../../../src/core/grading/typos.ts';

describe('slips of the finger', () => {
  test('up to 4 letters none, from 5 one, from 8 two', () => {
    expect([1, 4, 5, 7, 8, 20].map(slipsAllowed)).toEqual([0, 0, 1, 1, 2, 2]);
  });

  test.each([
    ['gradient', 'graident', 1, 'two neighbours changed round'],
    ['softmax', 'sotfmax', 1, 'two neighbours changed round'],
    ['variance', 'varience', 1, 'a wrong letter'],
    ['softmax', 'softmaxx', 1, 'a letter too many'],
    ['gradient', 'gradint', 1, 'a letter missing'],
    ['saturate', 'satruaet', 2, 'two slips'],
  ])('%s and %s are %i apart: %s', (one, other, steps) => {
    expect(within(one, other, steps)).toBe(true);
    expect(within(other, one, steps)).toBe(true);
    expect(within(one, other, steps - 1)).toBe(false);
  });
});

describe('numbers', () => {
  const read = (word: string) => readNumber(word) ?? { value: Number.NaN, unit: 0 };
  test.each([
    ['0.603', '0.603'],
    ['0.603', '60%'],
    ['0.603', '0.6027'],
    ['15%', '0.154'],
    ['203530', '203.5k'],
    ['7000000000', '7b'],
    ['9600', '9604'],
    ['0.0001', '1e-4'],
    ['3', '-3'],
    ['0.001', '0.0009765625p'],
  ])('where %s is asked for, %s says it', (author, answer) => {
    expect(sameNumber(read(author), read(answer))).toBe(true);
  });

  test.each([
    ['0.603', '0.598'],
    ['0.603', '0.7'],
    ['15%', '18%'],
    ['203530', '203264'],
    ['8', '9'],
    ['100', '120'],
    ['-0.8', '0.8'],
    ['0.54', '0.5'],
  ])('where %s is asked for, %s does not', (author, answer) => {
    expect(sameNumber(read(author), read(answer))).toBe(false);
  });
});

describe('one way of writing', () => {
  const stems = (text: string) => readTokens(text).map(({ stem }) => stem);
  test.each([
    ['√d', 'sqrt(d)'],
    ['√d', '$\\sqrt{d}$'],
    ['√d', 'the square root of d'],
    ['√d_k', 'sqrt d'],
    ['n²', 'n^2'],
    ['n²', 'n squared'],
    ['n²', '$n^{2}$'],
    ['σ²/k', 'sigma^2 / k'],
    ['a/b', '\\frac{a}{b}'],
    ['0.603', '.603'],
    ['203,530', '203530'],
    ['10\u202f000', '10000'],
    ['60 %', '60 percent'],
    ['1.5 million', '1.5m'],
    ["doesn't grow", 'does not grow'],
    ['ﬁne', 'fine'],
    ['Ｄｅｃａｙ', 'decay'],
    ['var\u200bian\u00adce', 'variance'],
    ['naïve', 'naive'],
    ['key-value', 'key value'],
  ])('%s is %s', (one, other) => {
    expect(stems(one)).toEqual(stems(other));
  });

  test('powers and fractions of numbers are numbers', () => {
    const numbers = (text: string) => readTokens(text).flatMap(({ number }) => number?.value ?? []);
    expect(numbers('2^-10')).toEqual([2 ** -10]);
    expect(numbers('1/4')).toEqual([1, 4, 0.25]);
    expect(numbers('a quarter')).toEqual([0.25]);
    expect(numbers('it is −0.8, p-2')).toEqual([-0.8, 2]);
  });

  test('a negation reaches a few words, and not into the next part of the sentence', () => {
    const polarities = (text: string) => readTokens(text).map(({ stem, polarity }) => `${stem} ${polarity}`);
    expect(polarities('the bias does not grow but the variance grows')).toEqual([
      'bias said',
      'grow denied',
      'varianc said',
      'grow said',
    ]);
    expect(polarities('it avoids overflow')).toEqual(['avoid said', 'overflow averted']);
    expect(polarities('not only bias')).toEqual(['onli said', 'bias said']);
    expect(polarities('overflow is avoided')).toEqual(['overflow averted', 'avoid said']);
  });
});
