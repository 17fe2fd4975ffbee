import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Attempt,
  type Deeds,
  merged,
  noDeeds,
  partsOfAPoint,
  pointsCovered,
  pointsFor,
  practiceScoreOf,
  scoreOf,
  spreadOf,
  ticked,
  writtenIn,
} from '../../src/core/deeds.ts';
import { graceMs, phaseAt, type Round } from '../../src/core/round.ts';
import { runs } from '../support/runs.ts';

const round: Round = {
  id: 'feed-1',
  feed: 'feed',
  place: { platform: 'local', space: 'local:local', channel: 'daily-quiz' },
  slot: 0,
  number: 1,
  question: 'DL0001',
  version: 'v',
  order: [0, 1, 2, 3],
  reveal: 'anytime',
  status: 'open',
  openedAt: 0,
  closesAt: undefined,
  closedAt: undefined,
  overAt: undefined,
  message: 'm',
};
const hour = 3_600_000;

describe('the life of a round', () => {
  const own = { ...round, closesAt: 8 * hour };
  const ended = { ...own, status: 'closed' as const, closedAt: 8 * hour, overAt: 24 * hour };
  test.each<[string, Round, number, number, string]>([
    ['clicks count while it is being sent', { ...round, status: 'posting' }, 5, 0, 'posting'],
    ['open without an end until the next one opens', round, 1000 * hour, 0, 'open'],
    ['open until its own closing time', own, 8 * hour, 0, 'open'],
    ['late from then on, though nobody has closed it yet', own, 8 * hour + 1, 0, 'late'],
    ['with grace the closing time is two minutes later', own, 8 * hour + graceMs, graceMs, 'open'],
    ['and not a moment more', own, 8 * hour + graceMs + 1, graceMs, 'late'],
    ['late until the next round opens', ended, 24 * hour, 0, 'late'],
    ['over once the next round is open', ended, 24 * hour + 1, 0, 'over'],
    [
      'what closes as the next opens is never late',
      { ...round, closedAt: hour, overAt: hour },
      hour + 1,
      0,
      'over',
    ],
    ['taken back at any time', { ...round, status: 'void' }, 1, 0, 'void'],
    ['never posted', { ...round, status: 'failed' }, 1, 0, 'void'],
  ])('%s', (_rule, given, at, grace, phase) => {
    expect(phaseAt(given, at, grace)).toBe(phase);
  });
});

describe('points', () => {
  const closing = { ...round, closesAt: hour, overAt: 2 * hour };
  const choices = [false, false, true, false].map((right) => ({ right, text: [], reason: [] }));
  const question = { difficulty: 'medium' as const, choices };
  const attempt = (at: number, choice = 2) => ({ choice, at });
  const words = (found: number, of: number, at = 1): Attempt => ({ written: { found, of }, at });
  test.each<[string, Deeds, number]>([
    ['difficulty times score', { ...noDeeds, attempt: attempt(1) }, 2],
    ['a hint before it halves', { ...noDeeds, attempt: attempt(2), hintAt: 1 }, 1],
    ['a hint after it does not', { ...noDeeds, attempt: attempt(1), hintAt: 2 }, 2],
    ['nothing after a reveal', { ...noDeeds, attempt: attempt(2), revealAt: 1 }, 0],
    ['a reveal after it takes nothing away', { ...noDeeds, attempt: attempt(1), revealAt: 2 }, 2],
    ['within the grace it counts', { ...noDeeds, attempt: attempt(hour + graceMs) }, 2],
    ['late it counts for the streak alone', { ...noDeeds, attempt: attempt(hour + graceMs + 1) }, 0],
    ['a wrong choice earns none', { ...noDeeds, attempt: attempt(1, 3) }, 0],
    ['a reveal alone earns none', { ...noDeeds, revealAt: 1 }, 0],
    ['words earn the share that was found', { ...noDeeds, attempt: words(0b011, 3) }, 4 / 3],
    ['a hint halves it', { ...noDeeds, attempt: words(0b011, 3, 2), hintAt: 1 }, 2 / 3],
    ['words after a reveal earn none', { ...noDeeds, attempt: words(0b111, 3, 2), revealAt: 2 }, 0],
    ['a sight of the key points comes after them', { ...noDeeds, attempt: words(0b111, 3), revealAt: 2 }, 2],
    ['late words earn none', { ...noDeeds, attempt: words(0b111, 3, hour + graceMs + 1) }, 0],
  ])('%s', (_rule, deeds, points) => {
    expect(pointsFor(deeds, closing, question)).toBe(points);
  });
});

