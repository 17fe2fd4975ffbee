import type { DueItem, DueSet, Feeds } from '../app/ports/store.ts';
import type { Feed, FeedId } from '../core/feed.ts';
import type { Room } from './room.ts';

export function createFeeds({ ask, run, keys }: Room): Feeds {
  const read = async (ids: string[]): Promise<Feed[]> => {
    if (ids.length === 0) return [];
    const texts = await ask((redis) => redis.mget(ids.map(keys.feed)));
    const feeds = texts.filter((text) => text !== null).map((text) => JSON.parse(text) as Feed);
    return feeds.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  };
  const get = async (id: FeedId) => (await read([id]))[0];
  return {
    get,
    async many(ids) {
      return new Map((await read([...ids])).map((feed) => [feed.id, feed]));
    },
    async inSpace(space) {
      return read(await ask((redis) => redis.smembers(keys.feedsOfSpace(space))));
    },
    async inChannel(space, channel) {
      return read(await ask((redis) => redis.smembers(keys.feedsOfChannel(space, channel))));
    },
    async create(feed, firstSlot, limit) {
      const result = await run(
        'create-feed',
        [
          keys.feed(feed.id),
          keys.feedsOfSpace(feed.space),
          keys.feedsOfChannel(feed.space, feed.channel),
          keys.feeds,
          keys.due,
          keys.countedWith(feed),
        ],
        [feed.id, JSON.stringify(feed), firstSlot, limit],
      );
      return result === 'created' ? 'created' : 'too-many';
    },
    async update(feed, nextSlot, before) {
      const args = [feed.id, JSON.stringify(feed), nextSlot ?? '', JSON.stringify(before)];
      const result = await run('update-feed', [keys.feed(feed.id), keys.due], args);
      return result as 'saved' | 'changed' | 'gone';
    },
    async remove(id) {
      const feed = await get(id);
      if (feed === undefined) return false;
      const indexes = [
        keys.feedsOfSpace(feed.space),
        keys.feedsOfChannel(feed.space, feed.channel),
        keys.feeds,
      ];
      return (
        (await run('remove-feed', [keys.feed(id), ...indexes, keys.due, keys.countedWith(feed)], [id])) === 1
      );
    },
    async nextSlot(id) {
      const score = await ask((redis) => redis.zscore(keys.due, `post:${id}`));
      return score === null ? undefined : Number(score);
    },
    async some(limit) {
      const ids: string[] = [];
      let cursor = '0';
      do {
        const [next, found] = await ask((redis) => redis.sscan(keys.feeds, cursor, 'COUNT', 1_000));
        ids.push(...found);
        cursor = next;
      } while (cursor !== '0' && ids.length < limit);
      return read([...new Set(ids)].slice(0, limit));
    },
    async count() {
      return ask((redis) => redis.scard(keys.feeds));
    },
  };
}

/** What `advance-due` takes for one thing. */
function move(item: DueItem, next: number | undefined): (string | number)[] {
  return [item.kind === 'post' ? `post:${item.feed}` : `close:${item.round}`, item.at, next ?? ''];
}

export function createDueSet({ ask, run, keys }: Room): DueSet {
  return {
    async list(now, limit) {
      const flat = await ask((redis) =>
        redis.zrange(keys.due, '-inf', String(now), 'BYSCORE', 'LIMIT', 0, limit, 'WITHSCORES'),
      );
      const items: DueItem[] = [];
      for (let index = 0; index + 1 < flat.length; index += 2) {
        const [kind, id = ''] = (flat[index] ?? '').split(':');
        const at = Number(flat[index + 1]);
        items.push(kind === 'post' ? { kind, feed: id, at } : { kind: 'close', round: id, at });
      }
      return items;
    },
    async advance(item, next) {
      return (await run('advance-due', [keys.due], move(item, next))) === 1;
    },
    async advanceAll(items) {
      const moves = items.flatMap(({ item, next }) => move(item, next));
      if (moves.length > 0) await run('advance-due', [keys.due], moves);
    },
    async backlog(now) {
      return ask((redis) => redis.zcount(keys.due, '-inf', now));
    },
    async soonest() {
      const [, score] = await ask((redis) => redis.zrange(keys.due, 0, '0', 'WITHSCORES'));
      return score === undefined ? undefined : Number(score);
    },
  };
}
