import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Context } from '../src/app/context.ts';
import { tick as runTick } from '../src/app/tick.ts';
import { noDeeds } from '../src/core/deeds.ts';
import type { Round } from '../src/core/round.ts';
import { createCron } from '../src/delivery/cron.ts';
import { createKeys } from '../src/store/keys.ts';
import { sampleRound } from '../test/support/samples.ts';
import { atMost, type Figure } from './figure.ts';
import { dailyFeed, openStage, type Stage } from './stage.ts';
import { spreadOf } from './statistics.ts';

const feedCount = 100_000;
const memberCount = 20_000;
/** Rounds of a daily feed. */
const threeYears = 1_096;

/** What feeds that are not due cost: the time of a tick, and what Redis holds for each feed and each member in one. */
export async function tick({ quick }: { quick: boolean }): Promise<Figure[]> {
  const feeds = quick ? feedCount / 5 : feedCount;
  const members = quick ? memberCount / 4 : memberCount;
  const stage = await openStage();
  if (!('socket' in stage.storage.place)) throw new Error('no private Redis');
  const redis = new Redis({ path: stage.storage.place.socket });
  try {
    const context = {
      store: stage.store,
      clock: { now: Date.now },
      cron: createCron(),
      instance: randomUUID(),
    };
    const empty = await ticks(context as unknown as Context);
    const member = await perMember(stage, redis, members);
    const before = await used(redis);
    await makeFeeds(stage, feeds);
    const perFeed = ((await used(redis)) - before) / feeds;
    const full = await ticks(context as unknown as Context);
    const figure = (name: string, unit: string, values: number[], most?: number): Figure => {
      const ours = spreadOf(values);
      const target = most === undefined ? {} : { target: atMost('median', ours.median, most, ` ${unit}`) };
      return { bench: 'tick', name, unit, ours, ...target };
    };
    const count = feeds.toLocaleString('en');
    return [
      // The same tick with no feed at all is what asking costs.
      { ...figure(`a tick, ${count} feeds and none due`, 'ms', full, 2), bare: spreadOf(empty) },
      figure(`Redis, each of ${count} feeds`, 'bytes', [perFeed], 600),
      figure(
        `Redis, each of ${members.toLocaleString('en')} members, in one feed each`,
        'bytes',
        [member.first],
        150,
      ),
      figure(`the same after ${threeYears.toLocaleString('en')} rounds`, 'bytes', [member.later]),
      figure('Redis, the deeds of a member in one round', 'bytes', [member.deeds]),
    ];
  } finally {
    redis.disconnect();
    await stage.stop();
  }
}

async function ticks(context: Context): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < 200; round += 1) {
    const began = performance.now();
    await runTick(context);
    took.push(performance.now() - began);
  }
  return took.slice(50);
}

/** All that Redis has allocated, besides what it holds for its connections and has yet to write into its file. */
async function used(redis: Redis): Promise<number> {
  const info = await redis.info('memory');
  const of = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1]);
  return of('used_memory') - of('mem_clients_normal') - of('mem_aof_buffer');
}

const space = '1000000000000000000';

async function makeFeeds(stage: Stage, count: number): Promise<void> {
  const later = Date.now() + 86_400_000;
  for (let from = 0; from < count; from += 1_000) {
    const batch = Array.from({ length: 1_000 }, (_, index) => {
      const number = from + index;
      // Twenty feeds a server, each in a channel of its own, as the ids of Discord are long.
      const guild = String(BigInt(space) + BigInt(Math.floor(number / 20)));
      const channel = String(BigInt(space) + BigInt(10_000_000 + number));
      const feed = dailyFeed(number.toString(36).padStart(8, '0'), 'discord', guild, channel);
      return stage.store.feeds.create(feed, later, 20);
    });
    await Promise.all(batch);
  }
}

/**
 * What Redis holds for each of so many members, who are in one feed each: the share of their own key is then largest.
 * Which rounds they took part in stays with the member, what they did in a round with that round: the two are told
 * apart by deleting the deeds.
 */
async function perMember(stage: Stage, redis: Redis, members: number) {
  const keys = createKeys('viva');
  const before = await used(redis);
  await takePart(stage, members, 1);
  const whole = await used(redis);
  await redis.del(keys.deeds(round(1).id));
  const first = await used(redis);
  await takePart(stage, members, threeYears);
  await redis.del(keys.deeds(round(threeYears).id));
  const later = await used(redis);
  return {
    first: (first - before) / members,
    later: (later - before) / members,
    deeds: (whole - first) / members,
  };
}

async function takePart(stage: Stage, members: number, number: number): Promise<void> {
  for (let from = 0; from < members; from += 1_000) {
    const batch = Array.from({ length: 1_000 }, (_, index) => {
      const member = `discord:${BigInt(space) + BigInt(20_000_000 + from + index)}`;
      return stage.store.deeds.record(round(number), member, { ...noDeeds, revealAt: Date.now() }, true);
    });
    await Promise.all(batch);
  }
}

function round(number: number): Round {
  return sampleRound({ id: `00000001-${number}`, feed: '00000001', number, status: 'open' });
}
