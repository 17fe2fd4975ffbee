import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { streakFor } from '../../src/app/standing.ts';
import type { Feed } from '../../src/core/feed.ts';
import type { Streak } from '../../src/core/streak.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { redisProgram } from '../support/requires.ts';
import { openViva, TestClock, type TestViva } from '../support/viva.ts';
import type { Person, Seen, World, WorldOptions } from '../support/world.ts';

export type OpenWorld = (options: WorldOptions) => Promise<World>;

const minute = 60_000;
/** Monday, 09:00:30 UTC: the first slot of a feed of every minute comes half a minute later. */
const start = Date.UTC(2026, 10, 23, 9, 0, 30);
const firstSlot = Date.UTC(2026, 10, 23, 9, 1);

/** A fresh world and a fresh Viva for each test, and what people do and see there. */
export class Stage {
  world!: World;
  viva!: TestViva;
  clock!: TestClock;
  redis!: TestRedis;

  /** The instant of the feed's post number `index`, from 0. */
  slot = (index: number): number => firstSlot + index * minute;
  last = (person: Person): Seen | undefined => this.world.privately(person).at(-1);
  /** What a person was told alone since they had been told `from` things. */
  heard = (person: Person, from: number): string =>
    this.world
      .privately(person)
      .slice(from)
      .map((seen) => seen.text)
      .join('\n');
  /** What a person is told, alone, by an act of theirs. */
  told = async (person: Person, act: () => Promise<void>): Promise<string> => {
    const before = this.world.privately(person).length;
    // No two deeds of a person come at the same instant.
    this.clock.advance(1_000);
    await act();
    return this.heard(person, before);
  };
  say = (person: Person, text: string): Promise<string> =>
    this.told(person, () => this.world.command(person, text));
  press = (person: Person, message: string, label: string): Promise<string> =>
    this.told(person, () => this.world.press(person, message, label));
  feed = async (): Promise<Feed> => {
    const [feed] = await this.viva.context.store.feeds.inSpace(this.world.space);
    if (feed === undefined) throw new Error('there is no feed');
    return feed;
  };
  addFeed = async (options = ''): Promise<Feed> => {
    await this.say('ada', `/viva-admin schedule add cron="* * * * *" zone=UTC ${options}`.trim());
    return this.feed();
  };
  newest = (): Seen => {
    const post = this.world.posts().at(-1);
    if (post === undefined) throw new Error('nothing was posted');
    return post;
  };
  streakOf = async (person: Person): Promise<Streak> =>
    streakFor(this.viva.context, await this.feed(), this.world.member(person));
}

/** Sets the stage for every test of the block it is called in; no wrong request may have been made at its end. */
export function useStage(open: OpenWorld): Stage {
  const stage = new Stage();
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis(redisProgram === undefined ? 'memory' : 'real');
    stage.redis = redis;
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    stage.clock = new TestClock(start);
    stage.world = await open({ now: stage.clock.now });
    stage.viva = await openViva(stage.world, redis, stage.clock);
  });
  afterEach(async () => {
    const complaints = [...stage.world.complaints()];
    await stage.viva.stop();
    await stage.world.close();
    expect(complaints).toEqual([]);
  });
  return stage;
}
