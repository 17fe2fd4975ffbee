import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Deeds, noDeeds } from '../../../src/core/deeds.ts';
import { deedsFrom, deedsText } from '../../../src/store/deeds-record.ts';
import { runs } from '../../support/runs.ts';

describe('the record of deeds', () => {
  test.each<[string, Deeds, string]>([
    ['nothing', noDeeds, ''],
    ['the first choice', { ...noDeeds, attempt: { choice: 0, at: 36 } }, '0,10'],
    ['a hint', { ...noDeeds, hintAt: 35 }, ',,z'],
    ['a reveal', { ...noDeeds, revealAt: 0 }, ',,,0'],
    ['words', { ...noDeeds, attempt: { written: { found: 21, of: 5 }, at: 36 } }, 'wl/5,10'],
    [
      'words with ticks',
      {
        ...noDeeds,
        attempt: { written: { found: 0, of: 3 }, at: 1_000 },
        ticks: [{ on: true, at: 1_036 }, undefined, { on: false, at: 1_001 }],
      },
      'w0/3,rs,,,+0.10;-2.1',
    ],
    ['all of them', { attempt: { choice: 3, at: 1 }, hintAt: 2, revealAt: 3 }, '3,1,2,3'],
  ])('%s', (_, deeds, text) => {
    expect(deedsText(deeds)).toBe(text);
    expect(deedsFrom(text)).toEqual(deeds);
  });

  test('where nothing is kept, nothing was done', () => {
    expect(deedsFrom(null)).toEqual(noDeeds);
  });

  const time = fc.integer({ min: 0, max: 8.64e15 });
  const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  const written = fc.record({ found: fc.nat(255), of: fc.integer({ min: 1, max: 8 }) });
  const tick = fc.record({ on: fc.boolean(), at: time });
  const deeds = fc
    .record({
      attempt: fc.oneof(
        fc.constant(undefined),
        fc.record({ choice: fc.nat(20), at: time }),
        fc.record({ written, at: time }),
      ),
      hintAt: maybe(time),
      revealAt: maybe(time),
    })
    .chain((facts) =>
      fc.tuple(fc.constant(facts), fc.array(maybe(tick), { maxLength: 7 }), maybe(tick)).map((all): Deeds => {
        const [known, ticks, last] = all;
        return last === undefined ? known : { ...known, ticks: [...ticks, last] };
      }),
    );

  test('deeds come back as they were', () => {
    fc.assert(
      fc.property(deeds, (one) => {
        expect(deedsFrom(deedsText(one))).toEqual(one);
      }),
      { numRuns: runs() },
    );
  });

  test('with every tick corrected they take less than a hundred bytes', () => {
    const at = Date.UTC(2026, 10, 23, 9);
    const ticks = [1, 2, 3, 4, 5].map((minute) => ({ on: true, at: at + minute * 60_000 }));
    const all: Deeds = {
      attempt: { written: { found: 31, of: 5 }, at },
      hintAt: at - 5_000,
      revealAt: at + 1,
      ticks,
    };
    expect(deedsText(all).length).toBeLessThan(100);
  });
});
