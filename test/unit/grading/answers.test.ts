import { describe, expect, test } from 'vitest';
import { pointsFound } from '../../../src/core/grading/points-found.ts';
import type { Block, Inline } from '../../../src/core/rich-text.ts';
import { sampleQuestion } from '../../support/samples.ts';

const words = (value: string): Inline[] => [{ type: 'text', value }];
const paragraph = (value: string): Block[] => [{ type: 'paragraph', children: words(value) }];

const question = sampleQuestion({
  prompt: paragraph('Attention divides its scores by the root of the head size. What is it good for?'),
  hint: paragraph('What does the variance of a sum of many independent terms come to?'),
  keyPoints: [
    { name: 'Variance', text: words('The variance of a score grows with d.') },
    { name: 'Saturation', text: words('The softmax saturates and gradients vanish.') },
    { name: 'Cost', text: words('The division adds no parameters.') },
    { name: 'Size', text: words('The factor is 0.603, and the cache of keys and values takes a quarter.') },
  ],
  synonyms: [['key-value store', 'kv cache']],
  saidAs: [
    [['variance grows d', 'variance squared d']],
    [['softmax saturates'], ['gradient vanishes', 'gradient tiny']],
    [['not parameters']],
    [['0.603', 'kv cache quarter', 'decoder sqrt d']],
  ],
});
const found = (text: string) => pointsFound(question, text).map(Number).join('');

describe('an answer in somebody’s own words', () => {
  test.each([
    ['1000', 'the variance of each score is growing with d'],
    ['1000', 'variances increase with d, the head size'],
    ['1000', 'The VARIANCE rises like d_k.'],
    ['0100', 'Softmax saturation, so the derivative is basically zero'],
    ['0100', 'soft-max is saturated. Hence vanishing gradients'],
    ['0010', 'it has no extra weights'],
    ['0010', "doesn't need a single new parameter"],
    ['0001', 'about .603'],
    ['0001', '60.3 % of it'],
    ['0001', 'the key-value cache is a quarter'],
    ['0001', 'K/V cache needs 25%'],
    ['0001', 'the key-value store shrinks to 1/4'],
    ['1110', 'Variance grows with d\n- softmax saturates, gradient tiny\n- no parameters'],
  ])('%s: %s', (points, text) => {
    expect(found(text)).toBe(points);
  });

  test.each([
    ['the varaince grows with d', '1000'],
    ['the varaicne grwos with d', '1000'],
    ['softmax satruates and the graident vanishes', '0100'],
    // Four letters are too few to guess, and the first letter is right in nearly every slip.
    ['the bariance grows with d', '0000'],
    ['softmax saturates and the gradual vanishing', '0000'],
  ])('a slip of the finger: %s', (text, points) => {
    expect(found(text)).toBe(points);
  });

  test.each([
    ['the variance does not grow with d'],
    ['the variance never grows with d'],
    ['the variance doesnt grow with d'],
    ['The variance doesnt grow with d.'],
    ['softmax does not saturate, gradients tiny'],
    ['it adds parameters'],
    ['it needs many more parameters'],
    ['the variance shrinks with d'],
  ])('what is denied is not said: %s', (text) => {
    expect(found(text)).toBe('0000');
  });

  test('what every object of the language has is no number', () => {
    expect(found('constructor')).toBe('0000');
    expect(found('module constructor, valueOf and toString')).toBe('0000');
  });

  test('"not only" denies nothing, and neither does a "not" of another part', () => {
    expect(found('not only the variance grows with d')).toBe('1000');
    expect(found('it is not the mean, but the variance grows with d')).toBe('1000');
  });

  test('words that belong together stand together', () => {
    expect(found('The variance is 1. Something else grows. And there is d.')).toBe('0000');
    expect(found(`softmax saturates. ${'Another thing was said there. '.repeat(12)} gradients vanish`)).toBe(
      '0000',
    );
  });
});

describe('odd text covers nothing and is survived', () => {
  test.each([
    ['nothing', ''],
    ['blanks', ' \n\t '],
    ['emoji', '🤖🔥👩‍👩‍👧‍👦'],
    ['zero-width characters', '\u200b\u200d\ufeff\u2060'],
    ['right-to-left', 'السلام عليكم ‏אין לי מושג‏'],
    ['lone surrogates', '\ud800 \udfff'],
    ['markup', '<script>alert(1)</script> @everyone **_~~||`'],
    ['brackets', '(((([[[[{{{{$$$$\\\\\\\\^^^^____'],
    ['one long word', 'x'.repeat(2_000)],
    ['one letter over and over', 'd '.repeat(1_000)],
    ['numbers over and over', '1/1 '.repeat(500)],
    ['endless powers', '9^9'.repeat(600)],
  ])('%s', (_name, text) => {
    expect(found(text)).toBe('0000');
  });

  test('an answer within odd characters is found all the same', () => {
    expect(found('\u202bthe **variance** \u200bgrows <b>with</b> d 🚀\u202c')).toBe('1000');
  });
});

describe('what was known before earns nothing', () => {
  test.each([
    ['the prompt', 'Attention divides its scores by the root of the head size. What is it good for?'],
    ['the hint', 'What does the variance of a sum of many independent terms come to?'],
    ['the key points’ words without what they say', 'variance softmax gradient parameters division'],
  ])('%s', (_name, text) => {
    expect(found(text)).toBe('0000');
  });
});

test('a question without phrases is graded by the likeness to its key points', () => {
  const plain = { ...question, saidAs: [] };
  expect(pointsFound(plain, 'the variance of the score grows with d')).toEqual([true, false, false, false]);
  expect(pointsFound(plain, 'softmax saturates, so gradients vanish')).toEqual([false, true, false, false]);
  expect(pointsFound(plain, 'I do not know')).toEqual([false, false, false, false]);
});

test('a version that was stored before there was grading has neither phrases nor synonyms', () => {
  const { saidAs: _phrases, synonyms: _synonyms, ...old } = question;
  expect(pointsFound(old, 'the variance of the score grows with d')).toEqual([true, false, false, false]);
});

test('a question that was read anew is graded alike, and an edited one anew', () => {
  const text = 'variance: squared is d';
  expect(pointsFound(structuredClone(question), text)).toEqual([true, false, false, false]);
  expect(pointsFound({ ...question, saidAs: [[['score of four']]] }, text)[0]).toBe(false);
});
