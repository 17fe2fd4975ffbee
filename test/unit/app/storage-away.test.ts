import type { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StoreAway } from '../../../src/app/ports/store.ts';
import { resumeUnfinished, tick } from '../../../src/app/tick.ts';
import { work } from '../../../src/app/work.ts';
import { roundIdForSlot } from '../../../src/core/round.ts';
import { Stage, useStage } from '../../contract/stage.ts';
import { openRawRedis, startTestRedis, type TestRedis } from '../../support/redis.ts';
import { needs, redisProgram } from '../../support/requires.ts';
import { openViva, TestClock } from '../../support/viva.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { clickAt } from './click.ts';
import { cutAt, type Loss } from './cut.ts';

describe('storage that goes away', () => {
  const stage = useStage(openLocalWorld);
  const { addFeed, slot, say } = stage;

  /** Works a job as the queue does: again after a fault. A lease that nobody gave back is waited for in a hurry. */
  const workOut = async (run: () => Promise<unknown>) => {
    for (let tries = 0; tries < 6; tries += 1) {
      try {
        if ((await run()) === 'done') return;
      } catch (error) {
        if (!(error instanceof StoreAway)) throw error;
      }
    }
    throw new Error('the job never ended');
  };

  const cutPosts = async (loss: Loss) => {
    const feed = await addFeed('close=1h');
    await say('ada', '/viva-admin schedule edit cron="0 10 * * *"');
    const { context } = stage.viva;
    const whole = context.store;
    context.patience = { ...context.patience, lease: 1 };
    const bad: string[] = [];
    const unwritten: string[] = [];
    let more = true;
    for (let at = 1; more; at += 1) {
      // Far enough apart that each slot is new, close enough that none is too old.
      const due = slot(0) + at * 60_000;
      stage.clock.set(due);
      const cut = cutAt(whole, at, loss);
      context.store = cut.store;
      const before = stage.world.posts().length;
      await workOut(() => work(context, { kind: 'post', feed: feed.id, slot: due }));
      context.store = whole;
      await stage.viva.settle();
      more = cut.calls() >= at;
      const id = roundIdForSlot(feed.id, due);
      const where = `${cut.names[at - 1]}, ${loss} lost`;
      if (stage.world.posts().length !== before + 1) bad.push(`posts after ${where}`);
      if ((await whole.rounds.get(id))?.status !== 'open') bad.push(`status after ${where}`);
      const entries = await whole.ledger.read(feed.id, 100);
      if (!entries.some(({ kind, round }) => kind === 'posted' && round === id)) unwritten.push(where);
    }
    if ((await whole.rounds.unfinished()).length > 0) bad.push('something is unfinished');
    return { bad, unwritten };
  };

  test.each<Loss>(['request', 'answer'])(
    'a connection cut at any call of a post (%s lost) ends in one post that is open',
    async (loss) => expect((await cutPosts(loss)).bad).toEqual([]),
    60_000,
  );

  test.each<Loss>(['request', 'answer'])(
    'a connection cut at any call of a post (%s lost) leaves the post in the ledger',
    async (loss) => expect((await cutPosts(loss)).unwritten).toEqual([]),
    60_000,
  );

  const cutCloses = async (loss: Loss) => {
    const feed = await addFeed();
    const { context } = stage.viva;
    const whole = context.store;
    const bad: string[] = [];
    const unwritten: string[] = [];
    let more = true;
    await stage.viva.jump(slot(0));
    for (let at = 1; more; at += 1) {
      const id = roundIdForSlot(feed.id, slot(at - 1));
      const cut = cutAt(whole, at, loss);
      stage.clock.set(slot(at) - 1_000);
      context.store = cut.store;
      await workOut(() => work(context, { kind: 'close', round: id }));
      context.store = whole;
      more = cut.calls() >= at;
      const where = `${cut.names[at - 1]}, ${loss} lost`;
      if ((await whole.rounds.get(id))?.status !== 'closed') bad.push(`status after ${where}`);
      if (!(await whole.rounds.isCloseShown(id))) bad.push(`shown after ${where}`);
      const entries = await whole.ledger.read(feed.id, 100);
      if (!entries.some(({ kind, round }) => kind === 'closed' && round === id)) unwritten.push(where);
      await stage.viva.jump(slot(at));
    }
    return { bad, unwritten };
  };

  test.each<Loss>(['request', 'answer'])(
    'a connection cut at any call of a close (%s lost) ends in one shown close',
    async (loss) => expect((await cutCloses(loss)).bad).toEqual([]),
    60_000,
  );

  test.each<Loss>(['request', 'answer'])(
    'a connection cut at any call of a close (%s lost) leaves the close in the ledger',
    async (loss) => expect((await cutCloses(loss)).unwritten).toEqual([]),
    60_000,
  );

  test.each<Loss>(['request', 'answer'])(
    'a tick cut at any call (%s lost) is made up for by the next one',
    async (loss) => {
      const feed = await addFeed();
      const { context } = stage.viva;
      const whole = context.store;
      // The worker begins while the tick still runs, so the cut can meet its commit, which takes the lease.
      context.patience = { ...context.patience, lease: 1 };
      let more = true;
      let index = 0;
      for (let at = 1; more; at += 1) {
        const cut = cutAt(whole, at, loss);
        stage.clock.set(slot(index));
        context.store = cut.store;
        await tick(context).catch((error: unknown) => {
          if (!(error instanceof StoreAway)) throw error;
        });
        context.store = whole;
        more = cut.calls() >= at;
        await stage.viva.jump(slot(index) + 5_000);
        index += 1;
      }
      expect(stage.world.posts()).toHaveLength(index);
      expect((await whole.rounds.history(feed.id)).count).toBe(index);
    },
    60_000,
  );

  test('a close that was lost by the queue is taken up again', async () => {
    const feed = await addFeed('close=1m');
    await say('ada', '/viva-admin schedule edit cron="1 9,10 * * *"');
    const { context } = stage.viva;
    await stage.viva.jump(slot(0));
    const id = roundIdForSlot(feed.id, slot(0));
    const { queue } = context;
    // Redis took the job and lost it (or it failed once too often): the due set knows of it no more.
    context.queue = { ...queue, addAll: async () => {} };
    await stage.viva.jump(slot(2));
    context.queue = queue;
    await resumeUnfinished(context);
    await stage.viva.jump(slot(3));
    expect((await context.store.rounds.get(id))?.status).toBe('closed');
  });
});

