import { beforeEach, expect, test } from 'vitest';
import { changed, graded } from '../../src/core/practice/practice.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { onBothKinds, type RedisKind, type SuiteRedis } from '../support/both-redis.ts';
import { openRawRedis } from '../support/redis.ts';
import { everything, learnt, plainSchedule, today } from '../unit/practice/support.ts';

onBothKinds('practice', suite);

const ben = 'local:ben';

function suite(redis: SuiteRedis, kind: RedisKind) {
  let store: OpenStore;
  beforeEach(async () => {
    store = await redis.fresh();
  });

  const put = async (ids: readonly string[]) => {
    const before = await store.practice.of(ben);
    const cards = ids.map((id) => learnt(id, today));
    expect(await store.practice.change(ben, before, { cards, notes: { ...before, version: 1 } })).toBe(true);
  };

  test('nobody’s practice is empty; what is written is read, card by card', async () => {
    expect((await store.practice.of(ben)).cards.outline()).toEqual([]);
    await put(['DL0001', 'DL0002', 'DL0003']);
    const before = await store.practice.of(ben);
    const press = { question: 'DL0002', revision: 1, grade: 'easy' as const, at: 9, day: today };
    const change = graded(before, press, plainSchedule);
    if (change === undefined) throw new Error('the grade was not taken');
    expect(await store.practice.change(ben, before, change)).toBe(true);
    const after = await store.practice.of(ben);
    expect(everything(after, today)).toEqual(everything(changed(before, change), today));
    expect(after.cards.outline().map(({ question }) => question)).toEqual(['DL0001', 'DL0002', 'DL0003']);
    expect((await store.practice.of('local:cleo')).cards.outline()).toEqual([]);
  });

  test('of two changes to the same state one is written, whole, and the other not at all', async () => {
    const before = await store.practice.of(ben);
    const changes = ['DL0001', 'DL0002'].map((id) => ({
      cards: [learnt(id, today)],
      notes: { ...before, version: before.version + 1 },
    }));
    const written = await Promise.all(changes.map((change) => store.practice.change(ben, before, change)));
    expect(written.sort()).toEqual([false, true]);
    expect((await store.practice.of(ben)).cards.outline()).toHaveLength(1);
  });

  // In memory nobody tells what a key takes.
  if (kind === 'real') {
    test('a member and question take 100 bytes or less, all told', async () => {
      const raw = openRawRedis(redis);
      for (const size of [100, 101, 1_000]) {
        const prefix = `practice-size${size}`;
        store = await redis.store(prefix);
        // One by one, as they come: so Redis makes room for more than there is.
        for (let number = 1; number <= size; number += 1) {
          const before = await store.practice.of(ben);
          const question = `DL${String(number).padStart(4, '0')}`;
          const press = { question, revision: 0, grade: 'good' as const, at: number, day: today };
          const change = graded(before, press, plainSchedule);
          if (change !== undefined) await store.practice.change(ben, before, change);
        }
        const keys = await raw.keys(`${prefix}:*`);
        const sizes = await Promise.all(keys.map((key) => raw.memory('USAGE', key)));
        const bytes = sizes.reduce<number>((sum, one) => sum + (one ?? 0), 0);
        expect(keys).toHaveLength(2);
        expect(bytes / size).toBeLessThanOrEqual(100);
      }
      raw.disconnect();
    });
  }
}
