import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roundOfAction } from '../../src/core/action.ts';
import type { Feed } from '../../src/core/feed.ts';
import { roundIdForSlot } from '../../src/core/round.ts';
import { createKeys } from '../../src/store/keys.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { eventually, startViva } from '../support/process.ts';
import { openRawRedis, startTestRedis, type TestRedis } from '../support/redis.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { sampleFeed } from '../support/samples.ts';
import type { World } from '../support/world.ts';
import { type HttpProxy, openHttpProxy } from './http-proxy.ts';
import { openRedisProxy, type RedisProxy } from './redis-proxy.ts';
import type { Trap } from './trap.ts';

/** How often a process is killed at each step; CI does so 20 times. */
const times = Number(process.env.VIVA_TEST_KILLS ?? 4);
const prefix = 'chaos';

export interface KillTarget {
  title: string;
  open(): Promise<World>;
  /** The key of the environment that holds the address of the platform's interface. */
  apiKey: string;
  /** What the request that posts a message is known by, and the one that reads a channel's history. */
  post: string;
  history: string;
}

/** Where a process is killed: by a command to Redis or a request to the platform that concerns this very slot. */
type Place = (slot: { feed: string; round: string }) => Omit<Trap, 'spring'> & {
  door: 'redis' | 'http';
  /** It is come to with a round that an earlier process left before its post, and not with this slot's own. */
  left?: true;
};

/** The numbered steps of "A scheduled post" (DESIGN.md), each with the places at which a process can die in it. */
function stepsOf({ post, history }: KillTarget): [string, Place[]][] {
  const script =
    (name: string, when: Trap['when'], of: 'round' | 'feed' = 'round'): Place =>
    (slot) => ({
      door: 'redis',
      when,
      words: [`script:${name}`, of === 'round' ? `round:${slot.round}` : slot.feed],
    });
  const later =
    (name: string, when: Trap['when']): Place =>
    () => ({ door: 'redis', when, words: [`script:${name}`], left: true });
  const job: Place = ({ feed }) => ({ door: 'redis', when: 'before', words: [`post-${feed}-`] });
  return [
    [
      '1, the tick: before and after the job is added, and after the feed moved on',
      [job, script('advance-due', 'before', 'feed'), script('advance-due', 'after', 'feed')],
    ],
    ['2, the commit: before and after', [script('commit-round', 'before'), script('commit-round', 'after')]],
    // The commit takes the first one: this is of whoever takes up a round that another process left.
    ['3, the lease: before and after', [later('lease-round', 'before'), later('lease-round', 'after')]],
    [
      '4, publishing: before the request is sent and after the platform took it',
      [
        ({ round }) => ({ door: 'http', when: 'before', words: [post, round] }),
        ({ round }) => ({ door: 'http', when: 'after', words: [post, round] }),
      ],
    ],
    [
      '5, looking whether it landed',
      [() => ({ door: 'http', when: 'before', words: [history], left: true })],
    ],
    ['6, opening: before and after', [script('open-round', 'before'), script('open-round', 'after')]],
  ];
}

