import type { Feed } from '../../core/feed.ts';
import { feedFrom, feedText } from '../feed-record.ts';
import { roundsOf } from './deeds-family.ts';
import { iso, type PersonalFamily, type Search } from './family.ts';
import { allKeys } from './search-keys.ts';

/** Feeds of channels: they stay, and no longer say who set them up. */
export const feedsMade: PersonalFamily = {
  kind: 'feeds-made',
  names: ['feed:<feed>'],
  async held(search, keys) {
    return (await madeBy(search, keys)).map(({ feed }) => toldFeed(feed));
  },
  async forget(search, keys) {
    const changes = (await madeBy(search, keys)).map(({ key, text, feed }) =>
      search.run('forget-creator', [key], [text, feedText({ ...feed, createdBy: undefined })]),
    );
    // One that was changed meanwhile is met again in the next pass.
    return (await Promise.all(changes)).length;
  },
};

async function madeBy({ ask, member, user }: Search, keys: string[]) {
  const texts = await ask((redis) => redis.mget(keys));
  return keys.flatMap((key, index) => {
    const text = texts[index];
    if (text == null) return [];
    const feed = readable(key, text, user);
    return feed?.createdBy === member && feed.personal === undefined ? [{ key, text, feed }] : [];
  });
}

/** One feed that cannot be read keeps nobody from being forgotten but those whom it names. */
function readable(key: string, text: string, user: string) {
  try {
    return feedFrom(key.slice(key.lastIndexOf(':') + 1), text);
  } catch (error) {
    if (text.includes(user)) throw error;
    return undefined;
  }
}

/** Feeds that post to the member alone: nobody else is in them, so all of theirs goes. */
export const ownFeeds: PersonalFamily = {
  kind: 'own-feeds',
  names: [
    'own:<member>',
    'feed:<feed>',
    'round:<round>',
    'channel:<space>:<channel>:newest',
    'channel:<space>:<channel>:messages',
    'space:<space>:dms',
  ],
  keysOf: ({ keys, member }) => [keys.own(member)],
  async held(search) {
    const { ask, keys, member } = search;
    const ids = await ask((redis) => redis.smembers(keys.own(member)));
    return Promise.all(
      ids.sort().map(async (id) => {
        const [text, numbers] = await ask((redis) =>
          Promise.all([redis.get(keys.feed(id)), redis.lrange(keys.numbers(id), 0, -1)]),
        );
        const rounds = (await roundsOf(search, numbers)).map((round) => ({
          number: round?.number,
          question: round?.question,
          postedAt: iso(round?.openedAt),
        }));
        return { ...(text === null ? { feed: id, removed: true } : toldFeed(feedFrom(id, text))), rounds };
      }),
    );
  },
  async forget(search) {
    const { ask, keys, member } = search;
    const ids = await ask((redis) => redis.smembers(keys.own(member)));
    if (ids.length > 0) await removeAllOf(search, new Set(ids));
    // Last: until then a broken-off run finds here what is left.
    return ask((redis) => redis.del(keys.own(member)));
  },
};

/**
 * Direct messages on Discord are a space of their own, named after the member: nobody else is ever in it. What is counted
 * there stands in the export with the deeds that it is counted from.
 */
export const ownSpace: PersonalFamily = {
  kind: 'own-feeds',
  names: ['names:<platform>:@<user>', 'space:<platform>:@<user>:tally', 'tries:<platform>:@<user>'],
  held: async () => [],
  async forget({ ask, user }, keys) {
    const own = keys.filter((key) => key.split(':').includes(`@${user}`));
    return own.length === 0 ? 0 : ask((redis) => redis.del(own));
  },
};

/** Every key that is about one of the feeds by its name, or about a round of one, and where others point to them. */
async function removeAllOf(search: Search, ids: ReadonlySet<string>): Promise<void> {
  const { ask, keys } = search;
  const texts = await ask((redis) => redis.mget([...ids].map(keys.feed)));
  const there = [...ids].flatMap((id, index) => {
    const text = texts[index];
    return text == null ? [] : [feedFrom(id, text)];
  });
  // The channel is this member's: no other feed is in it.
  await ask((redis) => Promise.all(there.map(({ space, channel }) => redis.hdel(keys.dms(space), channel))));
  for await (const names of allKeys(search, keys.prefix)) {
    // `deck:<feed>:queued`, `round:<feed>-<slot>`, `lease:round:<round>`
    const about = names.filter((name) => name.split(':').some((word) => ids.has(word.split('-')[0] ?? '')));
    const rounds = about
      .filter((name) => name.startsWith('round:'))
      .map((name) => name.slice('round:'.length));
    await removeRounds(search, rounds);
    const whole = about.filter((name) => !name.startsWith('round:')).map(keys.whole);
    if (whole.length > 0) await ask((redis) => redis.del(whole));
  }
  const feeds = [...ids];
  await ask((redis) =>
    Promise.all([
      redis.srem(keys.feeds, feeds),
      redis.zrem(
        keys.due,
        feeds.map((id) => `post:${id}`),
      ),
    ]),
  );
}

async function removeRounds(search: Search, ids: string[]): Promise<void> {
  const { ask, keys } = search;
  const rounds = (await roundsOf(search, ids)).filter((round) => round !== undefined);
  await ask((redis) =>
    Promise.all(
      rounds.flatMap(({ id, place: { platform, space, channel }, question }) => [
        redis.srem(keys.joinable(platform, question), id),
        redis.srem(keys.unfinished, id),
        redis.zrem(keys.due, `close:${id}`),
        // The channel is this member's: nothing else was ever posted there.
        redis.del(keys.newestIn(space, channel), keys.messages(space, channel)),
      ]),
    ),
  );
  if (ids.length > 0) await ask((redis) => redis.del(ids.map(keys.round)));
}

function toldFeed(feed: Feed) {
  return {
    feed: feed.id,
    space: feed.space,
    channel: feed.channel,
    rule: feed.rule,
    filter: feed.filter,
    reveal: feed.reveal,
    paused: feed.paused,
    createdAt: iso(feed.createdAt),
  };
}
