import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Deeds, noDeeds } from '../../../src/core/deeds.ts';
import { deedsFrom, deedsText } from '../../../src/store/deeds-record.ts';

describe('the record of deeds', () => {
  test.each<[string, Deeds, string]>([
    ['nothing', noDeeds, ''],
    ['the first choice', { ...noDeeds, attempt: { choice: 0, at: 36 } }, '0,10'],
    ['a hint', { ...noDeeds, hintAt: 35 }, ',,z'],
    ['a reveal', { ...noDeeds, revealAt: 0 }, ',,,0'],
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
  const deeds = fc.record({
    attempt: maybe(fc.record({ choice: fc.nat(20), at: time })),
    hintAt: maybe(time),
    revealAt: maybe(time),
  });

  test('deeds come back as they were', () => {
    fc.assert(
      fc.property(deeds, (one) => {
        expect(deedsFrom(deedsText(one))).toEqual(one);
      }),
    );
  });
});
