import { beforeAll, describe, expect, test } from 'vitest';
import type { Bank } from '../../../src/app/ports/bank.ts';
import { loadBank } from '../../../src/bank/load-bank.ts';
import { fixtures } from './folders.ts';

let bank: Bank;
beforeAll(async () => {
  ({ bank } = await loadBank([fixtures]));
});

// In the fixtures: CV0101 3 × 3 Convolution, DL0101 Every Kind of Block, ML0101 Naïve Bayes, ML0102 Bayes Error,
// OP0101 Gradient Clipping.
describe('finding a question', () => {
  test.each<[title: string, words: string, found: string[]]>([
    ['an id', 'ML0102', ['ML0102']],
    ['an id in small letters, with space around', ' ml0102 ', ['ML0102']],
    ['the beginning of an id', 'ml01', ['ML0101', 'ML0102']],
    ['a word of a title', 'clipping', ['OP0101']],
    ['the beginning of a word', 'clip', ['OP0101']],
    ['a title without its accent', 'naive', ['ML0101']],
    ['a title with an accent of another kind', 'nai\u0308ve', ['ML0101']],
    ['words in another order', 'error bayes', ['ML0102']],
    ['a title that begins so comes before one that only holds the word', 'bayes', ['ML0102', 'ML0101']],
    ['x for ×', '3x3', ['CV0101']],
    ['× with or without space', '3×3 conv', ['CV0101']],
    ['a capital X between spaces', '3 X 3', ['CV0101']],
    ['a word of a title before the same word as a tag', 'kind', ['DL0101', 'CV0101']],
    ['the same word in a title and as a tag elsewhere', 'convolution', ['CV0101', 'OP0101']],
    ['a tag', 'probability', ['ML0101']],
    ['one word of a tag', 'field', ['CV0101']],
    ['a tag as it is written', 'exploding-gradient', ['OP0101']],
    ['a tag that stands alone says more than one among others', 'classification', ['ML0102', 'ML0101']],
    ['every word must fit, if any question has them all', 'naive bayes', ['ML0101']],
    [
      'where none has them all, most words first, then the rarest',
      'naive bayes clipping',
      ['ML0101', 'OP0101', 'ML0102'],
    ],
    ['one letter begins a name', 'b', ['ML0102']],
    ['and an id', 'o', ['OP0101']],
    ['a letter too few', 'clippng', ['OP0101']],
    ['a letter too many', 'graddient', ['OP0101']],
    ['a wrong letter', 'clopping', ['OP0101']],
    ['two letters changed round in a short word; equals come by id', 'bayse', ['ML0101', 'ML0102']],
    ['two letters changed round', 'convolutoin', ['CV0101', 'OP0101']],
    ['a slip in one word of two', 'naive bayse', ['ML0101']],
    ['an id is never taken for its neighbour', 'ML0103', []],
    ['in a short word nothing is a slip', 'bid', []],
    ['small words of a sentence do not count then', 'what is the error of a', ['ML0102']],
    ['nothing fits', 'transformer', []],
    ['only signs', '!?', []],
    ['small words alone', 'qq zz', []],
    ['nothing at all', '', []],
  ])('%s: “%s”', (_title, words, found) => {
    expect(bank.find(words, { within: 'names', limit: 10 }).map(({ id }) => id)).toEqual(found);
  });

  test('no more than asked for, the best first', () => {
    expect(bank.find('bayes', { within: 'names', limit: 1 }).map(({ id }) => id)).toEqual(['ML0102']);
    expect(bank.find('bayes', { within: 'names', limit: 0 })).toEqual([]);
  });
});
