import { beforeEach, expect, test } from 'vitest';
import { createKeys } from '../../src/store/keys.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { onBothKinds, type SuiteRedis } from '../support/both-redis.ts';
import { openRawRedis } from '../support/redis.ts';
import { monday, sampleFeed, sampleQuestion, sampleRound } from '../support/samples.ts';

/** The bank hands over the same object each time. */
const question = sampleQuestion();
const hour = 3_600_000;
const deal = { cycle: 1, dealt: ['DL0001'], queued: [] };

/** What is done at once for many feeds that are due together. */
onBothKinds('a burst', suite);

function suite(redis: SuiteRedis) {
  let store: OpenStore;
  beforeEach(async () => {
    store = await redis.fresh();
  });

  const commit = async (id: string) => {
    const { revision } = await store.rounds.deck('feed0001');
    const dealt = { ...deal, revision };
    return (await store.rounds.commit(sampleRound({ id }), false, dealt, question, 60_000)).result;
  };

  test('of many due things those move on that still stand where they were read', async () => {
    const ids = ['feed0001', 'feed0002', 'feed0003'];
    for (const id of ids) await store.feeds.create(sampleFeed({ id }), monday, 20);
    const items = await store.due.list(monday, 10);
    await store.due.advance({ kind: 'post', feed: 'feed0002', at: monday }, monday + hour);
    const nexts = [monday + 24 * hour, monday + 24 * hour, undefined];
    await store.due.advanceAll(items.map((item, index) => ({ item, next: nexts[index] })));
    expect(await Promise.all(ids.map((id) => store.feeds.nextSlot(id)))).toEqual([
      monday + 24 * hour,
      monday + hour,
      undefined,
    ]);
    expect([...(await store.feeds.many([...ids, 'feed0009'])).keys()].sort()).toEqual(ids);
  });

  test('a question’s content is handed over again where the store lost it', async () => {
    await store.feeds.create(sampleFeed(), monday, 20);
    await commit('feed0001-a1');
    const raw = openRawRedis(redis);
    await raw.del(createKeys(redis.prefix).content('DL0001', 'v1'));
    raw.disconnect();
    expect(await commit('feed0001-a2')).toBe('committed');
    const again = await redis.store(redis.prefix);
    expect((await again.rounds.content('DL0001', 'v1'))?.title).toBe('Residual Connection');
    again.close();
  });
}
