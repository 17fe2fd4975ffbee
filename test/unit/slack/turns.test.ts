import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTurns } from '../../../src/platforms/slack/turns.ts';

const limits = { atOnce: 2, countedFor: 100, heldFor: 250 };

/** Work that lasts until it is told to end, and notes when it began. */
function pieces() {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (number: number) => () =>
    new Promise<void>((end) => {
      begun.push(number);
      ends[number] = end;
    });
  return { begun, ends, work };
}

describe('turns', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());
  const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve));
  const turnsOfTheLoop = async (count: number) => {
    for (let turn = 0; turn < count; turn += 1) await turnOfTheLoop();
  };

  test('work begins in the order in which it came, and so much at once', async () => {
    const inTurn = createTurns(limits);
    const { begun, ends, work } = pieces();
    const all = [0, 1, 2, 3].map((number) => inTurn(work(number)));
    expect(begun).toEqual([]);
    await turnsOfTheLoop(4);
    expect(begun).toEqual([0, 1]);
    ends[1]?.();
    await turnsOfTheLoop(4);
    expect(begun).toEqual([0, 1, 2]);
    ends[0]?.();
    await turnsOfTheLoop(4);
    expect(begun).toEqual([0, 1, 2, 3]);
    for (const end of ends) end();
    await Promise.all(all);
  });

  test('while more comes with every turn of the loop nothing begins, but not for ever', async () => {
    const inTurn = createTurns(limits);
    const { begun, work } = pieces();
    for (let number = 0; number < 5; number += 1) {
      void inTurn(work(number));
      await turnOfTheLoop();
    }
    expect(begun).toEqual([]);
    vi.advanceTimersByTime(limits.heldFor);
    void inTurn(work(5));
    await turnsOfTheLoop(2);
    expect(begun).toEqual([0, 1]);
  });

  test('work that waits for somebody else keeps nobody from beginning', async () => {
    const inTurn = createTurns(limits);
    const { begun, ends, work } = pieces();
    const all = [0, 1, 2, 3, 4].map((number) => inTurn(work(number)));
    await turnsOfTheLoop(3);
    vi.advanceTimersByTime(limits.countedFor);
    await turnsOfTheLoop(3);
    expect(begun).toEqual([0, 1, 2, 3]);
    // Its end frees no second place.
    ends[0]?.();
    await turnsOfTheLoop(3);
    expect(begun).toEqual([0, 1, 2, 3]);
    ends[2]?.();
    await turnsOfTheLoop(3);
    for (const end of ends) end();
    await Promise.all(all);
  });

  test('work that fails gives its place away, and its failure to whoever asked', async () => {
    const inTurn = createTurns({ ...limits, atOnce: 1 });
    const failed = inTurn(async () => {
      throw new Error('no');
    });
    const next = inTurn(async () => 'done');
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('done');
  });
});
