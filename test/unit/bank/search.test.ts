import { beforeAll, describe, expect, test } from 'vitest';
import type { Bank } from '../../../src/app/ports/bank.ts';
import { bankOf } from '../../../src/bank/bank.ts';
import { loadBank } from '../../../src/bank/load-bank.ts';
import type { Question } from '../../../src/core/question.ts';
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

describe('looking into everything', () => {
  /** Three questions of one shelf: what differs is what is looked for. */
  const shelf = (...given: { title: string; tags?: string[]; prompt?: string }[]) =>
    bankOf(
      given.map(({ title, tags = [], prompt = 'Why?' }, index) => ({
        ...(bank.all()[0] as Question),
        id: `ST000${index + 1}`,
        title,
        tags,
        prompt: [{ type: 'paragraph', children: [{ type: 'text', value: prompt }] }],
      })),
    );
  const ids = (from: Bank, words: string, within: 'names' | 'everything' = 'everything') =>
    from.find(words, { within }).map(({ id }) => id.slice(-1));

  test.each<[title: string, words: string, found: string[]]>([
    ['a title before a tag before a prompt', 'kernel', ['3', '2', '1']],
    ['the exact title before all', 'the other', ['4']],
    ['an id before all', 'st0002', ['2']],
    ['a word that stands in a prompt alone', 'matrix', ['2']],
    ['several for one', 'kernels', ['3', '2', '1']],
    ['and one for several', 'neighbour', ['1']],
    ['British spelling for American', 'normalisation', ['4']],
    ['and the other way round', 'optimizer', ['2']],
    ['words of a title and of a prompt together', 'margin kernel', ['1']],
    ['a sentence by what it is about', 'how do I make the matrix of an optimiser?', ['2']],
    ['few letters begin a name but no text', 'ne', []],
    ['a slip in a word of a prompt', 'matirx', ['2']],
    ['nothing', 'zeppelin', []],
  ])('%s: “%s”', (_title, words, found) => {
    const all = shelf(
      { title: 'Margin', prompt: 'Which kernel has neighbours?' },
      { title: 'Ridge', tags: ['kernel'], prompt: 'Which matrix does the optimiser need?' },
      { title: 'Kernel' },
      { title: 'The Other', prompt: 'Batch normalization after the other, or before?' },
    );
    expect(ids(all, words)).toEqual(found);
  });

  test('names alone are names alone', () => {
    const all = shelf({ title: 'Margin', prompt: 'kernel' }, { title: 'Kernel' });
    expect(ids(all, 'kernel', 'names')).toEqual(['2']);
  });

  test('answers, hints and choices are not looked into', async () => {
    const words = (bank.get('ML0101') as Question).keyPoints.map(({ name }) => name);
    for (const one of ['receptacle', ...words]) {
      const found = bank.find(one, { within: 'everything' });
      const prompts = found.map(({ prompt, title }) => JSON.stringify(prompt) + title);
      for (const prompt of prompts) expect(prompt.toLowerCase()).toContain(one.toLowerCase().slice(0, 4));
    }
  });

  test('those that are not wanted do not count for the limit', () => {
    const all = shelf({ title: 'Kernel' }, { title: 'Kernel Trick' }, { title: 'Kernel Size' });
    const wanted = ({ title }: Question) => title !== 'Kernel';
    expect(all.find('kernel', { within: 'names', wanted, limit: 2 })).toHaveLength(2);
  });

  test('before the index is made in the background it is made at once, and stays the same', async () => {
    const titles = Array.from({ length: 200 }, (_, index) => ({ title: `Kernel ${index}` }));
    const all = shelf(...titles);
    const first = ids(all, 'kernel');
    expect(first).toHaveLength(200);
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(ids(all, 'kernel')).toEqual(first);
  });
});
