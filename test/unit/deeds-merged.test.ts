import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attempt, type Deeds, merged, noDeeds, pointsCovered, ticked } from '../../src/core/deeds.ts';
import { runs } from '../support/runs.ts';

describe('deeds that arrive again, late, or in another order', () => {
  const numRuns = runs();
  const time = fc.integer({ min: 0, max: 9 });
  const written = fc.record({ found: fc.nat(7), of: fc.constantFrom(3, 4) });
  const deed: fc.Arbitrary<Deeds> = fc.oneof(
    fc.record({ choice: fc.nat(3), at: time }).map((attempt) => ({ ...noDeeds, attempt })),
    fc.record({ written, at: time }).map((attempt) => ({ ...noDeeds, attempt })),
    fc
      .tuple(fc.nat(3), fc.record({ on: fc.boolean(), at: time }))
      .map(([point, tick]) => ticked(point, tick)),
    time.map((hintAt) => ({ ...noDeeds, hintAt })),
    time.map((revealAt) => ({ ...noDeeds, revealAt })),
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
      { numRuns },
    );
  });

  /** What a person does, one after the other: no two clicks come at the same instant. */
  const inOrder = fc
    .array(deed, { maxLength: 10 })
    .map((deeds) => deeds.map((one, index) => moved(one, 10 * (index + 1))));
  function moved({ attempt, hintAt, revealAt, ticks }: Deeds, at: number): Deeds {
    return {
      attempt: attempt && { ...attempt, at },
      hintAt: hintAt === undefined ? undefined : at,
      revealAt: revealAt === undefined ? undefined : at,
      ...(ticks === undefined ? {} : { ticks: ticks.map((tick) => tick && { ...tick, at }) }),
    };
  }

  /** The rules, one deed after the other, as a person would tell them. */
  function told(deeds: readonly Deeds[]): { found: boolean; covered: boolean }[] {
    let standing: Attempt | undefined;
    let points: { found: boolean; covered: boolean }[] = [];
    for (const { attempt, ticks } of deeds) {
      if (attempt !== undefined && standing === undefined) {
        standing = attempt;
        const { found = 0, of = 0 } = attempt.written ?? {};
        points = [0, 1, 2, 3]
          .slice(0, of)
          .map((point) => Math.floor(found / 2 ** point) % 2 === 1)
          .map((isFound) => ({ found: isFound, covered: isFound }));
      }
      for (const [point, tick] of (ticks ?? []).entries()) {
        const one = points[point];
        if (one !== undefined && tick !== undefined) one.covered = tick.on;
      }
    }
    return points;
  }

  test('ticks and words in any order and number come to what each once, in the order of time, comes to', () => {
    fc.assert(
      fc.property(inOrder, fc.array(fc.nat(), { maxLength: 20 }), (deeds, picks) => {
        const shuffled = picks
          .flatMap((pick) => deeds[pick % Math.max(1, deeds.length)] ?? [])
          .concat([...deeds].reverse());
        expect(pointsCovered(shuffled.reduce(merged, noDeeds))).toEqual(told(deeds));
      }),
      { numRuns },
    );
  });

  test('the earliest attempt stands', () => {
    const later = { ...noDeeds, attempt: { choice: 1, at: 20 } };
    const earlier = { ...noDeeds, attempt: { choice: 3, at: 10 } };
    expect(merged(later, earlier).attempt).toEqual({ choice: 3, at: 10 });
  });
});
