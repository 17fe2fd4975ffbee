import { describe, expect, test } from 'vitest';
import { readyLines } from '../../src/cli/ready.ts';
import { connectionStates, nextPosts, type Summary, summariseStore } from '../../src/summary.ts';
import { sampleFeed } from '../support/samples.ts';

const now = Date.UTC(2026, 10, 24, 12);
const summary: Summary = {
  questions: 120,
  feeds: 3,
  paused: 1,
  spaces: 2,
  platforms: ['discord', 'slack'],
  states: { discord: 'connected', slack: 'standby' },
  next: [
    { feed: 'aaaaaaaa', at: now + 90 * 60_000 },
    { feed: 'bbbbbbbb', at: now + 24 * 3_600_000 },
  ],
  storage: 'redis://localhost:6379',
  durable: true,
};
const shown = (changes: Partial<Summary> = {}) =>
  readyLines({ ...summary, ...changes }, 'http://127.0.0.1:3000', now).join('\n');

describe('what viva start shows when it is ready', () => {
  test('platforms with their state, feeds, the next posts, storage and address', () => {
    expect(shown()).toMatch(/Discord +connected/);
    expect(shown()).toMatch(/Slack +standing by: another process is connected/);
    expect(shown()).toMatch(/Feeds +3 in 2 spaces, 1 paused/);
    expect(shown()).toMatch(
      /Next posts +\w{3},? .*, in 1 h 30 min \(feed aaaaaaaa\)\n +\w{3},? .*, in 1 d \(feed bbbbbbbb\)/,
    );
    expect(shown()).toMatch(/Storage +redis:\/\/localhost:6379\n/);
    expect(shown()).toMatch(/Address +http:\/\/127\.0\.0\.1:3000 /);
    expect(shown()).not.toContain('Next: ');
  });

  test('why a platform was given up, and what to do', () => {
    const text = shown({
      states: { discord: 'given up: Discord does not accept the bot’s token.', slack: 'trying' },
    });
    expect(text).toMatch(/Discord +given up: Discord does not accept/);
    expect(text).toMatch(/Slack +not connected yet, trying again/);
    expect(text).toContain('Next: `viva doctor` says how to mend');
  });

  test('without a feed, how the first one begins', () => {
    const none = { feeds: 0, paused: 0, spaces: 0, next: [] };
    expect(shown(none)).toContain('/viva-admin schedule add time=09:00 days=weekdays');
    expect(shown({ ...none, platforms: ['local'], states: {} })).toContain('on the page, as Ada');
  });

  test('that nothing outlives a process in memory', () => {
    expect(shown({ storage: 'memory only', durable: false })).toContain(
      'memory only: nothing outlives this process',
    );
  });
});

describe('the summary of the store', () => {
  const due = {
    list: async () => [
      { kind: 'close' as const, round: 'r', at: 1 },
      { kind: 'post' as const, feed: 'a', at: 2 },
      { kind: 'post' as const, feed: 'b', at: 3 },
    ],
  };
  const storeOf = (feeds: ReturnType<typeof sampleFeed>[], count = feeds.length) =>
    ({ due, feeds: { count: async () => count, some: async () => feeds } }) as unknown as Parameters<
      typeof summariseStore
    >[0];

  test('counts paused feeds and spaces, personal ones aside', async () => {
    const feeds = [
      sampleFeed(),
      sampleFeed({ id: 'feed0002', paused: true }),
      sampleFeed({ id: 'feed0003', space: 'discord:@1', personal: 'discord:1' }),
    ];
    expect(await summariseStore(storeOf(feeds))).toMatchObject({ feeds: 3, paused: 1, spaces: 1 });
  });

  test('reads no more feeds than a start can wait for', async () => {
    const summary = await summariseStore(storeOf([], 100_000));
    expect(summary).toMatchObject({ feeds: 100_000, paused: undefined, spaces: undefined });
  });

  test('the next posts are those that are due, closes aside', async () => {
    const posts = await nextPosts({ due } as unknown as Parameters<typeof nextPosts>[0], 1);
    expect(posts).toEqual([{ feed: 'a', at: 2 }]);
  });

  test('tells each connection’s state by its platform', () => {
    const trouble = { message: 'no' };
    const connections = [{ kind: 'connected' }, { kind: 'given-up', trouble }].map((state) => ({
      state: () => state,
    }));
    expect(connectionStates(['slack', 'discord'], connections as never)).toEqual({
      slack: 'connected',
      discord: 'given up: no',
    });
  });
});
