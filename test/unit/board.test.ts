import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boardName, boardsOf, placed, windowAt, worthOf } from '../../src/core/board.ts';
import { type Deeds, merged, noDeeds } from '../../src/core/deeds.ts';
import { milestoneOf } from '../../src/core/milestones.ts';
import { localTime } from '../../src/core/zone.ts';
import { runs } from '../support/runs.ts';
import { monday, sampleQuestion, sampleRound } from '../support/samples.ts';

const numRuns = runs();
const hour = 3_600_000;
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Asia/Kathmandu',
];

describe('windows', () => {
  test.each<[string, 'week' | 'month' | 'all', string, string, string, string | undefined]>([
    ['a week begins on Monday', 'week', '2026-11-29T23:59:59Z', 'UTC', 'w2026-11-23', '2026-11-30T00:00:00Z'],
    [
      'by the clock of the zone',
      'week',
      '2026-11-29T23:30:00Z',
      'Europe/Berlin',
      'w2026-11-30',
      '2026-12-06T23:00:00Z',
    ],
    ['over the end of a year', 'week', '2027-01-01T12:00:00Z', 'UTC', 'w2026-12-28', '2027-01-04T00:00:00Z'],
    [
      'with 25 hours on a Sunday',
      'week',
      '2026-10-25T22:30:00Z',
      'Europe/Berlin',
      'w2026-10-19',
      '2026-10-25T23:00:00Z',
    ],
    [
      'with 23 hours on a Sunday',
      'week',
      '2026-03-29T21:30:00Z',
      'Europe/Berlin',
      'w2026-03-23',
      '2026-03-29T22:00:00Z',
    ],
    ['a month', 'month', '2026-11-30T23:30:00Z', 'UTC', 'm2026-11', '2026-12-01T00:00:00Z'],
    [
      'a month of the zone',
      'month',
      '2026-11-30T23:30:00Z',
      'Asia/Tokyo',
      'm2026-12',
      '2026-12-31T15:00:00Z',
    ],
    ['February of a leap year', 'month', '2028-02-29T12:00:00Z', 'UTC', 'm2028-02', '2028-03-01T00:00:00Z'],
    ['December', 'month', '2026-12-31T12:00:00Z', 'UTC', 'm2026-12', '2027-01-01T00:00:00Z'],
    ['all of it never ends', 'all', '2026-11-23T12:00:00Z', 'UTC', 'all', undefined],
  ])('%s', (_rule, span, at, zone, name, ends) => {
    const endsAt = ends === undefined ? undefined : Date.parse(ends);
    expect(windowAt(span, Date.parse(at), zone)).toEqual({ name, endsAt });
  });

  test('follow each other without a gap in every zone: a round falls into one of each', () => {
    const instant = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2031, 0, 1) });
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), fc.constantFrom('week', 'month'), (at, zone, span) => {
        const { name, endsAt = 0 } = windowAt(span, at, zone);
        expect(endsAt).toBeGreaterThan(at);
        expect(windowAt(span, endsAt - 1, zone)).toEqual({ name, endsAt });
        const next = windowAt(span, endsAt, zone);
        expect(next.name > name).toBe(true);
        // The first day of the next one, at its first instant there.
        expect(next.name.slice(1)).toBe(localTime(endsAt, zone).date.slice(0, next.name.length - 1));
        expect(localTime(endsAt - 1, zone).date < localTime(endsAt, zone).date).toBe(true);
      }),
      { numRuns },
    );
  });
});

describe('the boards of a round', () => {
  test('are its feed’s and its space’s, by its slot in the zone that it was posted in', () => {
    const round = sampleRound({ slot: Date.UTC(2026, 10, 30, 23, 30), zone: 'Asia/Tokyo' });
    expect(boardsOf(round).map(({ scope, window }) => `${scope} ${window}`)).toEqual([
      'feed0001 w2026-11-30',
      'feed0001 m2026-12',
      'feed0001 all',
      'local:local w2026-11-30',
      'local:local m2026-12',
      'local:local all',
    ]);
  });

  test('are those of its feed alone where that is one person’s own', () => {
    expect(boardsOf(sampleRound({ personal: true })).map(({ scope }) => scope)).toEqual(
      Array(3).fill('feed0001'),
    );
  });
});