describe.skipIf(!redisProgram)(needs('redis-server', 'a Redis that hangs or refuses'), () => {
  const stage = new Stage();
  const { addFeed, slot } = stage;
  let redis: TestRedis;
  let raw: Redis;
  beforeEach(async () => {
    redis = await startTestRedis('real');
    raw = openRawRedis(redis);
    stage.clock = new TestClock(slot(0) - 30_000);
    stage.world = await openLocalWorld({ now: stage.clock.now });
    stage.viva = await openViva(stage.world, redis, stage.clock);
  });
  afterEach(async () => {
    await raw.config('SET', 'maxmemory', '0');
    raw.disconnect();
    await stage.viva.stop();
    await stage.world.close();
    await redis.stop();
  });

  test.each(['show', 'choose', 'me', 'schedule'])(
    'a Redis that hangs is told of within 4 s: %s',
    async (what) => {
      await addFeed();
      await stage.viva.jump(slot(0));
      const round = roundIdForSlot((await stage.feed()).id, slot(0));
      const rights = { administers: async () => true, holds: async () => false };
      const command = {
        show: { name: 'show', question: 'DL0001' },
        choose: { name: 'choose', round, position: 0 },
        me: { name: 'me', zone: 'UTC' },
        schedule: { name: 'schedule list' },
      }[what] as Parameters<typeof clickAt>[3];
      await raw.call('CLIENT', 'PAUSE', '6000', 'ALL');
      const began = performance.now();
      const told = await clickAt(stage, 'ben', slot(0) + 1_000, command, { rights });
      const took = performance.now() - began;
      await raw.call('CLIENT', 'UNPAUSE');
      expect(told).toContain('Storage is away');
      expect(took).toBeLessThan(4_000);
    },
  );

  test('a Redis whose connections are cut is asked again, and answers', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    await raw.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    const first = await clickAt(stage, 'ben', slot(0) + 1_000, { name: 'streak' });
    expect(first).toMatch(/Storage is away|streak/);
    await expect
      .poll(() => clickAt(stage, 'ben', slot(0) + 2_000, { name: 'streak' }), { timeout: 5_000 })
      .toContain('streak');
    await stage.viva.jump(slot(1));
    expect(stage.world.posts()).toHaveLength(2);
  });

  test('a Redis that takes no more writes is called storage that is away, not a fault of Viva', async () => {
    await raw.config('SET', 'maxmemory', '1');
    const told = await clickAt(stage, 'ben', slot(0), { name: 'streak' });
    expect(told).toContain('Storage is away');
  });
});
