import { beforeEach, expect, test } from 'vitest';
import { noDeeds } from '../../src/core/deeds.ts';
import type { Feed } from '../../src/core/feed.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { onBothKinds, type RedisKind, type SuiteRedis } from '../support/both-redis.ts';
import { openRawRedis } from '../support/redis.ts';
import { monday, sampleFeed, sampleRound } from '../support/samples.ts';

/** Several feeds in one hash, and long bitmaps: see docs/decisions/013. */
onBothKinds('what shares a key,', suite);

function suite(redis: SuiteRedis, kind: RedisKind) {
  let store: OpenStore;
  beforeEach(async () => {
    store = await redis.fresh();
  });

  test('channels with several feeds, and DMs beside them, keep what is theirs', async () => {
    const dm = { channel: 'dm-ada', personal: 'local:ada' };
    const ids = (feeds: Feed[]) => feeds.map((feed) => feed.id);
    const all = [{}, {}, { channel: 'elsewhere' }, dm, dm].map((changes, index) =>
      sampleFeed({ id: `feed000${index + 1}`, ...changes }),
    );
    for (const feed of all) expect(await store.feeds.create(feed, monday, 3)).toBe('created');
    expect(ids(await store.feeds.inSpace('local:local'))).toEqual(ids(all));
    expect(ids(await store.feeds.inChannel('local:local', 'daily-quiz'))).toEqual(['feed0001', 'feed0002']);
    expect(ids(await store.feeds.inChannel('local:local', 'dm-ada'))).toEqual(['feed0004', 'feed0005']);
    await store.feeds.remove('feed0001');
    await store.feeds.remove('feed0003');
    await store.feeds.remove('feed0005');
    expect(ids(await store.feeds.inSpace('local:local'))).toEqual(['feed0002', 'feed0004']);
    expect(ids(await store.feeds.inChannel('local:local', 'daily-quiz'))).toEqual(['feed0002']);
    expect(ids(await store.feeds.inChannel('local:local', 'elsewhere'))).toEqual([]);
    expect(await store.feeds.count()).toBe(2);
  });

  test('the limit counts the feeds of all channels, or those of one DM', async () => {
    const create = (id: string, changes: Partial<Feed>) =>
      store.feeds.create(sampleFeed({ id, ...changes }), monday, 2);
    const ada = { channel: 'dm-ada', personal: 'local:ada' };
    const ben = { channel: 'dm-ben', personal: 'local:ben' };
    expect(await create('a', {})).toBe('created');
    expect(await create('b', ada)).toBe('created');
    expect(await create('c', ada)).toBe('created');
    expect(await create('d', ada)).toBe('too-many');
    expect(await create('e', ben)).toBe('created');
    expect(await create('f', { channel: 'elsewhere' })).toBe('created');
    expect(await create('g', { channel: 'a-third' })).toBe('too-many');
    expect(await create('h', { space: 'local:other' })).toBe('created');
    await store.feeds.remove('a');
    expect(await create('g', { channel: 'a-third' })).toBe('created');
  });

  test('three years of daily rounds are told apart bit by bit, whatever their order, in each feed by itself', async () => {
    const order = [1_096, 8, 1, 9, 7, 512, 513, 511, 520, 1_095, 16, 2, 1_089, 1_088];
    const record = (feed: string, number: number) =>
      store.deeds.record(
        sampleRound({ id: `${feed}-${number}`, feed, number }),
        'local:ada',
        { ...noDeeds, revealAt: monday },
        true,
      );
    for (const [index, number] of order.entries()) {
      await record('feed0001', number);
      await record('feed0001', number);
      const known = order.slice(0, index + 1).sort((a, b) => a - b);
      expect(await store.deeds.participation('feed0001', 'local:ada')).toEqual(known);
    }
    await record('feed0002', 3);
    for (let number = 1; number <= 24; number += 1) await record('feed0003', number);
    expect(await store.deeds.participation('feed0001', 'local:ada')).toHaveLength(order.length);
    expect(await store.deeds.participation('feed0002', 'local:ada')).toEqual([3]);
    const all = Array.from({ length: 24 }, (_, index) => index + 1);
    expect(await store.deeds.participation('feed0003', 'local:ada')).toEqual(all);
    expect(await store.deeds.participation('feed0003', 'local:ben')).toEqual([]);
    expect(await store.deeds.feedsOf('local:ada')).toEqual(['feed0001', 'feed0002', 'feed0003']);
  });

  if (kind === 'memory') return;
  test('the private Redis keeps such a bitmap in little room', async () => {
    const round = sampleRound({ number: 1_096 });
    await store.deeds.record(round, 'local:ada', { ...noDeeds, revealAt: monday }, true);
    const raw = openRawRedis(redis);
    expect(await raw.object('ENCODING', `${redis.prefix}:took:local:ada`)).toMatch(/^(listpack|ziplist)$/);
    raw.disconnect();
  });
}
