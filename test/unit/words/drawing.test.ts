import { describe, expect, test } from 'vitest';
import type { Drawing } from '../../../src/core/drawing.ts';
import { drawn } from '../../../src/core/words/drawing.ts';

function wordsOf(drawing: Drawing, told?: { told: boolean }): { alt: string; plain: string | undefined } {
  const block = drawn(drawing, told);
  if (block.type !== 'drawing') throw new Error('Not a drawing');
  return { alt: block.alt, plain: block.plain };
}

const board: Drawing = {
  kind: 'board',
  title: 'Board of the week',
  subtitle: 'Until Monday.',
  rows: [
    { place: 1, name: '田中 <b>', points: '12.5', share: 1, own: false },
    { place: 17, name: 'Ben', points: '1', share: 0.08, own: true },
  ],
};

/** Who cannot see a drawing gets all that it shows. */
describe('a drawing in words', () => {
  test('a board: its window and places, the own one marked, names as they are', () => {
    expect(wordsOf(board).alt).toBe(
      'Board of the week. Until Monday. 1. 田中 <b>, 12.5 points. 17. Ben (you), 1 point.',
    );
    expect(wordsOf({ ...board, rows: [] }).alt).toBe(
      'Board of the week. Until Monday. Nobody has points here yet.',
    );
  });

  test('in place of the picture stand lines, and nothing where the card says the same', () => {
    expect(wordsOf(board).plain).toBe(
      'Board of the week\nUntil Monday.\n1. 田中 <b>, 12.5 points\n17. Ben (you), 1 point',
    );
    expect(wordsOf(board, { told: true }).plain).toBe('');
  });

  test('a spread: how many answered, and each share', () => {
    const bars = [
      { letter: 'A', share: 0.996, right: true },
      { letter: 'B', share: 0.004, right: false },
      { letter: 'C', share: Number.NaN, right: false },
    ];
    expect(wordsOf({ kind: 'spread', attempts: 250, bars }).alt).toBe(
      '250 answers. A 100%, the right answer. B <1%. C 0%.',
    );
  });

  test('a year: streaks, rounds by month, and topics beside everyone’s', () => {
    const year: Drawing = {
      kind: 'stats',
      name: 'Ana',
      currentStreak: 3,
      bestStreak: 14,
      days: [1, 0, 2, 0, 1],
      firstWeekday: 4,
      from: '2026-10-30',
      topics: [
        { topic: 'DL', own: 0.75, attempts: 8, space: 0.5 },
        { topic: 'ST', own: 0, attempts: 1, space: undefined },
      ],
    };
    expect(wordsOf(year).alt).toBe(
      'Ana: current streak 3, best streak 14. 4 rounds on 3 days of the last 5. By month: Oct 2026 1, Nov 2026 3. ' +
        'Right answers by topic: Deep learning 75% of 8 (everyone here 50%), Probability and statistics 0% of 1.',
    );
    expect(wordsOf({ ...year, name: '', days: [], from: '', topics: [] }).alt).toBe(
      'Member: current streak 3, best streak 14.',
    );
  });

  test('a practice: grades, and what is due', () => {
    expect(wordsOf({ kind: 'practice', again: 1, hard: 0, good: 4, easy: 2, ahead: [3, 0, 5] }).alt).toBe(
      '7 cards: 1 again, 0 hard, 4 good, 2 easy. Due: today 3, in 1 day 0, in 2 days 5.',
    );
  });
});
