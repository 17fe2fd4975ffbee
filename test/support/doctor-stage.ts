import { randomUUID } from 'node:crypto';
import { type Feed, memberId } from '../../src/core/feed.ts';
import { announcePresence, fingerprint, type Presence } from '../../src/ops/presence.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import type { Environment } from './doctor.ts';
import type { TestRedis } from './redis.ts';
import { sampleFeed } from './samples.ts';
import type { World } from './world.ts';

/** A Viva that is set up rightly: a private Redis with its feed in it, and a process that runs. */
export interface DoctorStage<Its extends World = World> {
  world: Its;
  redis: TestRedis;
  store: OpenStore;
  feed: Feed;
  environment: Environment;
  /** Says that a process runs, as one does; gives how it ends. */
  runs(changes?: Partial<Presence>): Promise<() => Promise<void>>;
  /** How what runs ends. */
  ends: (() => Promise<void>)[];
  addFeed(changes: Partial<Feed>): Promise<Feed>;
  close(): Promise<void>;
}

const tomorrow = () => Date.now() + 86_400_000;

export async function openDoctorStage<Its extends World>(
  world: Its,
  redis: TestRedis,
  prefix = `viva-${randomUUID().slice(0, 8)}`,
): Promise<DoctorStage<Its>> {
  const store = await redis.store(prefix);
  const ends: (() => Promise<void>)[] = [];
  const stage: DoctorStage<Its> = {
    world,
    redis,
    store,
    feed: sampleFeed(),
    ends,
    environment: { ...world.env, VIVA_DATA: redis.folder, REDIS_PREFIX: prefix },
    async runs(changes = {}) {
      const presence = announcePresence(store.presences, randomUUID(), { now: Date.now }, () => ({
        where: 'a-machine, process 1',
        roles: ['gateway', 'scheduler', 'worker'],
        platforms: { [world.platform]: 'connected' },
        tokens: { [world.platform]: fingerprint(tokenOf(world)) },
        ...changes,
      }));
      ends.push(() => presence.stop());
      // Until the note is there.
      while (Object.keys(await store.presences.all()).length < 1) await Promise.resolve();
      return () => presence.stop();
    },
    async addFeed(changes) {
      const feed = sampleFeed({
        id: randomUUID().slice(0, 8),
        platform: world.platform,
        space: world.space,
        channel: world.channel,
        createdBy: memberId(world.platform, 'somebody'),
        ...changes,
      });
      await store.feeds.create(feed, tomorrow(), 20);
      return feed;
    },
    async close() {
      for (const end of ends) await end();
    },
  };
  stage.feed = await stage.addFeed({});
  return stage;
}

function tokenOf(world: World): string {
  return world.env.DISCORD_TOKEN ?? world.env.SLACK_BOT_TOKEN ?? '';
}
