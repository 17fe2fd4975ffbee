import { beforeEach, expect, test } from 'vitest';
import { answered, type Reminding, turned } from '../../src/core/reminding.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { onBothKinds, type SuiteRedis } from '../support/both-redis.ts';
import { monday } from '../support/samples.ts';

onBothKinds('who is reminded,', suite);

function suite(redis: SuiteRedis) {
  const member = 'discord:123';
  const turn = { on: true, at: monday, space: 'discord:9', zone: undefined };
  let store: OpenStore;
  beforeEach(async () => {
    store = await redis.fresh();
  });
  const all = () => store.due.list(Number.MAX_SAFE_INTEGER, 10);
  const begin = (look?: number) =>
    store.reminders.change(member, (before) => {
      const after = turned(before, turn);
      return after && { after, ...(look === undefined ? {} : { look }) };
    });

  test('what is kept comes back, and a change that makes none leaves it', async () => {
    expect(await store.reminders.of(member)).toBeUndefined();
    const kept = await begin();
    expect(await store.reminders.of(member)).toEqual(kept);
    expect(await begin()).toBeUndefined();
    const more: Reminding = { ...(kept as Reminding), refused: true, day: '2026-11-23', unanswered: [1, 2] };
    await store.reminders.change(member, () => ({ after: more }));
    expect(await store.reminders.of(member)).toEqual(more);
    expect(await all()).toEqual([]);
  });

  test('a look comes at the sooner of two instants, and is moved on only from where it was read', async () => {
    await begin(monday + 50);
    const look = (at: number | 'never') =>
      store.reminders.change(member, (before) => before && { after: answered(before, 1), look: at });
    await look(monday + 70);
    expect(await all()).toEqual([{ kind: 'remind', member, at: monday + 50 }]);
    await look(monday + 20);
    expect(await all()).toEqual([{ kind: 'remind', member, at: monday + 20 }]);
    expect(await store.due.advance({ kind: 'remind', member, at: monday + 50 }, monday + 99)).toBe(false);
    expect(await store.due.advance({ kind: 'remind', member, at: monday + 20 }, monday + 99)).toBe(true);
    expect(await all()).toEqual([{ kind: 'remind', member, at: monday + 99 }]);
    await look('never');
    expect(await all()).toEqual([]);
  });

  test('changes made at once all count', async () => {
    await begin();
    const add = (at: number) =>
      store.reminders.change(
        member,
        (before) => before && { after: { ...before, unanswered: [...before.unanswered, at] } },
      );
    await Promise.all([1, 2, 3, 4, 5].map(add));
    expect((await store.reminders.of(member))?.unanswered.sort()).toEqual([1, 2, 3, 4, 5]);
  });

  test('forgetting leaves nothing, and is free to repeat', async () => {
    await begin(monday);
    await store.reminders.forget(member);
    await store.reminders.forget(member);
    expect(await store.reminders.of(member)).toBeUndefined();
    expect(await all()).toEqual([]);
  });
}
