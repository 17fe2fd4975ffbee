import type { DueItem, DueSet, Feeds } from '../app/ports/store.ts';
import type { Feed, FeedId, MemberId, SpaceId } from '../core/feed.ts';
import { askTogether } from './ask-together.ts';
import { feedFrom, feedText } from './feed-record.ts';
import type { Room } from './room.ts';

export function createFeeds({ ask, run, keys }: Room): Feeds {
  const read = async (ids: string[]): Promise<Feed[]> => {
    if (ids.length === 0) return [];
    const texts = await ask((redis) => redis.mget(ids.map(keys.feed)));
    const feeds = texts.flatMap((text, index) => (text === null ? [] : [feedFrom(ids[index] ?? '', text)]));
    return feeds.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  };
  const get = askTogether(async (id: FeedId) => (await read([id]))[0]);
  const places = (space: SpaceId) => [keys.channels(space), keys.dms(space)];
  const keysOf = ({ id, space, personal }: Feed) => [
    keys.feed(id),
    personal === undefined ? keys.channels(space) : keys.dms(space),
    keys.feeds,
    keys.due,
    ...(personal === undefined ? [] : [keys.own(personal)]),
  ];
  return {
    get,
    async many(ids) {
      return new Map((await read([...ids])).map((feed) => [feed.id, feed]));
    },
    async inSpace(space) {
      const lists = await ask((redis) => Promise.all(places(space).map((key) => redis.hvals(key))));
      return read(idsIn(lists.flat()));
    },
    async inChannel(space, channel) {
      return read(
        idsIn(await ask((redis) => Promise.all(places(space).map((key) => redis.hget(key, channel))))),
      );
    },
    async create(feed, firstSlot, limit) {
      const counted = feed.personal === undefined ? 'all' : 'own';
      const args = [feed.id, feedText(feed), firstSlot, limit, feed.channel, counted];
      const result = await run('create-feed', keysOf(feed), args);
      return result === 'created' ? 'created' : 'too-many';
    },
    async update(feed, nextSlot, before) {
      const args = [feed.id, feedText(feed), nextSlot ?? '', feedText(before)];
      const result = await run('update-feed', [keys.feed(feed.id), keys.due], args);
      return result as 'saved' | 'changed' | 'gone';
    },
    async remove(id) {
      const feed = await get(id);
      return feed !== undefined && (await run('remove-feed', keysOf(feed), [id, feed.channel])) === 1;
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

/** Of lists with commas between; null: there is no such list. */
function idsIn(lists: (string | null)[]): FeedId[] {
  return lists.flatMap((list) => list?.split(',') ?? []);
}

/** What `advance-due` takes for one thing. */
function move(item: DueItem, next: number | undefined): (string | number)[] {
  return [memberOf(item), item.at, next ?? ''];
}

function memberOf(item: DueItem): string {
  switch (item.kind) {
    case 'post':
      return `post:${item.feed}`;
    case 'close':
      return `close:${item.round}`;
    case 'remind':
      return dueReminder(item.member);
  }
}

/** What stands in the due set for a member who is to be looked at. */
export function dueReminder(member: MemberId): string {
  return `remind:${member}`;
}

function itemFrom(text: string, at: number): DueItem {
  const colon = text.indexOf(':');
  const id = text.slice(colon + 1);
  switch (text.slice(0, colon)) {
    case 'post':
      return { kind: 'post', feed: id, at };
    case 'remind':
      return { kind: 'remind', member: id, at };
    default:
      return { kind: 'close', round: id, at };
  }
}

export function createDueSet({ ask, run, keys }: Room): DueSet {
  return {
    async list(now, limit) {
      const flat = await ask((redis) =>
        redis.zrange(keys.due, '-inf', String(now), 'BYSCORE', 'LIMIT', 0, limit, 'WITHSCORES'),
      );
      const items: DueItem[] = [];
      for (let index = 0; index + 1 < flat.length; index += 2) {
        items.push(itemFrom(flat[index] ?? '', Number(flat[index + 1])));
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