describe('places', () => {
  test.each<[string, number[], number[]]>([
    ['nobody', [], []],
    ['one', [3], [1]],
    ['ties share a place, and the next counts them', [5, 5, 4, 4, 4, 1], [1, 1, 3, 3, 3, 6]],
    ['all alike', [2, 2, 2], [1, 1, 1]],
  ])('%s', (_rule, values, places) => {
    expect(placed(values.map((value) => ({ value }))).map(({ place }) => place)).toEqual(places);
  });

  test('are one more than those who have more', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 })), (values) => {
        const sorted = values.sort((a, b) => b - a).map((value) => ({ value }));
        for (const { place, row } of placed(sorted))
          expect(place).toBe(1 + sorted.filter(({ value }) => value > row.value).length);
      }),
      { numRuns },
    );
  });
});

describe('what deeds are worth', () => {
  const question = sampleQuestion({ difficulty: 'hard' });
  const round = sampleRound({ status: 'open', closesAt: monday + hour });
  const attempt = (choice: number, at = monday + 2) => ({ choice, at });
  test.each<[string, Deeds, number, number | undefined]>([
    ['right', { ...noDeeds, attempt: attempt(0) }, 360, 120],
    ['wrong', { ...noDeeds, attempt: attempt(1) }, 0, 0],
    ['right after a hint', { ...noDeeds, attempt: attempt(0), hintAt: monday }, 180, 120],
    ['right, late: it tells what was known', { ...noDeeds, attempt: attempt(0, monday + 2 * hour) }, 0, 120],
    [
      'right after a reveal: it tells nothing',
      { ...noDeeds, attempt: attempt(0), revealAt: monday },
      0,
      undefined,
    ],
    ['right before a reveal', { ...noDeeds, attempt: attempt(0), revealAt: monday + 3 }, 360, 120],
    ['a reveal alone', { ...noDeeds, revealAt: monday }, 0, undefined],
  ])('%s', (_rule, deeds, points, score) => {
    expect(worthOf(deeds, round, question)).toEqual({ points, score, topic: 'DL' });
  });

  test('nothing in a round that was taken back, or never reached its channel', () => {
    for (const status of ['void', 'failed'] as const) {
      const worth = worthOf({ ...noDeeds, attempt: attempt(0) }, { ...round, status }, question);
      expect(worth).toEqual({ points: 0, score: undefined, topic: 'DL' });
    }
  });

  test('is the same whatever the order and number of deliveries', () => {
    const at = fc.integer({ min: monday, max: monday + hour + 4 * 60_000 });
    const deed: fc.Arbitrary<Deeds> = fc.oneof(
      fc.record({ choice: fc.nat({ max: 3 }), at }).map((one) => ({ ...noDeeds, attempt: one })),
      at.map((hintAt) => ({ ...noDeeds, hintAt })),
      at.map((revealAt) => ({ ...noDeeds, revealAt })),
    );
    const delivered = fc.array(deed, { minLength: 1, maxLength: 6 }).chain((deeds) =>
      fc.record({
        deeds: fc.constant(deeds),
        order: fc.shuffledSubarray([...deeds, ...deeds], { minLength: 2 * deeds.length }),
      }),
    );
    fc.assert(
      fc.property(delivered, ({ deeds, order }) => {
        const inTime = [...deeds].sort((a, b) => timeOf(a) - timeOf(b)).reduce(merged, noDeeds);
        const asItCame = order.reduce(merged, noDeeds);
        expect(worthOf(asItCame, round, question)).toEqual(worthOf(inTime, round, question));
      }),
      { numRuns },
    );
  });
});

function timeOf({ attempt, hintAt, revealAt }: Deeds): number {
  return attempt?.at ?? hintAt ?? revealAt ?? 0;
}

describe('names on boards', () => {
  test.each<[string, string, string]>([
    ['as they are', 'Ada Lovelace', 'Ada Lovelace'],
    ['in one line', 'Ada\n\t Lovelace ', 'Ada Lovelace'],
    ['without what is invisible or turns the line round', 'A\u200bd\u202ea\u0000', 'A d a'],
    ['right to left', 'عَبْد الله', 'عَبْد الله'],
    ['empty where nothing is left', '\u200b\u200d ', ''],
    ['markup stays text', '<@1> *a* `b`', '<@1> *a* `b`'],
    ['not too long', 'x'.repeat(500), `${'x'.repeat(39)}…`],
    ['whole emoji', '🦊'.repeat(60), `${'🦊'.repeat(39)}…`],
  ])('%s', (_rule, name, shown) => {
    expect(boardName(name)).toBe(shown);
  });
});

test.each([
  [0, undefined],
  [6, undefined],
  [7, 7],
  [29, 7],
  [30, 30],
  [100, 100],
  [364, 100],
  [365, 365],
  [5_000, 365],
])('a streak of %i has come to the milestone %s', (streak, milestone) => {
  expect(milestoneOf(streak)).toBe(milestone);
});