/** Kill -9 at each step, again and again: at the end every slot is in the channel exactly once. */
export function killContract(target: KillTarget) {
  describe.skipIf(!redisProgram)(needs('redis-server', `a killed process on ${target.title}`), () => {
    let redis: TestRedis;
    let store: OpenStore;
    let door: RedisProxy;
    beforeAll(async () => {
      redis = await startTestRedis('real');
      store = await redis.store(prefix);
      door = await openRedisProxy(redis.place as { socket: string });
    });
    afterAll(async () => {
      await door.close();
      await redis.stop();
    });

    test.each(stepsOf(target))(
      'step %s',
      async (_step, places) => {
        const world = await target.open();
        const gate = await openHttpProxy(new URL(world.env[target.apiKey] ?? '').origin);
        // The world is a new one, so what the store remembers of the one before (uploaded files) is not there.
        await forgetEverything();
        try {
          await scene(world, gate, places);
        } finally {
          await gate.close();
          await world.close();
        }
      },
      60_000 + times * 30_000,
    );

    async function scene(world: World, gate: HttpProxy, places: Place[]) {
      const address = new URL(world.env[target.apiKey] ?? '');
      const environment = {
        ...world.env,
        [target.apiKey]: `${gate.origin}${address.pathname}`,
        REDIS_URL: door.url,
        REDIS_PREFIX: prefix,
        VIVA_DATA: redis.folder,
        LOG_LEVEL: 'info',
      };
      const rounds: string[] = [];
      for (let run = 0; run < times; run += 1) {
        const slot = await dueNow(world);
        rounds.push(slot.round);
        await killAt(placeOf(places, run)(slot), gate, environment);
        // What a killed worker held would be free again within a minute; here nobody waits for that.
        await freeLeases(rounds);
      }
      const last = startViva(environment);
      await last.ready();
      if (process.env.VIVA_DEBUG) console.log('ready', performance.now());
      await eventually(
        'every round is open',
        async () =>
          (await Promise.all(rounds.map((id) => store.rounds.get(id)))).every(
            (round) => round?.status === 'open',
          ),
        60_000,
      );
      last.kill('SIGTERM');
      expect(await last.ended).toBe(0);
      expect(countsOf(world, rounds)).toEqual(rounds.map(() => 1));
      expect(world.posts()).toHaveLength(rounds.length);
      expect(world.complaints()).toEqual([]);
    }

    const beforePost: Place = ({ round }) => ({ door: 'http', when: 'before', words: [target.post, round] });

    /** Every second process leaves a round to the next one where a place needs that. */
    function placeOf(places: Place[], run: number): Place {
      const isLeft = places.some((place) => place({ feed: '', round: '' }).left);
      if (isLeft && run % 2 === 0) return beforePost;
      const turn = isLeft ? (run - 1) / 2 : run;
      return places[turn % places.length] as Place;
    }

    async function dueNow(world: World) {
      const id = `f${Math.random().toString(36).slice(2, 9).padEnd(7, '0')}`;
      const at = Math.floor(Date.now() / 1_000) * 1_000 - 1_000;
      const feed: Feed = sampleFeed({
        id,
        platform: world.platform,
        space: world.space,
        channel: world.channel,
        rule: { cron: '0 0 1 1 *', zone: 'UTC' },
        createdBy: world.member('ada'),
      });
      await store.feeds.create(feed, at, 10_000);
      return { feed: id, round: roundIdForSlot(id, at) };
    }

    async function killAt(
      place: ReturnType<Place>,
      gate: HttpProxy,
      environment: Record<string, string>,
    ): Promise<void> {
      const viva = startViva(environment);
      const spring = () => viva.kill('SIGKILL');
      (place.door === 'redis' ? door : gate).arm({ words: place.words, when: place.when, spring });
      const patience = setTimeout(() => viva.kill('SIGTERM'), 25_000);
      const ended = await viva.ended;
      clearTimeout(patience);
      if (ended !== 'SIGKILL')
        throw new Error(`${place.words.join(' ')} never came. It wrote:\n${viva.output()}`);
    }

    async function forgetEverything() {
      const raw = openRawRedis(redis);
      await raw.flushdb();
      raw.disconnect();
    }

    async function freeLeases(rounds: string[]) {
      const raw = openRawRedis(redis);
      const keys = createKeys(prefix);
      await raw.del(...rounds.map(keys.roundLease), keys.lease('connection:discord'));
      raw.disconnect();
    }
  });
}

/** How many posts of each round stand in the channel. */
function countsOf(world: World, rounds: string[]): number[] {
  const found = world.posts().map((post) => roundOfAction(post.buttons[0]?.id ?? ''));
  return rounds.map((round) => found.filter((one) => one === round).length);
}
