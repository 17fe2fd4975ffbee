import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  byQuestion,
  type Flag,
  type FlagRecord,
  flagReasons,
  noFlag,
  noteHeld,
  noteLetGo,
  noteOver,
  raised,
  resolvedAs,
} from '../../src/core/flag.ts';
import { runs } from '../support/runs.ts';

const numRuns = runs();

function flagAt(at: number, text = '', reason: Flag['reason'] = 'fact'): Flag {
  return { reason, text, at, title: 'A title', version: 'v1' };
}
const resolution = { at: 100, by: 'local:ada', note: 'mended' };
const recordOf = (...steps: ((record: FlagRecord) => FlagRecord)[]) =>
  steps.reduce((record, step) => step(record), noFlag);
const raise = (flag: Flag) => (record: FlagRecord) => raised(record, flag);
const resolve =
  (seen: number, at = 100) =>
  (record: FlagRecord) =>
    resolvedAs(record, seen, { ...resolution, at });

describe('a flag', () => {
  test.each<[string, FlagRecord, Flag | undefined]>([
    ['alone is open', recordOf(raise(flagAt(1))), flagAt(1)],
    ['that is later replaces', recordOf(raise(flagAt(1, 'a')), raise(flagAt(2, 'b'))), flagAt(2, 'b')],
    ['that arrives late does not', recordOf(raise(flagAt(2, 'b')), raise(flagAt(1, 'a'))), flagAt(2, 'b')],
    ['is gone once resolved', recordOf(raise(flagAt(1)), resolve(1)), undefined],
    [
      'delivered again after that stays so',
      recordOf(raise(flagAt(1)), resolve(1), raise(flagAt(1))),
      undefined,
    ],
    ['is open again if raised later', recordOf(raise(flagAt(1)), resolve(1), raise(flagAt(2))), flagAt(2)],
    ['that nobody saw stays open', recordOf(raise(flagAt(2)), resolve(1)), flagAt(2)],
  ])('%s', (_name, record, open) => {
    expect(record.open).toEqual(open);
  });

  const flags = fc.record({
    reason: fc.constantFrom(...flagReasons),
    text: fc.constantFrom('', 'a', 'b'),
    at: fc.integer({ min: 0, max: 5 }),
    title: fc.constant('A title'),
    version: fc.constant('v1'),
  });

  test('of many, in any order and however often, the last by the platform’s time stands', () => {
    const shuffles = fc
      .array(flags, { minLength: 1, maxLength: 8 })
      .chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length, maxLength: 2 * all.length }),
        ),
      );
    fc.assert(
      fc.property(shuffles, ([all, delivered]) => {
        const inOrder = all.map(raise);
        const last = recordOf(...[...inOrder, ...inOrder]);
        expect(recordOf(...delivered.map(raise))).toEqual(last);
        expect(last.open?.at).toBe(Math.max(...all.map(({ at }) => at)));
      }),
      { numRuns },
    );
  });

  test('what was done once is not done by any later repetition of it', () => {
    type Step = (record: FlagRecord) => FlagRecord;
    const steps = fc.array(
      fc.oneof(
        flags.map((flag): { at: number; step: Step } => ({ at: flag.at, step: raise(flag) })),
        fc.integer({ min: 0, max: 5 }).map((seen) => ({ at: seen, step: resolve(seen, 100 + seen) })),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(steps, fc.array(fc.nat({ max: 7 }), { maxLength: 8 }), (all, again) => {
        const inTime = [...all].sort((a, b) => a.at - b.at);
        const once = recordOf(...inTime.map(({ step }) => step));
        const repeated = again.flatMap((index) => inTime[index]?.step ?? []);
        // A manager resolves what they see: a flag of the same instant may come after it, and stays open.
        const settled = repeated.reduce((record, step) => step(record), once);
        if (settled.open !== undefined) expect(once.open).toEqual(settled.open);
        expect(settled.resolved?.flaggedAt ?? -1).toBeGreaterThanOrEqual(once.resolved?.flaggedAt ?? -1);
      }),
      { numRuns },
    );
  });
});

describe('the note of a resolved flag', () => {
  const resolved = recordOf(raise(flagAt(1)), resolve(1));

  test('is tried by one at a time', () => {
    const held = noteHeld(resolved, 1_000, 2_000);
    expect(held.resolved?.note).toMatchObject({
      text: 'mended',
      by: 'local:ada',
      tries: 1,
      heldUntil: 2_000,
    });
    expect(noteHeld(held, 1_999, 3_000)).toBe(held);
    expect(noteHeld(held, 2_000, 3_000).resolved?.note?.tries).toBe(2);
    expect(noteHeld(noteLetGo(held, 100), 1_001, 3_000).resolved?.note?.tries).toBe(2);
  });

  test('once over leaves no word and no name, and keeps the flag from coming again', () => {
    const over = noteOver(resolved, 100);
    expect(over).toEqual({ open: undefined, resolved: { flaggedAt: 1, at: 100, note: undefined } });
    expect(noteHeld(over, 1_000, 2_000)).toBe(over);
    expect(raised(over, flagAt(1, 'again'))).toBe(over);
  });

  test('of one resolution is not touched by another’s end', () => {
    const second = resolvedAs(raised(resolved, flagAt(2)), 2, { ...resolution, at: 200 });
    expect(noteOver(second, 100)).toBe(second);
    expect(noteLetGo(second, 100)).toBe(second);
  });

  test('there is none where nothing was resolved', () => {
    expect(noteHeld(noFlag, 1, 2)).toBe(noFlag);
    expect(noteOver(noFlag, 1)).toBe(noFlag);
    expect(resolvedAs(noFlag, 9, resolution)).toBe(noFlag);
  });
});

test('open flags are grouped by question, both newest first', () => {
  const flags = [
    { question: 'DL0001', at: 1 },
    { question: 'DL0002', at: 2 },
    { question: 'DL0001', at: 3 },
  ];
  expect(byQuestion(flags)).toEqual([
    [
      { question: 'DL0001', at: 3 },
      { question: 'DL0001', at: 1 },
    ],
    [{ question: 'DL0002', at: 2 }],
  ]);
  expect(byQuestion([])).toEqual([]);
});
