import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choiceOrder, type Deck, deal, newDeck } from '../../src/core/deck.ts';
import { runs } from '../support/runs.ts';

const all = () => true;

function dealMany(count: number, matching: (turn: number) => string[], start: Deck = newDeck): string[] {
  let deck = start;
  const dealt: string[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const next = deal('feed', deck, matching(turn), all);
    if (next === undefined) break;
    dealt.push(next.question);
    deck = { ...next, revision: deck.revision + 1 };
  }
  return dealt;
}

const five = ['DL0001', 'DL0002', 'DL0003', 'ML0001', 'ML0002'];

describe('a feed deals like a shuffled deck', () => {
  test('nothing comes twice until everything that matches was dealt', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1000, max: 9999 }), { minLength: 1, maxLength: 30 }),
        (numbers) => {
          const ids = numbers.map((number) => `DL${number}`);
          const dealt = dealMany(ids.length * 2, () => ids);
          expect(new Set(dealt.slice(0, ids.length)).size).toBe(ids.length);
          expect(new Set(dealt.slice(ids.length)).size).toBe(ids.length);
        },
      ),
      { numRuns: runs() },
    );
  });

  test('a new cycle has another order, and does not begin with what came last', () => {
    for (let size = 2; size <= five.length; size += 1) {
      const dealt = dealMany(size * 6, () => five.slice(0, size));
      for (const [index, id] of dealt.entries()) expect(id).not.toBe(dealt[index - 1]);
    }
  });

  test('a single question comes again and again', () => {
    expect(dealMany(3, () => ['DL0001'])).toEqual(['DL0001', 'DL0001', 'DL0001']);
  });

  test('new questions join the rest of the deck', () => {
    const dealt = dealMany(5, (turn) => (turn < 2 ? five.slice(0, 3) : five));
    expect(new Set(dealt).size).toBe(5);
  });

  test('a question that is gone is not dealt', () => {
    expect(dealMany(4, (turn) => (turn < 1 ? five : five.slice(0, 2))).slice(1)).not.toContain('DL0003');
  });

  test('what a manager queued comes next, once, and counts as dealt', () => {
    const next = deal('feed', { ...newDeck, queued: ['ML0002', 'DL0001'] }, five, all);
    expect(next).toMatchObject({ question: 'ML0002', queued: ['DL0001'], dealt: ['ML0002'] });
  });

  test('a queued question that left the bank is passed over', () => {
    const next = deal('feed', { ...newDeck, queued: ['XX', 'DL0001'] }, five, (id) => id !== 'XX');
    expect(next?.question).toBe('DL0001');
  });

  test('where nothing matches, nothing is dealt', () => {
    expect(deal('feed', newDeck, [], all)).toBeUndefined();
  });

  test('feeds have their own orders', () => {
    const ids = Array.from({ length: 20 }, (_, index) => `DL${1000 + index}`);
    expect(deal('one', newDeck, ids, all)?.question).not.toBe(deal('two', newDeck, ids, all)?.question);
  });
});

describe('the order of choices', () => {
  test('is a permutation, the same for the same round', () => {
    expect([...choiceOrder('feed-1', 4)].sort()).toEqual([0, 1, 2, 3]);
    expect(choiceOrder('feed-1', 4)).toEqual(choiceOrder('feed-1', 4));
  });

  test('puts each choice in each place about as often', () => {
    const counts = [0, 0, 0, 0];
    for (let round = 0; round < 4000; round += 1) {
      const place = choiceOrder(`feed-${round.toString(36)}`, 4).indexOf(0);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});
