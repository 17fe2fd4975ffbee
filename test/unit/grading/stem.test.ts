import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stem } from '../../../src/core/grading/stem.ts';
import { runs } from '../../support/runs.ts';

test.each([
  ['gradient gradients'],
  ['saturate saturates saturated saturating saturation'],
  ['halve halves halved halving'],
  ['bias biased biases'],
  ['loss losses'],
  ['batch batches'],
  ['independent independence independently'],
  ['normalise normalize normalised normalization'],
  ['tokeniser tokenizer tokenisers'],
  ['behaviour behavior behaviours'],
  ['neighbour neighbor neighbours'],
  ['centre center centres'],
  ['modelling modeling model models'],
  ['grow grew grown grows growing'],
  ['matrix matrices'],
  ['noise noisy'],
  ['copy copies copied copying'],
  ['multiplication multiplications'],
])('%s share one stem', (words) => {
  expect(new Set(words.split(' ').map(stem)).size).toBe(1);
});

test.each([
  ['identity', 'identical'],
  ['variance', 'variant'],
  ['policy', 'police'],
  ['positive', 'position'],
  ['increase', 'decrease'],
  ['general', 'generalise'],
  ['important', 'imports'],
  ['biased', 'unbiased'],
  ['mean', 'man'],
])('%s and %s stay apart', (one, other) => {
  expect(stem(one)).not.toBe(stem(other));
});

test('what is no English word stays, and no word of an object is taken for one', () => {
  for (const word of ['x', 'd', 'вес', '勾配', 'constructor', 'hasOwnProperty', '2']) {
    expect(stem(word)).toMatch(/./);
  }
  expect(stem('вес')).toBe('вес');
});

test('any text has a stem', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => typeof stem(text) === 'string'),
    { numRuns: runs() },
  );
});
