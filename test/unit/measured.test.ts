import { describe, expect, test } from 'vitest';
import { type Deeds, noDeeds } from '../../src/core/deeds.ts';
import { bySurprise, measured, triesIn } from '../../src/core/measured.ts';
import type { Question } from '../../src/core/question.ts';
import type { Round } from '../../src/core/round.ts';

const minute = 60_000;
const round = {
  status: 'closed',
  slot: 0,
  openedAt: 0,
  closedAt: 10 * minute,
  number: 1,
  order: [2, 0, 1, 3],
} as unknown as Round;
const choices = [0, 1, 2, 3].map((index) => ({ right: index === 2 })) as Question['choices'];

function chose(choice: number, at: number, more: Partial<Deeds> = {}): Deeds {
  return { ...noDeeds, attempt: { choice, at } as Deeds['attempt'], ...more };
}

describe('what a round says of its question', () => {
  test.each<[string, Deeds, { right: number; attempts: number }]>([
    ['the right choice', chose(2, minute), { right: 1, attempts: 1 }],
    ['a wrong one', chose(0, minute), { right: 0, attempts: 1 }],
    ['one after a hint', chose(2, 2 * minute, { hintAt: minute }), { right: 1, attempts: 1 }],
    [
      'one after a sight of the answer',
      chose(2, 2 * minute, { revealAt: minute }),
      { right: 0, attempts: 0 },
    ],
    ['one before it', chose(2, minute, { revealAt: 2 * minute }), { right: 1, attempts: 1 }],
    ['one within the grace', chose(2, 11 * minute), { right: 1, attempts: 1 }],
    ['one after the close', chose(2, 20 * minute), { right: 0, attempts: 0 }],
    ['a sight alone', { ...noDeeds, revealAt: minute }, { right: 0, attempts: 0 }],
    [
      'words of one’s own',
      { ...noDeeds, attempt: { written: { points: 4, found: [] }, at: minute } } as unknown as Deeds,
      { right: 0, attempts: 0 },
    ],
  ])('%s', (_name, deeds, tries) => {
    expect(triesIn([deeds], round, { choices })).toEqual(tries);
  });
});

describe('measured difficulty', () => {
  test.each([
    [19, 19, 'easy', undefined],
    [20, 20, 'easy', 'easier'],
    [20, 13, 'easy', 'as-said'],
    [20, 12, 'easy', 'harder'],
    [20, 15, 'medium', 'as-said'],
    [20, 16, 'medium', 'easier'],
    [20, 0, 'hard', 'harder'],
    [20, 11, 'hard', 'as-said'],
    [1_000, 551, 'hard', 'easier'],
  ] as const)('%i attempts, %i right, %s: %s', (attempts, right, difficulty, verdict) => {
    expect(measured({ right, attempts }, difficulty)?.verdict).toBe(verdict);
  });

  test('the greatest surprise stands first; of equal ones, what more people tried', () => {
    const entry = (id: string, right: number, attempts: number, difficulty: 'easy' | 'hard') => {
      const found = measured({ right, attempts }, difficulty);
      if (found === undefined) throw new Error('too few');
      return { id, measured: found };
    };
    const all = [
      entry('DL0001', 16, 20, 'easy'),
      entry('DL0002', 20, 20, 'hard'),
      entry('DL0003', 4, 20, 'easy'),
      entry('DL0004', 40, 40, 'hard'),
    ];
    expect(bySurprise(all).map(({ id }) => id)).toEqual(['DL0004', 'DL0002', 'DL0003', 'DL0001']);
  });
});
