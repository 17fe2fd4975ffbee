import { describe, expect, test } from 'vitest';
import { addFeed as addFeedTo, editFeed, pauseFeed } from '../../../src/app/feeds.ts';
import { PublishFailure } from '../../../src/app/ports/platform.ts';
import { StoreAway } from '../../../src/app/ports/store.ts';
import { tick } from '../../../src/app/tick.ts';
import { work } from '../../../src/app/work.ts';
import { useStage } from '../../contract/stage.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { clickAt, exchangeAt } from './click.ts';
import { bend } from './weather.ts';

const hour = 3_600_000;
const day = 24 * hour;
const ten = Date.UTC(2026, 10, 23, 10);

describe('managing while things happen', () => {
  const stage = useStage(openLocalWorld);
  const { say, press, addFeed, slot, newest } = stage;
  const ledgerOf = async (feed: string) => stage.viva.context.store.ledger.read(feed, 50);
  const daily = async (options = '') => {
    const feed = await addFeed(options);
    await say('ada', '/viva-admin schedule edit cron="0 10 * * *"');
    return feed;
  };

  test('a skip that comes too late says so, and writes nothing false into the ledger', async () => {
    const feed = await daily();
    const { context } = stage.viva;
    const { feeds } = context.store;
    let before = true;
    context.store = {
      ...context.store,
      feeds: {
        ...feeds,
        nextSlot: async (id) => {
          const next = await feeds.nextSlot(id);
          // The minute ticks between the look and the deed.
          if (before) {
            before = false;
            stage.clock.set(ten);
            await tick(context);
          }
          return next;
        },
      },
    };
    const told = await say('ada', '/viva-admin schedule skip');
    await stage.viva.settle();
    const posted = stage.world.posts().length;
    expect(posted === 1 && told.includes('will not come')).toBe(false);
    const kinds = (await ledgerOf(feed.id)).filter(({ at }) => at === ten).map(({ kind }) => kind);
    expect(kinds).not.toEqual(expect.arrayContaining(['posted', 'skipped']));
  });

  test('a skip while the post is due but has not come leaves that one out', async () => {
    await daily();
    stage.clock.set(ten + 1_000);
    expect(await say('ada', '/viva-admin schedule skip')).toContain('will not come');
    await stage.viva.jump(ten + 60_000);
    expect(stage.world.posts()).toEqual([]);
    await stage.viva.jump(ten + day);
    expect(stage.world.posts()).toHaveLength(1);
  });

  test('an edit while the post is due does not lose it without a word', async () => {
    const feed = await daily();
    // The minute has come, the tick has not: somebody edits something else.
    stage.clock.set(ten + 1_000);
    await say('ada', '/viva-admin schedule edit reveal=at-close');
    await stage.viva.jump(ten + 60_000);
    const told = (await ledgerOf(feed.id)).some(({ kind, at }) => kind === 'skipped' && at === ten);
    expect(stage.world.posts().length === 1 || told).toBe(true);
  });

  test('an edit beside a pause does not undo the pause', async () => {
    const feed = await addFeed();
    const { context } = stage.viva;
    const paused = await pauseFeed(context, feed);
    expect(paused.kind).toBe('feed-changed');
    // Read before the pause was saved, as when both come at once.
    await editFeed(context, feed, { difficulty: 'medium' });
    expect((await stage.feed()).paused).toBe(true);
  });

  test('all posts that were missed are in the ledger, not only the first of them', async () => {
    const feed = await daily();
    await stage.viva.jump(ten + 4 * day + 8 * hour);
    expect(stage.world.posts()).toEqual([]);
    const skipped = (await ledgerOf(feed.id)).filter(({ kind }) => kind === 'skipped');
    expect(skipped).toMatchObject([{ from: ten, at: ten + 4 * day }]);
    expect(skipped[0]?.text).toContain('These posts were missed');
  });

  test('a post that comes late says so in the ledger', async () => {
    const feed = await daily();
    await stage.viva.jump(ten + 3 * hour);
    expect(stage.world.posts()).toHaveLength(1);
    const posted = (await ledgerOf(feed.id)).find(({ kind }) => kind === 'posted');
    expect(posted?.text).toMatch(/late|missed|away/i);
  });

  test('a late post stays open for its full time', async () => {
    const feed = await daily('close=2h');
    await stage.viva.jump(ten + 3 * hour);
    const round = await stage.viva.context.store.rounds.newest(feed.id);
    expect(round?.closesAt).toBe(ten + 5 * hour);
  });

  test('the ledger is not written twice by work that is done twice', async () => {
    const feed = await addFeed();
    await stage.viva.jump(slot(0));
    await stage.viva.jump(slot(1));
    const before = await ledgerOf(feed.id);
    await stage.viva.context.queue.add('once-more', { kind: 'post', feed: feed.id, slot: slot(0) });
    const [round] = before.filter(({ kind }) => kind === 'closed');
    await stage.viva.context.queue.add('close-once-more', { kind: 'close', round: round?.round ?? '' });
    await stage.viva.settle();
    expect(await ledgerOf(feed.id)).toEqual(before);
  });

  test('a question that no filter lets through comes next all the same, and once', async () => {
    const feed = await addFeed('difficulty=medium');
    const { context } = stage.viva;
    await context.store.feeds.update({ ...feed, filter: { difficulty: 'hard' } }, slot(0), feed);
    expect(await say('ada', '/viva-admin schedule next DL0003')).toContain('It comes next');
    await stage.viva.jump(slot(0));
    expect((await context.store.rounds.newest(feed.id))?.question).toBe('DL0003');
    await stage.viva.jump(slot(1));
    expect(stage.world.posts()).toHaveLength(1);
    expect((await ledgerOf(feed.id))[0]?.text).toContain('No question of the bank matches');
  });

  test('a question that left the bank neither comes nor breaks what names it', async () => {
    const feed = await addFeed();
    const { context } = stage.viva;
    await say('ada', '/viva-admin schedule next DL0001');
    await stage.viva.jump(slot(0));
    await say('ada', '/viva-admin schedule next DL0002');
    const { bank } = context;
    const rest = bank.all().filter(({ id }) => id === 'DL0003');
    context.bank = {
      ...bank,
      size: 1,
      all: () => rest,
      matching: () => rest,
      find: () => [],
      get: (id) => rest.find((one) => one.id === id),
    };
    expect(await press('ben', newest().id, 'A')).toContain('You chose A');
    expect(await say('ben', '/viva answer')).toContain('Key points');
    expect(await say('ben', '/viva hint')).toContain('Hint');
    expect(await say('ben', '/viva answer DL0001')).toContain('No such question');
    await stage.viva.jump(slot(1));
    expect((await context.store.rounds.newest(feed.id))?.question).toBe('DL0003');
    expect(stage.world.posts()[0]?.text).toContain('In short');
    await stage.viva.jump(slot(2));
    expect(stage.world.posts()).toHaveLength(3);
  });

  test('a question for members is not laid open by a feed in a channel', async () => {
    const { context } = stage.viva;
    await say('ada', '/viva-admin settings member-access=role:managers');
    const { bank } = context;
    const kept = bank.all().map((question) => ({ ...question, access: 'members' as const }));
    context.bank = {
      ...bank,
      all: () => kept,
      matching: () => kept,
      get: (id) => kept.find((one) => one.id === id),
    };
    await addFeed();
    await stage.viva.jump(slot(0));
    await stage.viva.jump(slot(1));
    expect(stage.world.posts().filter(({ text }) => text.includes('In short'))).toEqual([]);
  });

  test('a round that was taken back already, or never posted, is not taken back again', async () => {
    const feed = await addFeed();
    await stage.viva.jump(slot(0));
    await say('ada', '/viva-admin schedule void');
    const entries = await ledgerOf(feed.id);
    await say('ada', '/viva-admin schedule void round=1');
    expect(await ledgerOf(feed.id)).toEqual(entries);
  });

  test('a round taken back while its platform is busy shows it later', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    let failures = 1;
    bend(stage, (real) => ({
      revise: (...given) => {
        failures -= 1;
        const busy = new PublishFailure('slow-down', 'Too many requests.', '', 20);
        return failures >= 0 ? Promise.reject(busy) : real.revise(...given);
      },
    }));
    await say('ada', '/viva-admin schedule void');
    await stage.viva.settle();
    expect(newest().text).toContain('taken back');
  });

  test('the same command twice adds one feed, and posts one extra round', async () => {
    const { context } = stage.viva;
    const command = { name: 'schedule add', cron: '* * * * *', zone: 'UTC' } as const;
    const { exchange } = exchangeAt(stage, 'ada', slot(0), command);
    await Promise.all([1, 2, 3].map(() => addFeedTo(context, exchange, command)));
    expect(await context.store.feeds.inSpace(stage.world.space)).toHaveLength(1);
    const rights = { administers: async () => true, holds: async () => false };
    const extra = { id: 'the-same-command', rights };
    await clickAt(stage, 'ada', slot(0), { name: 'schedule post' }, extra);
    await clickAt(stage, 'ada', slot(0), { name: 'schedule post' }, extra);
    await stage.viva.settle();
    expect(stage.world.posts()).toHaveLength(1);
  });

  test('an edit of the time alone keeps the days, and one of the days keeps the time', async () => {
    await say('ada', '/viva-admin schedule add time=09:30 days=weekdays zone=UTC');
    await say('ada', '/viva-admin schedule edit days=mon,wed');
    expect((await stage.feed()).rule.cron).toBe('30 9 * * 1,3');
    await say('ada', '/viva-admin schedule edit time=10:00');
    expect((await stage.feed()).rule.cron).toBe('0 10 * * 1,3');
  });

  test('an edit after a skip does not bring the skipped post back', async () => {
    await daily();
    await say('ada', '/viva-admin schedule skip');
    await say('ada', '/viva-admin schedule edit difficulty=medium');
    await stage.viva.jump(ten);
    expect(stage.world.posts()).toEqual([]);
  });

  test('a topic that was given can be taken back, as the trouble with too narrow a feed advises', async () => {
    await addFeed('topic=DL difficulty=medium');
    await say('ada', '/viva-admin schedule edit topic=any difficulty=any');
    expect((await stage.feed()).filter).toEqual({});
  });

  test.each(['pause', 'remove'])(
    'a post in doubt is not left behind when its feed is met by a %s',
    async (what) => {
      const feed = await daily();
      const { context } = stage.viva;
      let first = true;
      bend(stage, (real) => ({
        publish: async (...given) => {
          const sent = await real.publish(...given);
          if (!first) return sent;
          first = false;
          // It has landed, but nobody here knows.
          throw new PublishFailure('doubt', '502');
        },
      }));
      stage.clock.set(ten);
      const job = { kind: 'post', feed: feed.id, slot: ten } as const;
      expect(await work(context, job)).toEqual({ againAfter: 20 });
      expect(stage.world.posts()).toHaveLength(1);
      await say('ada', `/viva-admin schedule ${what}`);
      await work(context, job);
      await stage.viva.settle();
      // Nothing stands there, or what stands there is closed and tells its answer.
      for (const post of stage.world.posts()) expect(post.text).toContain('In short');
    },
  );

  test('a skip that comes again after the store went away at its end leaves out one post', async () => {
    const feed = await daily();
    const { context } = stage.viva;
    const whole = context.store;
    const rights = { administers: async () => true, holds: async () => false };
    const skip = () =>
      clickAt(stage, 'ada', stage.clock.now(), { name: 'schedule skip' }, { id: 'one-skip', rights });
    context.store = {
      ...whole,
      once: { ...whole.once, done: () => Promise.reject(new StoreAway('cut')) },
    };
    await skip();
    context.store = whole;
    await skip();
    expect(await whole.feeds.nextSlot(feed.id)).toBe(ten + day);
  });
});
