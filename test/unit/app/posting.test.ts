import { describe, expect, test, vi } from 'vitest';
import { PublishFailure, type SentMessage } from '../../../src/app/ports/platform.ts';
import { resumeUnfinished, tick } from '../../../src/app/tick.ts';
import { work } from '../../../src/app/work.ts';
import { roundIdForSlot } from '../../../src/core/round.ts';
import { useStage } from '../../contract/stage.ts';
import { needs, redisProgram } from '../../support/requires.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { bend, gate } from './weather.ts';

const minute = 60_000;
const hour = 60 * minute;

describe.skipIf(!redisProgram)(needs('redis-server', 'posting in bad weather'), () => {
  const stage = useStage(openLocalWorld);
  const { say, addFeed, slot, newest, press, streakOf } = stage;
  const newestOf = async (feed: string) => stage.viva.context.store.rounds.newest(feed);
  const slowDown = () => new PublishFailure('slow-down', 'Too many requests.', '', 20);

  test('a post that the platform held up keeps its full time', async () => {
    const feed = await addFeed('close=30m');
    await say('ada', '/viva-admin schedule edit cron="0 10 * * *"');
    const ten = Date.UTC(2026, 10, 23, 10);
    let away = true;
    bend(stage, (real) => ({
      publish: (...given) => (away ? Promise.reject(slowDown()) : real.publish(...given)),
    }));
    stage.clock.set(ten);
    await tick(stage.viva.context);
    await vi.waitFor(async () => expect(await stage.viva.context.store.rounds.unfinished()).toHaveLength(1));
    stage.clock.set(ten + 2 * hour);
    away = false;
    await stage.viva.settle();
    const round = await newestOf(feed.id);
    expect(round?.openedAt).toBe(ten + 2 * hour);
    expect(round?.closesAt).toBeGreaterThanOrEqual(ten + 2 * hour + 30 * minute);
  });

  test('after an outage of the platform the newest missed post comes, not all of them', async () => {
    const feed = await addFeed();
    let away = true;
    bend(stage, (real) => ({
      publish: (...given) => (away ? Promise.reject(slowDown()) : real.publish(...given)),
    }));
    for (const index of [0, 1, 2]) {
      stage.clock.set(slot(index));
      await tick(stage.viva.context);
      await vi.waitFor(async () =>
        expect((await stage.viva.context.store.rounds.history(feed.id)).count).toBe(index + 1),
      );
    }
    // The older two give way as soon as they are tried again.
    const newestRound = roundIdForSlot(feed.id, slot(2));
    await vi.waitFor(
      async () => expect(await stage.viva.context.store.rounds.unfinished()).toEqual([newestRound]),
      { timeout: 10_000 },
    );
    away = false;
    await stage.viva.settle();
    await stage.viva.jump(slot(2) + 1_000);
    expect((await newestOf(feed.id))?.slot).toBe(slot(2));
    expect(stage.world.posts()).toHaveLength(1);
  });

  test('a round that lands only after a younger one costs nobody a streak', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    await press('ben', newest().id, 'A');
    const stuck = roundIdForSlot((await stage.feed()).id, slot(1));
    let away = true;
    bend(stage, (real) => ({
      publish: (to, card, mark) =>
        away && mark.round === stuck ? Promise.reject(slowDown()) : real.publish(to, card, mark),
    }));
    stage.clock.set(slot(1));
    await tick(stage.viva.context);
    await vi.waitFor(async () => expect(await stage.viva.context.store.rounds.unfinished()).toEqual([stuck]));
    stage.clock.set(slot(2));
    await tick(stage.viva.context);
    await vi.waitFor(() => expect(stage.world.posts()).toHaveLength(2));
    await press('ben', newest().id, 'A');
    stage.clock.set(slot(2) + 20_000);
    away = false;
    await stage.viva.settle();
    await stage.viva.jump(slot(2) + 30_000);
    expect((await streakOf('ben')).current).toBe(2);
  });

  test('one feed that cannot be planned does not stop the others', async () => {
    const good = await addFeed();
    const bad = { ...good, id: 'badbad00', rule: { cron: '* * * * *', zone: 'Nowhere/Gone' } };
    await stage.viva.context.store.feeds.create(bad, slot(0), 20);
    await stage.viva.jump(slot(0)).catch(() => {});
    await stage.viva.settle();
    expect(stage.world.posts()).toHaveLength(1);
  });

  test('a question that the channel refuses does not block its feed for ever', async () => {
    const feed = await addFeed();
    let refusals = 0;
    let poison: string | undefined;
    bend(stage, (real) => ({
      publish: (to, card, mark) => {
        poison ??= card.title;
        if (card.title !== poison || mark.round === undefined) return real.publish(to, card, mark);
        refusals += 1;
        return Promise.reject(new PublishFailure('refused', 'The message is too long.'));
      },
    }));
    for (let index = 0; index < 6; index += 1) await stage.viva.jump(slot(index));
    expect(refusals).toBeGreaterThan(0);
    expect(await newestOf(feed.id)).toBeDefined();
  });

  test('two ticks at once, and a tick beside a slow one, post once', async () => {
    await addFeed();
    stage.clock.set(slot(0));
    await Promise.all([tick(stage.viva.context), tick(stage.viva.context), tick(stage.viva.context)]);
    await stage.viva.settle();
    await stage.viva.jump(slot(0) + 5_000);
    expect(stage.world.posts()).toHaveLength(1);
    expect((await stage.viva.context.store.rounds.history((await stage.feed()).id)).count).toBe(1);
  });

  test('two workers on one round at once post once', async () => {
    const feed = await addFeed();
    const { context } = stage.viva;
    stage.clock.set(slot(0));
    const job = { kind: 'post', feed: feed.id, slot: slot(0) } as const;
    const results = await Promise.all([1, 2, 3, 4].map(() => work(context, job)));
    expect(results).toContain('done');
    expect(stage.world.posts()).toHaveLength(1);
    expect(await work(context, job)).toBe('done');
    expect((await context.store.rounds.history(feed.id)).count).toBe(1);
  });

  test('a round whose job was lost is gone on with at the next start', async () => {
    const feed = await addFeed();
    const { context } = stage.viva;
    let away = true;
    bend(stage, (real) => ({
      publish: (...given) => (away ? Promise.reject(slowDown()) : real.publish(...given)),
    }));
    stage.clock.set(slot(0));
    // Worked by hand, so that the queue knows nothing of it.
    await work(context, { kind: 'post', feed: feed.id, slot: slot(0) });
    expect((await context.store.rounds.unfinished()).length).toBe(1);
    away = false;
    expect(await resumeUnfinished(context)).toBe(1);
    await stage.viva.settle();
    expect(stage.world.posts()).toHaveLength(1);
    expect(await context.store.rounds.unfinished()).toEqual([]);
  });

  test('a feed that is removed while its round is sent leaves no round open', async () => {
    const feed = await addFeed();
    const { context } = stage.viva;
    const hold = gate();
    const begun = gate();
    bend(stage, (real) => ({
      publish: async (...given) => {
        begun.open();
        await hold.passed;
        return real.publish(...given);
      },
    }));
    stage.clock.set(slot(0));
    await tick(context);
    await begun.passed;
    await say('ada', '/viva-admin schedule remove');
    hold.open();
    await stage.viva.settle();
    const round = await context.store.rounds.get(roundIdForSlot(feed.id, slot(0)));
    expect(round?.status).not.toBe('open');
    expect(round?.status).not.toBe('posting');
    // Whatever stands in the channel tells its answer, or nothing stands there.
    for (const post of stage.world.posts()) expect(post.text).toContain('In short');
  });

  test('a feed that is paused while its round is sent closes it', async () => {
    const feed = await addFeed();
    const { context } = stage.viva;
    const hold = gate();
    const begun = gate();
    bend(stage, (real) => ({
      publish: async (...given) => {
        begun.open();
        await hold.passed;
        return real.publish(...given);
      },
    }));
    stage.clock.set(slot(0));
    await tick(context);
    await begun.passed;
    await say('ada', '/viva-admin schedule pause');
    hold.open();
    await stage.viva.settle();
    const round = await context.store.rounds.get(roundIdForSlot(feed.id, slot(0)));
    expect(['closed', 'failed']).toContain(round?.status);
  });

  test('a round taken back while it is sent does not stay in the channel as if it counted', async () => {
    const feed = await addFeed();
    const { context } = stage.viva;
    const hold = gate();
    const begun = gate();
    bend(stage, (real) => ({
      publish: async (...given) => {
        begun.open();
        await hold.passed;
        return real.publish(...given);
      },
    }));
    stage.clock.set(slot(0));
    await tick(context);
    await begun.passed;
    expect(await say('ada', '/viva-admin schedule void round=1')).toContain('taken back');
    hold.open();
    await stage.viva.settle();
    expect((await context.store.rounds.get(roundIdForSlot(feed.id, slot(0))))?.status).toBe('void');
    for (const post of stage.world.posts()) expect(post.text).toContain('taken back');
  });

  test('two posts that landed after all are one, even when the process ends right after the second', async () => {
    const feed = await addFeed();
    const { context } = stage.viva;
    let late: (() => Promise<SentMessage>) | undefined;
    bend(stage, (real) => ({
      publish: (to, card, mark) => {
        if (late !== undefined) return real.publish(to, card, mark);
        // Taken by the platform, answered never, and not in the history yet.
        late = () => real.publish(to, card, { ...mark, nonce: `${mark.nonce}-late` });
        return Promise.reject(new PublishFailure('doubt', 'no answer'));
      },
    }));
    stage.clock.set(slot(0));
    const job = { kind: 'post', feed: feed.id, slot: slot(0) } as const;
    expect(await work(context, job)).toEqual({ againAfter: 20 });
    const { rounds } = context.store;
    // The process ends where the round has just been opened: nothing after that line runs.
    const opened: typeof rounds.opened = async (...given) => {
      await rounds.opened(...given);
      throw new Error('killed');
    };
    context.store = { ...context.store, rounds: { ...rounds, opened } };
    await expect(work(context, job)).rejects.toThrow('killed');
    context.store = { ...context.store, rounds };
    await late?.();
    await stage.viva.context.queue.add('again', job);
    await stage.viva.settle();
    expect(await resumeUnfinished(context)).toBeGreaterThanOrEqual(0);
    await stage.viva.settle();
    expect(stage.world.posts()).toHaveLength(1);
  });

  test('a post and two extra rounds at once deal three different questions', async () => {
    const feed = await addFeed();
    const { context } = stage.viva;
    stage.clock.set(slot(0));
    const extra = (name: string) =>
      work(context, { kind: 'extra', feed: feed.id, slot: slot(0), round: `${feed.id}-x${name}` });
    const post = work(context, { kind: 'post', feed: feed.id, slot: slot(0) });
    expect(await Promise.all([post, extra('1'), extra('2')])).toEqual(['done', 'done', 'done']);
    const ids = [roundIdForSlot(feed.id, slot(0)), `${feed.id}-x1`, `${feed.id}-x2`];
    const rounds = await Promise.all(ids.map((id) => context.store.rounds.get(id)));
    expect(new Set(rounds.map((round) => round?.question)).size).toBe(3);
    expect((await context.store.rounds.history(feed.id)).count).toBe(1);
  });
});
