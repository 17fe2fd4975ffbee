import { beforeAll, expect, test } from 'vitest';
import type { OpenStore } from '../../src/store/open-store.ts';
import { onBothKinds, type SuiteRedis } from '../support/both-redis.ts';

const minute = 60_000;
const day = 1_440;
/** The first minute of a day. */
const midnight = Date.UTC(2026, 10, 23);

onBothKinds('beats of time that was jumped over,', suite);

function suite(redis: SuiteRedis) {
  let store: OpenStore;
  beforeAll(async () => {
    store = await redis.fresh();
  });

  // In minutes from midnight, both included: within a byte, over its ends, whole bytes, days.
  test.each([
    [0, 0],
    [3, 5],
    [7, 8],
    [8, 15],
    [5, 23],
    [15, 16],
    [0, day - 1],
    [day - 3, day + 2],
    [day - 1, 3 * day],
    [13, 31 * day],
  ])('from minute %i to %i each has a beat, and none beside them', async (first, last) => {
    const platform = `p${first}-${last}`;
    const at = (minutes: number) => midnight + minutes * minute;
    await store.heartbeats.beatThrough(platform, at(first) + 59_999, at(last) + 1);
    const total = last - first + 1;
    expect(await store.heartbeats.minutes(platform, at(first), at(last + 1))).toBe(total);
    expect(await store.heartbeats.minutes(platform, at(first - 100), at(last + 100))).toBe(total);
  });

  test('beats that were there before stay', async () => {
    for (const at of [1, 9, 30]) await store.heartbeats.beat('local', midnight + at * minute);
    await store.heartbeats.beatThrough('local', midnight + 5 * minute, midnight + 20 * minute);
    expect(await store.heartbeats.minutes('local', midnight, midnight + 60 * minute)).toBe(18);
  });
}
