import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answered,
  claimed,
  isSilent,
  type Reminding,
  refusedBy,
  released,
  remindingState,
  type Turn,
  turned,
} from '../../src/core/reminding.ts';
import { runs } from '../support/runs.ts';

const turn = (on: boolean, at: number): Turn => ({ on, at, space: 'local:local', zone: undefined });

function begun(changes: Partial<Reminding> = {}): Reminding {
  const begins = turned(undefined, turn(true, 100));
  if (begins === undefined) throw new Error('it did not begin');
  return { ...begins, ...changes };
}

describe('reminders of a member', () => {
  test('are off until they ask', () => {
    expect(remindingState(undefined)).toBe('off');
    expect(remindingState(begun())).toBe('on');
  });

  test('however turns are ordered and repeated on their way, the last by the platform’s time stands', () => {
    const turns = fc.array(fc.record({ on: fc.boolean(), at: fc.integer({ min: 0, max: 5 }) }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(turns, fc.infiniteStream(fc.nat()), (given, chance) => {
        // Of two at the same instant, off counts.
        const [last] = [...given].sort((a, b) => b.at - a.at || Number(a.on) - Number(b.on));
        const mixed = [...given, ...given]
          .map((one) => ({ one, rank: chance.next().value ?? 0 }))
          .sort((a, b) => a.rank - b.rank);
        const result = mixed.reduce<Reminding | undefined>(
          (state, { one }) => turned(state, turn(one.on, one.at)) ?? state,
          undefined,
        );
        expect(result).toMatchObject({ on: last?.on, turnedAt: last?.at });
      }),
      { numRuns: runs() },
    );
  });

  test('come once a day, also where they were off in between', () => {
    const first = claimed(begun(), '2026-11-23', 200);
    expect(first).toMatchObject({ day: '2026-11-23', unanswered: [200] });
    if (first === undefined) return;
    expect(claimed(first, '2026-11-23', 300)).toBeUndefined();
    const off = turned(first, turn(false, 400)) as Reminding;
    const on = turned(off, turn(true, 500)) as Reminding;
    expect(claimed(off, '2026-11-24', 450)).toBeUndefined();
    expect(claimed(on, '2026-11-23', 600)).toBeUndefined();
    expect(claimed(on, '2026-11-24', 600)).toBeDefined();
  });

  test('end after three that met no deed; a deed before a reminder is no answer to it', () => {
    let state = begun();
    for (const [index, day] of ['2026-11-23', '2026-11-24', '2026-11-25'].entries()) {
      expect(isSilent(state)).toBe(false);
      state = claimed(state, day, 1_000 * (index + 1)) as Reminding;
    }
    expect(remindingState(state)).toBe('silent');
    expect(claimed(state, '2026-11-26', 4_000)).toBeUndefined();
    expect(answered(state, 999).unanswered).toHaveLength(3);
    expect(answered(state, 2_000).unanswered).toEqual([3_000]);
    expect(remindingState(answered(state, 3_000))).toBe('on');
  });

  test('that were surely not sent leave the day free', () => {
    const before = begun({ unanswered: [50], day: '2026-11-22' });
    const after = claimed(before, '2026-11-23', 200) as Reminding;
    const free = released(after, { day: '2026-11-23', at: 200 });
    expect(free).toMatchObject({ day: undefined, unanswered: [50] });
    expect(claimed(free, '2026-11-23', 300)).toBeDefined();
  });

  test('that the platform refused are off until they are turned on anew, and the old request again is not that', () => {
    const refused = refusedBy(begun());
    expect(remindingState(refused)).toBe('refused');
    expect(turned(refused, turn(true, 100))).toBeUndefined();
    expect(remindingState(turned(refused, turn(true, 101)))).toBe('on');
    expect(remindingState(turned(refused, turn(false, 101)))).toBe('off');
  });
});