describe('the score of an answer in one’s own words', () => {
  const question = { difficulty: 'medium' as const, choices: [] };
  const at = 10;
  type Click = [point: number, on: boolean, at?: number];
  const deedsOf = (found: number, of: number, clicks: Click[]): Deeds =>
    clicks
      .map(([point, on, when = at + 1]) => ticked(point, { on, at: when }))
      .reduce(merged, { ...noDeeds, attempt: { written: { found, of }, at } });

  test.each<[rule: string, found: number, of: number, clicks: Click[], board: number, practice: number]>([
    ['none found', 0, 4, [], 0, 0],
    ['all found', 0b1111, 4, [], 1, 1],
    ['one of three', 0b010, 3, [], 1 / 3, 1 / 3],
    ['one own tick counts for both', 0, 4, [[2, true]], 0.25, 0.25],
    [
      'of two, one counts for the board',
      0,
      4,
      [
        [2, true],
        [0, true],
      ],
      0.25,
      0.5,
    ],
    [
      'all of one’s own count for practice',
      0b1,
      5,
      [
        [1, true],
        [2, true],
        [3, true],
        [4, true],
      ],
      0.4,
      1,
    ],
    ['what was found and taken off counts for neither', 0b11, 4, [[0, false]], 0.25, 0.25],
    [
      'nor does it make room for a second of one’s own',
      0b11,
      4,
      [
        [0, false],
        [2, true],
        [3, true],
      ],
      0.5,
      0.75,
    ],
    [
      'taken off and put back is as it was',
      0b1,
      4,
      [
        [0, false, 11],
        [0, true, 12],
      ],
      0.25,
      0.25,
    ],
    [
      'ticking what was found is no own tick',
      0b1,
      4,
      [
        [0, true],
        [1, true],
      ],
      0.5,
      0.5,
    ],
    [
      'of many clicks the latest holds, whatever came first',
      0,
      4,
      [
        [0, false, 13],
        [0, true, 12],
      ],
      0,
      0,
    ],
    ['a click from before the answer says nothing', 0, 4, [[0, true, 9]], 0, 0],
    ['a point that is not there counts for nothing', 0b1, 3, [[7, true]], 1 / 3, 1 / 3],
  ])('%s', (_rule, found, of, clicks, board, practice) => {
    const deeds = deedsOf(found, of, clicks);
    expect(scoreOf(deeds, question)).toBeCloseTo(board, 12);
    expect(practiceScoreOf(deeds, question)).toBeCloseTo(practice, 12);
  });

  test('ticks mean nothing where a choice stands', () => {
    const deeds = { ...noDeeds, attempt: { choice: 0, at }, ticks: [{ on: true, at: 11 }] };
    expect(pointsCovered(deeds)).toEqual([]);
    expect(scoreOf(deeds, question)).toBe(0);
  });

  test('points are whole numbers of parts, so that many of them can be summed exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 5 }),
        fc.nat(31),
        fc.constantFrom('easy' as const, 'medium' as const, 'hard' as const),
        fc.boolean(),
        (of, bits, difficulty, hinted) => {
          const found = bits % (1 << of);
          const attempt = { written: { found, of }, at };
          const deeds = { ...noDeeds, attempt, hintAt: hinted ? 1 : undefined };
          const parts = pointsFor(deeds, round, { ...question, difficulty }) * partsOfAPoint;
          const worth = { easy: 1, medium: 2, hard: 3 }[difficulty];
          const share = [...found.toString(2)].filter((bit) => bit === '1').length / of;
          expect(Math.round(parts)).toBeCloseTo(worth * share * partsOfAPoint * (hinted ? 0.5 : 1), 9);
          expect(parts).toBeCloseTo(Math.round(parts), 9);
        },
      ),
      { numRuns: runs() },
    );
  });
});

describe('the spread', () => {
  test('counts attempts by choice, without late ones and reveals', () => {
    const closing = { ...round, closesAt: hour };
    const all = [
      { ...noDeeds, attempt: { choice: 0, at: 1 } },
      { ...noDeeds, attempt: { choice: 0, at: 2 } },
      { ...noDeeds, attempt: { choice: 3, at: 3 } },
      { ...noDeeds, attempt: { choice: 1, at: hour + graceMs + 1 } },
      { ...noDeeds, revealAt: 4 },
    ];
    expect(spreadOf(all, closing)).toEqual([2, 0, 0, 1]);
  });

  test('words of one’s own are in no spread, and counted by themselves', () => {
    const closing = { ...round, closesAt: hour };
    const written = { found: 1, of: 3 };
    const all = [
      { ...noDeeds, attempt: { choice: 1, at: 1 } },
      { ...noDeeds, attempt: { written, at: 2 } },
      { ...noDeeds, attempt: { written, at: hour + graceMs + 1 } },
    ];
    expect(spreadOf(all, closing)).toEqual([0, 1, 0, 0]);
    expect(writtenIn(all, closing)).toBe(1);
  });
});
