import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Redis } from 'ioredis';
import { createKeys } from '../../src/store/keys.ts';

/** Where attempts are made. */
export interface At {
  feed: string;
  space: string;
  round: string;
  /** The round's number. */
  history: number;
  memberOf(index: number): string;
}

export type Bare = (count: number, atOnce: number) => Promise<number>;

/** So many at once, again and again; how many there were in a second. */
async function perSecond(count: number, atOnce: number, one: () => Promise<void>): Promise<number> {
  let left = count;
  const began = performance.now();
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return (count * 1_000) / (performance.now() - began);
}

/** Three EVALSHA round trips that do nearly nothing: one behind the other, two read and the last one writes. */
export async function idleTrips(redis: Redis): Promise<Bare> {
  const read = await load(redis, "return redis.call('GET', KEYS[1])");
  const write = await load(redis, "return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])");
  let made = 0;
  return (count, atOnce) =>
    perSecond(count, atOnce, async () => {
      made += 1;
      await redis.evalsha(read, 1, 'bare:read');
      await redis.evalsha(read, 1, 'bare:read');
      await redis.evalsha(write, 1, 'bare:write', made, '0,mia3k0w0');
    });
}

/** The same three with what an attempt has Redis read and write, and nothing of Viva between them. */
export async function fullTrips(redis: Redis, at: At): Promise<Bare> {
  const { feed: feedId, space, round, history, memberOf } = at;
  const keys = createKeys('viva');
  const bare = createKeys('bare');
  const whole = await load(redis, "return redis.call('HGETALL', KEYS[1])");
  const rest = await load(
    redis,
    `return { redis.call('GET', KEYS[1]), redis.call('LLEN', KEYS[2]), redis.call('SMEMBERS', KEYS[3]),
       redis.call('SMEMBERS', KEYS[4]), redis.call('HGETALL', KEYS[5]), redis.call('GET', KEYS[6]),
       redis.call('HGETALL', KEYS[7]), redis.call('HGET', KEYS[8], ARGV[1]), redis.call('GET', KEYS[9]) }`,
  );
  const scripts = fileURLToPath(new URL('../../src/store/scripts/', import.meta.url));
  const texts = ['parts/standing.lua', 'record-deeds.lua'].map((name) =>
    readFileSync(scripts + name, 'utf8'),
  );
  const record = await load(redis, texts.join('\n'));
  const shared = [keys.feed(feedId), keys.numbers(feedId), keys.excused(feedId), keys.voided(feedId)];
  const read = [...shared, keys.windows(feedId), keys.newest(feedId), keys.round(round)];
  const boards = [feedId, space].flatMap((scope) =>
    ['w', 'm', 'all'].map((window) => bare.board(scope, window)),
  );
  let made = 0;
  return (count, atOnce) =>
    perSecond(count, atOnce, async () => {
      made += 1;
      const member = memberOf(made);
      await redis.evalsha(whole, 1, keys.round(round));
      const asked = [...read, bare.took(member), bare.profile(member)];
      await redis.evalsha(rest, asked.length, ...asked, feedId);
      const written = [
        ...[
          bare.deeds(round),
          bare.took(member),
          bare.round(round),
          bare.milestones(member),
          bare.tally(member),
        ],
        ...[
          bare.spaceTally(space),
          bare.names(space),
          bare.streaks(feedId),
          bare.forgotten(round),
          ...boards,
          bare.once(randomUUID()),
        ],
      ];
      // Every fourth is right.
      const text = made % 4 === 0 ? '0,mia3k0w0=360,120' : '1,mia3k0w0=0,0';
      const args = [
        member,
        '',
        text,
        history - 1,
        feedId,
        86_400_000,
        ',,',
        'DL',
        space,
        `Member ${made}`,
        '',
        '',
        1,
      ];
      const kept = [5_184_000_000, 34_560_000_000, 0];
      await redis.evalsha(record, written.length, ...written, ...args, ...kept, ...kept);
    });
}

async function load(redis: Redis, text: string): Promise<string> {
  return (await redis.script('LOAD', text)) as string;
}
