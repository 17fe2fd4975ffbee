import { beforeAll, describe, expect, test } from 'vitest';
import { type Grade, grades, type Memory, type Schedule } from '../../../src/core/practice/card.ts';
import { createScheduler } from '../../../src/practice/scheduler.ts';
import { today } from './support.ts';

describe('when a card comes again', () => {
  let schedule: Schedule;
  beforeAll(async () => {
    schedule = await createScheduler().load();
  });
  const days = (memory: Memory | undefined, day: number, seed = 'DL0001/0/') =>
    grades.map((grade) => schedule(memory, day, seed)[grade].due - day);
  /** The memory after these grades, each given on the day that the card is due. */
  const memoryAfter = (given: readonly Grade[]): Memory => {
    let memory: Memory | undefined;
    for (const grade of given)
      memory = schedule(memory, memory?.due ?? today, `DL0001/${memory?.reps ?? 0}/`)[grade];
    return memory as Memory;
  };

  test('the better it was known, the later; never on the same day, and once a year at the least', () => {
    expect(days(undefined, today)).toEqual([1, 2, 3, expect.any(Number)]);
    let memory = memoryAfter(['good']);
    for (let step = 0; step < 12; step += 1) {
      const [again = 0, hard = 0, good = 0, easy = 0] = days(memory, memory.due);
      expect(again).toBeGreaterThanOrEqual(1);
      expect(again).toBeLessThan(hard);
      expect(hard).toBeLessThan(good);
      expect(good).toBeLessThan(easy);
      expect(easy).toBeLessThanOrEqual(370);
      memory = schedule(memory, memory.due, `DL0001/${memory.reps}/`).good;
    }
  });

  test('what was forgotten comes soon, and is counted', () => {
    const known = memoryAfter(['good', 'good', 'good', 'good']);
    const forgotten = schedule(known, known.due, 'DL0001/4/').again;
    expect(forgotten).toMatchObject({ reps: 5, lapses: 1, last: known.due });
    expect(forgotten.due - known.due).toBeLessThan(10);
    expect(forgotten.difficulty).toBeGreaterThan(known.difficulty);
  });

  test('the same is the same on every machine, and the numbers are the published ones', () => {
    expect(memoryAfter(['good', 'good', 'good'])).toEqual({
      due: 20_859,
      last: 20_798,
      stability: 59.115,
      difficulty: 2.104,
      reps: 3,
      lapses: 0,
    });
    expect(schedule(undefined, today, 'a/0/').good).toEqual({
      due: today + 3,
      last: today,
      stability: 2.307,
      difficulty: 2.118,
      reps: 1,
      lapses: 0,
    });
  });

  test('cards that were learnt together do not all come back together', () => {
    const known = memoryAfter(['good', 'good', 'good']);
    const due = Array.from(
      { length: 30 },
      (_, index) => schedule(known, known.due, `DL${index}/3/`).good.due,
    );
    expect(new Set(due).size).toBeGreaterThan(5);
  });

  test('a grade on the day before the last one, after a journey west, counts as on that day', () => {
    const known = memoryAfter(['good']);
    const west = schedule(known, known.last - 1, 'DL0001/1/').good;
    expect(west.last).toBe(known.last);
    expect(west.due).toBeGreaterThan(known.last);
  });
});
