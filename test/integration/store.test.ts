import { beforeEach, expect, test } from 'vitest';
import { noDeeds } from '../../src/core/deeds.ts';
import type { Round } from '../../src/core/round.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { onBothKinds, type SuiteRedis } from '../support/both-redis.ts';
import { monday, sampleFeed, sampleQuestion, sampleRound } from '../support/samples.ts';

const deal = { revision: 0, cycle: 1, dealt: ['DL0001'], queued: [] };
const hour = 3_600_000;
const posted = { kind: 'posted', at: monday, round: 'feed0001-a1', text: 'Posted.' } as const;

onBothKinds('the store', suite);

function suite(redis: SuiteRedis) {
  let store: OpenStore;
  beforeEach(async () => {
    store = await redis.fresh();
  });

  const commit = async (draft: Round, changes: Partial<typeof deal> = {}, extra = false) => {
    const deck = await store.rounds.deck(draft.feed);
    const committed = await store.rounds.commit(
      draft,
      extra,
      { ...deal, revision: deck.revision, ...changes },
      sampleQuestion({ id: draft.question }),
      60_000,
    );
    if ('round' in committed) expect(committed.round).toEqual(await store.rounds.get(draft.id));
    return committed.result;
  };
  const open = async (draft: Round, message: string, at: number, extra = false) => {
    await commit(draft, {}, extra);
    const { closesAt } = draft;
    const opened = await store.rounds.opened(draft, 1, { message, at, closesAt }, posted);
    await store.rounds.release(draft.id, 1);
    return opened;
  };

  test('a feed is found by id, space and channel, and is due at its first slot', async () => {
    await store.feeds.create(sampleFeed(), monday, 20);
    expect(await store.feeds.get('feed0001')).toEqual(JSON.parse(JSON.stringify(sampleFeed())));
    expect((await store.feeds.inSpace('local:local')).map((feed) => feed.id)).toEqual(['feed0001']);
    expect((await store.feeds.inChannel('local:local', 'daily-quiz')).length).toBe(1);
    expect(await store.feeds.inChannel('local:local', 'elsewhere')).toEqual([]);
    expect(await store.due.list(monday - 1, 10)).toEqual([]);
    expect(await store.due.list(monday, 10)).toEqual([{ kind: 'post', feed: 'feed0001', at: monday }]);
    expect(await store.due.soonest()).toBe(monday);
    expect(await store.feeds.count()).toBe(1);
  });

  test('the same feed twice is one; a full space takes no more', async () => {
    expect(await store.feeds.create(sampleFeed(), monday, 1)).toBe('created');
    expect(await store.feeds.create(sampleFeed(), monday, 1)).toBe('created');
    expect(await store.feeds.create(sampleFeed({ id: 'feed0002' }), monday, 1)).toBe('too-many');
    expect(await store.feeds.get('feed0002')).toBeUndefined();
  });

  test('a due thing moves on only from where it was read', async () => {
    await store.feeds.create(sampleFeed(), monday, 20);
    const item = { kind: 'post', feed: 'feed0001', at: monday } as const;
    expect(await store.feeds.update(sampleFeed(), monday + hour, sampleFeed())).toBe('saved');
    const stale = sampleFeed({ paused: true });
    expect(await store.feeds.update(sampleFeed(), monday, stale)).toBe('changed');
    expect(await store.due.advance(item, monday + 24 * hour)).toBe(false);
    expect(await store.feeds.nextSlot('feed0001')).toBe(monday + hour);
    expect(await store.due.advance({ ...item, at: monday + hour }, undefined)).toBe(true);
    expect(await store.feeds.nextSlot('feed0001')).toBeUndefined();
  });

  test('a removed feed is gone from every index, and cannot be saved any more', async () => {
    await store.feeds.create(sampleFeed(), monday, 20);
    expect(await store.feeds.remove('feed0001')).toBe(true);
    expect(await store.feeds.remove('feed0001')).toBe(false);
    expect(await store.feeds.inSpace('local:local')).toEqual([]);
    expect(await store.due.list(monday, 10)).toEqual([]);
    expect(await store.feeds.update(sampleFeed(), monday, sampleFeed())).toBe('gone');
  });

  test('a round is committed once, numbered, and moves the deck on', async () => {
    await store.feeds.create(sampleFeed(), monday, 20);
    expect(await commit(sampleRound())).toBe('committed');
    expect(await commit(sampleRound())).toBe('exists');
    expect(await commit(sampleRound({ id: 'feed0001-a2' }), { revision: 0 })).toBe('changed');
    expect(await store.rounds.get('feed0001-a1')).toEqual(sampleRound({ number: 1 }));
    expect(await store.rounds.deck('feed0001')).toEqual({ ...deal, revision: 1 });
    expect(await store.rounds.unfinished()).toEqual(['feed0001-a1']);
    expect((await store.rounds.joinable('local', 'DL0001')).length).toBe(1);
    expect((await store.rounds.content('DL0001', 'v1'))?.title).toBe('Residual Connection');
  });

  test('a removed or paused feed takes no round, but a paused one takes an extra', async () => {
    expect(await commit(sampleRound())).toBe('no-feed');
    await store.feeds.create(sampleFeed({ paused: true }), monday, 20);
    expect(await commit(sampleRound())).toBe('no-feed');
    expect(await commit(sampleRound({ id: 'feed0001-x1' }), {}, true)).toBe('committed');
    expect((await store.rounds.get('feed0001-x1'))?.number).toBeUndefined();
  });

  test('a lease is held by one worker, and an old fence opens nothing', async () => {
    await store.feeds.create(sampleFeed(), monday, 20);
    await commit(sampleRound());
    // Whoever commits has it first.
    expect(await store.rounds.lease('feed0001-a1', 60_000)).toMatchObject({ heldForMs: expect.any(Number) });
    await store.rounds.release('feed0001-a1', 1);
    expect(await store.rounds.lease('feed0001-a1', 60_000)).toEqual({ fence: 2 });
    await store.rounds.release('feed0001-a1', 1);
    expect(await store.rounds.lease('feed0001-a1', 60_000)).toHaveProperty('heldForMs');
    expect(await store.rounds.sending('feed0001-a1', 1)).toBeUndefined();
    expect(await store.rounds.sending('feed0001-a1', 2)).toEqual({ try: 2 });
    expect(await store.rounds.sending('feed0001-a1', 2)).toEqual({ try: 3 });
    const sent = { message: 'm1', at: monday, closesAt: undefined };
    expect((await store.rounds.opened(sampleRound(), 1, sent, posted)).result).toBe('fenced');
    expect((await store.rounds.opened(sampleRound(), 2, sent, posted)).result).toBe('opened');
    expect(await store.ledger.read('feed0001', 9)).toEqual([posted]);
    expect((await store.rounds.opened(sampleRound(), 2, sent, posted)).result).toBe('already');
  });

  test('an open round is found by its channel and message, and closes at its own time', async () => {
    await store.feeds.create(sampleFeed(), monday + 24 * hour, 20);
    await open(sampleRound({ closesAt: monday + 8 * hour }), 'm1', monday + 500);
    expect((await store.rounds.newest('feed0001'))?.status).toBe('open');
    expect((await store.rounds.newestIn('local:local', 'daily-quiz'))?.id).toBe('feed0001-a1');
    expect((await store.rounds.byMessage('local:local', 'daily-quiz', 'm1'))?.openedAt).toBe(monday + 500);
    expect(await store.rounds.byMessage('local:local', 'daily-quiz', 'm2')).toBeUndefined();
    expect(await store.rounds.unfinished()).toEqual([]);
    expect(await store.due.list(monday + 8 * hour, 9)).toEqual([
      { kind: 'close', round: 'feed0001-a1', at: monday + 8 * hour },
    ]);
  });

  test('the next round ends the one before it and makes its close due; an extra touches nothing', async () => {
    await store.feeds.create(sampleFeed(), monday + 72 * hour, 20);
    await open(sampleRound(), 'm1', monday);
    const extra = await open(sampleRound({ id: 'feed0001-x7' }), 'x', monday + hour, true);
    expect(extra).toEqual({ result: 'opened', previous: undefined });
    expect((await store.rounds.newest('feed0001'))?.id).toBe('feed0001-a1');
    expect((await store.rounds.newestIn('local:local', 'daily-quiz'))?.id).toBe('feed0001-x7');
    const second = await open(sampleRound({ id: 'feed0001-a2' }), 'm2', monday + 24 * hour);
    expect(second).toEqual({ result: 'opened', previous: 'feed0001-a1' });
    expect((await store.rounds.get('feed0001-a1'))?.overAt).toBe(monday + 24 * hour);
    expect((await store.rounds.byNumber('feed0001', 2))?.id).toBe('feed0001-a2');
    expect(await store.due.list(monday + 24 * hour, 9)).toHaveLength(1);
  });

  test('a round that opens after a younger one is over as it comes', async () => {
    await store.feeds.create(sampleFeed(), monday + 72 * hour, 20);
    await commit(sampleRound());
    await open(sampleRound({ id: 'feed0001-a2' }), 'm2', monday + hour);
    await open(sampleRound(), 'm1', monday + 2 * hour);
    expect((await store.rounds.newest('feed0001'))?.id).toBe('feed0001-a2');
    expect((await store.rounds.get('feed0001-a1'))?.overAt).toBe(monday + 2 * hour);
  });

  test('closing happens once, with its window and whether it was excused', async () => {
    await store.feeds.create(sampleFeed(), monday + 24 * hour, 20);
    await open(sampleRound(), 'm1', monday);
    await store.rounds.close('feed0001-a1', monday + hour, true);
    const again = await store.rounds.close('feed0001-a1', monday + 2 * hour, false);
    expect(again).toMatchObject({ status: 'closed', closedAt: monday + hour });
    expect(await store.rounds.history('feed0001')).toEqual({
      count: 1,
      excused: [1],
      voided: [],
      windows: [[1, monday, monday + hour]],
    });
    expect(await store.rounds.joinable('local', 'DL0001')).toEqual([]);
    expect(await store.rounds.isCloseShown('feed0001-a1')).toBe(false);
    await store.rounds.closeShown('feed0001-a1');
    expect(await store.rounds.isCloseShown('feed0001-a1')).toBe(true);
    expect(await store.rounds.close('nothing-1', monday, false)).toBeUndefined();
  });

  test('a round given up is void, and its question comes next', async () => {
    await store.feeds.create(sampleFeed(), monday + 24 * hour, 20);
    await commit(sampleRound());
    expect(await store.rounds.failed('feed0001-a1', 7)).toBe(false);
    expect(await store.rounds.failed('feed0001-a1', 1)).toBe(true);
    expect((await store.rounds.deck('feed0001')).queued).toEqual(['DL0001']);
    expect((await store.rounds.history('feed0001')).voided).toEqual([1]);
    expect(await store.rounds.unfinished()).toEqual([]);
  });

  test('a round taken back closes nothing any more', async () => {
    await store.feeds.create(sampleFeed(), monday + 24 * hour, 20);
    await open(sampleRound({ closesAt: monday + hour }), 'm1', monday);
    expect(await store.rounds.void('feed0001-a1', monday + 60_000)).toBe(true);
    expect(await store.rounds.void('feed0001-a1', monday + 60_000)).toBe(false);
    expect(await store.due.list(monday + hour, 9)).toEqual([]);
    expect((await store.rounds.history('feed0001')).voided).toEqual([1]);
  });

  test('a queued question comes first and once; committing takes it off', async () => {
    await store.feeds.create(sampleFeed(), monday, 20);
    await store.rounds.queue('feed0001', 'DL0003');
    await store.rounds.queue('feed0001', 'DL0003');
    expect((await store.rounds.deck('feed0001')).queued).toEqual(['DL0003']);
    await commit(sampleRound({ question: 'DL0003' }));
    expect((await store.rounds.deck('feed0001')).queued).toEqual([]);
  });

  test('deeds of any order and number of deliveries come to the same, with the participation bit', async () => {
    await store.feeds.create(sampleFeed(), monday, 20);
    await open(sampleRound(), 'm1', monday);
    const round = (await store.rounds.get('feed0001-a1')) as Round;
    const deeds = [
      { ...noDeeds, hintAt: monday + 5 },
      { ...noDeeds, attempt: { choice: 1, at: monday + 20 } },
      { ...noDeeds, attempt: { choice: 2, at: monday + 10 } },
      { ...noDeeds, revealAt: monday + 30 },
    ];
    await Promise.all(
      deeds.map((one) => store.deeds.record(round, 'local:ada', one, one.hintAt === undefined)),
    );
    for (const one of [...deeds].reverse()) {
      await store.deeds.record(round, 'local:ben', one, one.hintAt === undefined);
      await store.deeds.record(round, 'local:ben', one, one.hintAt === undefined);
    }
    const expected = { attempt: { choice: 2, at: monday + 10 }, hintAt: monday + 5, revealAt: monday + 30 };
    expect(await store.deeds.of(round.id, 'local:ada')).toEqual(expected);
    expect(await store.deeds.all(round.id)).toEqual([expected, expected]);
    expect(await store.deeds.participation('feed0001', 'local:ben')).toEqual([1]);
    expect(await store.deeds.feedsOf('local:ada')).toEqual(['feed0001']);
  });

  test('a deed that does not count sets no bit', async () => {
    await store.feeds.create(sampleFeed(), monday, 20);
    await open(sampleRound(), 'm1', monday);
    const round = (await store.rounds.get('feed0001-a1')) as Round;
    await store.deeds.record(round, 'local:ada', { ...noDeeds, hintAt: monday }, false);
    expect(await store.deeds.participation('feed0001', 'local:ada')).toEqual([]);
    expect(await store.deeds.feedsOf('local:ada')).toEqual([]);
  });

  test('profiles, settings, shelves and the ledger come back as they were written', async () => {
    expect(await store.members.profile('local:ada')).toEqual({ zone: undefined, away: [], hidden: false });
    const profile = {
      zone: 'Europe/Berlin',
      away: [{ from: '2026-12-24', to: '2026-12-26' }],
      hidden: true,
    };
    await store.members.save('local:ada', profile);
    expect(await store.members.profile('local:ada')).toEqual(profile);
    const nothing = { memberAccess: undefined, managers: undefined, logChannel: undefined };
    expect(await store.settings.get('local:local')).toEqual(nothing);
    await store.settings.save('local:local', { ...nothing, managers: 'role:7' });
    expect(await store.settings.get('local:local')).toEqual({ ...nothing, managers: 'role:7' });
    await store.keyValue.put('shelf', 'a', '1');
    expect(await store.keyValue.all('shelf')).toEqual({ a: '1' });
    await store.keyValue.drop('shelf', 'a');
    expect(await store.keyValue.get('shelf', 'a')).toBeUndefined();
  });

  test('the ledger keeps the newest hundred, each entry once', async () => {
    for (let index = 0; index < 105; index += 1) {
      const entry = { kind: 'posted', at: monday + index, round: `r-${index}`, text: 'Posted.' } as const;
      await store.ledger.write('feed0001', entry);
      await store.ledger.write('feed0001', entry);
    }
    const entries = await store.ledger.read('feed0001', 200);
    expect(entries).toHaveLength(100);
    expect(entries[0]?.round).toBe('r-104');
    expect((await store.ledger.read('feed0001', 3)).map((entry) => entry.at - monday)).toEqual([
      104, 103, 102,
    ]);
  });

  test('heartbeats are counted by the minute, across midnight', async () => {
    const late = Date.UTC(2026, 10, 23, 23, 58);
    for (const minute of [0, 0, 1, 2, 4]) await store.heartbeats.beat('discord', late + minute * 60_000);
    expect(await store.heartbeats.minutes('discord', late, late + 5 * 60_000)).toBe(4);
    expect(await store.heartbeats.minutes('discord', late + 60_000, late + 3 * 60_000)).toBe(2);
    expect(await store.heartbeats.minutes('slack', late, late + 5 * 60_000)).toBe(0);
  });

  test('a named lease has one owner; a deed is first once', async () => {
    expect(await store.leases.take('gateway', 'one', 60_000)).toBe(true);
    expect(await store.leases.take('gateway', 'two', 60_000)).toBe(false);
    expect(await store.leases.take('gateway', 'one', 60_000)).toBe(true);
    await store.leases.release('gateway', 'two');
    expect(await store.leases.take('gateway', 'two', 60_000)).toBe(false);
    await store.leases.release('gateway', 'one');
    expect(await store.leases.take('gateway', 'two', 60_000)).toBe(true);
    expect(await store.once.begin('x', 60_000)).toBe(true);
    expect(await store.once.begin('x', 60_000)).toBe(false);
    await store.once.done('x', 60_000);
    expect(await store.once.begin('x', 60_000)).toBe(false);
    await store.once.forget('x');
    expect(await store.once.begin('x', 60_000)).toBe(true);
  });
}
