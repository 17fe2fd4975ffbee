import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Deeds, merged, noDeeds, pointsFor, spreadOf } from '../../src/core/deeds.ts';
import { graceMs, phaseAt, type Round } from '../../src/core/round.ts';

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
  ])('%s', (_rule, deeds, points) => {
    expect(pointsFor(deeds, closing, question)).toBe(points);
  });
});

describe('deeds that arrive again, late, or in another order', () => {
  const deed: fc.Arbitrary<Deeds> = fc.oneof(
    fc.record({
      attempt: fc.record({ choice: fc.integer({ min: 0, max: 3 }), at: fc.integer({ min: 0, max: 9 }) }),
      hintAt: fc.constant(undefined),
      revealAt: fc.constant(undefined),
    }),
    fc.integer({ min: 0, max: 9 }).map((hintAt) => ({ ...noDeeds, hintAt })),
    fc.integer({ min: 0, max: 9 }).map((revealAt) => ({ ...noDeeds, revealAt })),
  );
  test('come to the same, whatever order and however often', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 8 }), (deeds, picks) => {
        const once = deeds.reduce(merged, noDeeds);
        const repeated = [...deeds]
          .reverse()
          .concat(picks.map((pick) => deeds[pick % deeds.length] ?? noDeeds));
        expect(repeated.reduce(merged, noDeeds)).toEqual(once);
      }),
    );
  });

  test('the earliest attempt stands', () => {
    const later = { ...noDeeds, attempt: { choice: 1, at: 20 } };
    const earlier = { ...noDeeds, attempt: { choice: 3, at: 10 } };
    expect(merged(later, earlier).attempt).toEqual({ choice: 3, at: 10 });
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
});
