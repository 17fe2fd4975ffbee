import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Boarded } from '../../src/app/ports/deed-book.ts';
import { LockedOut } from '../../src/app/ports/store.ts';
import { worthOf } from '../../src/core/board.ts';
import { type Deeds, noDeeds } from '../../src/core/deeds.ts';
import { raised, resolvedAs } from '../../src/core/flag.ts';
import { turned } from '../../src/core/reminding.ts';
import type { Round } from '../../src/core/round.ts';
import { connect } from '../../src/store/connection.ts';
import { createKeys } from '../../src/store/keys.ts';
import { lockedAfter } from '../../src/store/locks.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { createPersonalData } from '../../src/store/personal/personal-data.ts';
import { register } from '../../src/store/personal/register.ts';
import { loadScripts } from '../../src/store/scripts.ts';
import { backUp, putBack } from '../support/backups.ts';
import { openRawRedis, silentLog, startTestRedis, type TestRedis } from '../support/redis.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { monday, sampleFeed, sampleQuestion, sampleRound } from '../support/samples.ts';
import { tracesOf } from '../support/traces.ts';
import { learnt, today } from '../unit/practice/support.ts';

describe.skipIf(!redisProgram)(needs('redis-server', 'forgetting, on a real Redis'), () => suite('real'));
describe('forgetting, in memory', () => suite('memory'));

const ben = 'discord:200000000000000002';
const cleo = 'discord:300000000000000003';
const ids = [ben, ben.slice('discord:'.length)];
const minute = 60_000;
const posted = { kind: 'posted', at: monday, round: undefined, text: 'Posted.' } as const;

function suite(kind: 'real' | 'memory') {
  let redis: TestRedis;
  let store: OpenStore;
  let raw: Redis;
  let prefix: string;
  let count = 0;
  const clock = { now: () => monday + 10 * minute };
  beforeAll(async () => {
    redis = await startTestRedis(kind);
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    count += 1;
    prefix = `forget${count}`;
    store = await redis.store(prefix, clock);
    raw = openRawRedis(redis);
  });
  afterEach(() => raw.disconnect());

  const place = { platform: 'discord', space: 'discord:9', channel: '90' };
  const attempt = (at = monday + minute): Deeds => ({ ...noDeeds, attempt: { choice: 0, at } });
  const worth: Boarded['worth'] = (deeds, round) => worthOf(deeds, round, sampleQuestion());
  const traces = () => tracesOf(raw, prefix, ids);
  const key = (name: string) => `${prefix}:${name}`;

  /** Opens a round of `feed0001`, which is over when the next one is opened. */
  async function openRound(number: number, extra = false): Promise<Round> {
    const id = `feed0001-${extra ? 'x' : 'a'}${number}`;
    const draft = sampleRound({ id, place, slot: monday, zone: 'UTC', topic: 'DL' });
    const { revision } = await store.rounds.deck('feed0001');
    const deal = { revision, cycle: 1, dealt: [], queued: [] };
    const committed = await store.rounds.commit(draft, extra, deal, sampleQuestion(), 60_000);
    if (committed.result !== 'committed') throw new Error(committed.result);
    const sent = { message: `m${draft.id}`, at: monday + number, closesAt: undefined };
    await store.rounds.opened(committed.round, committed.fence, sent, posted);
    return (await store.rounds.get(draft.id)) as Round;
  }

  /** Something of every kind that the store holds. */
  async function fill(): Promise<Round[]> {
    await store.feeds.create(sampleFeed({ ...place, createdBy: ben }), monday, 20);
    const own = { id: 'ownfeed1', platform: 'discord', space: `discord:@${ids[1]}`, channel: '80' };
    await store.feeds.create(sampleFeed({ ...own, personal: ben, createdBy: ben }), monday, 20);
    const rounds = [await openRound(1), await openRound(2), await openRound(3, true)];
    for (const round of rounds) {
      for (const member of [ben, cleo]) {
        const mark = { id: `${member}/1${round.id}`, forMs: minute };
        const standing = { worth, name: `Member ${member.at(-1)}`, streak: 7, milestone: 7, deed: 'a' };
        await store.deeds.record(round, member, attempt(), true, mark, standing);
        await store.answers.keep(round.id, member, 'In my own words.', minute);
      }
    }
    for (const member of [ben, cleo]) {
      const profile = await store.members.profile(member);
      await store.members.save(member, { ...profile, zone: 'Europe/Berlin', hidden: member === ben });
      await store.reminders.change(member, (before) => {
        const after = turned(before, { on: true, at: monday, space: place.space, zone: undefined });
        return after && { after, look: monday + 1_000 };
      });
      const practice = await store.practice.of(member);
      const notes = { ...practice, version: 1 };
      await store.practice.change(member, practice, { cards: [learnt('DL0001', today)], notes });
      await flag(member, 'DL0001');
      await flag(member, 'DL0002');
      // Each resolves what the other flagged.
      const by = member === ben ? cleo : ben;
      const resolution = { at: monday + minute, by, note: 'Thank you.' };
      await store.flags.change({ member, space: place.space, question: 'DL0002' }, (record) =>
        resolvedAs(record, monday + minute, resolution),
      );
    }
    return rounds;
  }

  const flag = (member: string, question: string) =>
    store.flags.change({ member, space: place.space, question }, (record) =>
      raised(record, { reason: 'fact', text: 'It is not so.', at: monday, title: question, version: 'v1' }),
    );

  const boardAt = { space: place.space, reader: cleo, limit: 10 };
  const rowOf = (rows: { member: string }[], member: string) => rows.find((row) => row.member === member);
  const tallyIn = async () => {
    const tally = await store.boards.tallyIn(place.space);
    return [...tally].map(([topic, { attempts, score }]) => ({ topic, attempts, score }));
  };

  const othersSee = async (rounds: Round[]) => ({
    deeds: await Promise.all(rounds.map(async ({ id }) => (await store.deeds.all(id)).length)),
    cleo: await Promise.all(rounds.map(({ id }) => store.deeds.of(id, cleo))),
    answers: await Promise.all(rounds.map(({ id }) => store.answers.of(id, cleo))),
    took: await store.deeds.participation('feed0001', cleo),
    profile: await store.members.profile(cleo),
    points: rowOf((await store.boards.points({ ...boardAt, scope: place.space, window: 'all' })).rows, cleo),
    streak: rowOf((await store.boards.streaks({ ...boardAt, feed: 'feed0001' })).rows, cleo),
    tally: await store.boards.tallyOf(cleo),
    tallied: await tallyIn(),
    reminders: await store.reminders.of(cleo),
    flags: await store.flags.by(cleo),
    cards: (await store.practice.of(cleo)).cards.outline(),
  });

  test('what is held is told whole, and nothing is held of others', async () => {
    await fill();
    const held = await store.personal.held(ben);
    expect(Object.keys(held).sort()).toEqual([...new Set(register.map(({ kind }) => kind))].sort());
    expect(held.boards).toContainEqual({ board: place.space, window: 'all', points: 6 });
    expect(held.boards).toContainEqual({ board: 'feed0001', streak: 7 });
    expect(held.boards).toContainEqual({ space: place.space, name: 'Member 2' });
    expect(held.topics).toEqual([{ space: place.space, topic: 'DL', attempts: 3, score: 3 }]);
    expect(held.milestones).toEqual([{ feed: 'feed0001', streak: 7 }]);
    expect(held.reminders).toMatchObject([{ on: true, nextLook: '2026-11-23T09:00:01.000Z' }]);
    expect(held.profile).toMatchObject([{ hidden: true }]);
    expect(held.deeds).toHaveLength(3);
    expect(held.answers).toHaveLength(3);
    expect(JSON.stringify(held)).not.toContain(cleo.slice('discord:'.length));
    expect(await store.personal.held('discord:4')).toEqual({});
    // Of ids that one begins like another, each is a person of their own.
    expect(await store.personal.held(ben.slice(0, -1))).toEqual({});
  });

  test('nothing leads back: each round has another name, and no key, field or value holds the id', async () => {
    const rounds = await fill();
    expect((await traces()).length).toBeGreaterThan(10);
    const before = await othersSee(rounds);
    expect(await store.personal.forget(ben)).toBe(true);
    expect(await traces()).toEqual([]);
    expect(await othersSee(rounds)).toEqual(before);
    const names = await Promise.all(rounds.map(({ id }) => raw.hkeys(key(`deeds:${id}`))));
    const others = names.flat().filter((name) => name !== cleo);
    expect(new Set(others).size).toBe(3);
    expect(await store.feeds.get('ownfeed1')).toBeUndefined();
    expect(await store.feeds.get('feed0001')).toMatchObject({ createdBy: undefined });
    expect(await store.personal.forget(ben)).toBe(false);
  });

  test('broken off anywhere, and begun anew, it comes to the same', async () => {
    const connection = await connect(redis.place, clock, silentLog);
    const scripts = loadScripts(connection.client);
    // Of some hundred questions, every third; in memory, where each takes long, a few.
    const step = kind === 'real' ? 3 : 30;
    for (let failAt = 1, failed = true; failed; failAt += step) {
      prefix = `forget${count}broken${failAt}`;
      store = await redis.store(prefix, clock);
      const rounds = await fill();
      const before = await othersSee(rounds);
      let asked = 0;
      const counted = async <T>(work: () => Promise<T>): Promise<T> => {
        asked += 1;
        if (asked === failAt) throw new Error('the power is out');
        return work();
      };
      const breaking = createPersonalData({
        ask: (work) => counted(() => work(connection.client)),
        run: (name, keys, args) => counted(() => scripts(name, keys, args)),
        keys: createKeys(prefix),
        clock,
      });
      failed = await breaking.forget(ben).then(
        () => false,
        () => true,
      );
      await store.personal.forget(ben);
      expect(await traces(), `broken off at ${failAt}`).toEqual([]);
      expect(await othersSee(rounds), `broken off at ${failAt}`).toEqual(before);
      if (!failed) expect(failAt).toBeGreaterThan(50);
    }
    connection.close();
  }, 60_000);

  test('whoever clicks on meanwhile is counted once in each round, and is forgotten or begins anew', async () => {
    const rounds = await fill();
    const next = await openRound(4);
    let done = false;
    const clicking = (async () => {
      let lockedOut = 0;
      for (let click = 0; !done; click += 1) {
        const round = [...rounds, next][click % 4] as Round;
        await store.deeds.record(round, ben, attempt(monday + minute + click), true).catch((error) => {
          if (!(error instanceof LockedOut)) throw error;
          lockedOut += 1;
        });
      }
      return lockedOut;
    })();
    // Asked for twice at once, in two processes.
    const other = await redis.store(prefix, clock);
    await Promise.all([store.personal.forget(ben), other.personal.forget(ben)]);
    done = true;
    await clicking;
    // In `next` ben may have begun anew after the last look; of the rest nothing comes back.
    const left = await traces();
    expect(left.filter((name) => !/^(took:|deeds:feed0001-a4$)/.test(name))).toEqual([]);
    for (const { id } of rounds) expect(await raw.hlen(key(`deeds:${id}`))).toBe(2);
    expect(await raw.hlen(key(`deeds:${next.id}`))).toBeLessThanOrEqual(1);
    await store.personal.forget(ben);
    expect(await traces()).toEqual([]);
  });

  test('the lock of a round has a salt of its own, and goes when the round is over', async () => {
    const [first, second] = (await fill()) as [Round, Round];
    const third = await openRound(5, true);
    await store.deeds.record(third, ben, attempt(), false);
    await store.personal.forget(ben);
    // The first was over when the second opened.
    const locks = [first, second, third].map(({ id }) => key(`forgotten:${id}`));
    const salts = await Promise.all(locks.map((lock) => raw.hget(lock, 'salt')));
    expect(new Set(salts).size).toBe(3);
    for (const [index, round] of [first, second, third].entries()) {
      const again = store.deeds.record(round, ben, attempt(), true);
      await expect(again, `round ${index}`).rejects.toThrow(LockedOut);
      await store.deeds.record(round, cleo, { ...noDeeds, hintAt: monday }, false);
    }
    const lasts = async () => Promise.all(locks.map((lock) => raw.pttl(lock)));
    const [over, open, extra] = await lasts();
    expect(over).toBeLessThanOrEqual(lockedAfter);
    // In memory no key lasts longer than a timer can: 24 days, and no process as long.
    const least = (kind === 'real' ? 31 : 24) * 86_400_000;
    for (const one of [open, extra]) expect(one).toBeGreaterThan(least);
    await openRound(6);
    await store.rounds.close(third.id, monday + 20 * minute, false);
    for (const one of await lasts()) {
      expect(one).toBeGreaterThan(0);
      expect(one).toBeLessThanOrEqual(lockedAfter);
    }
  });

  test('what a round comes to at its close, or is taken back by, stays right without the member', async () => {
    const [, open] = (await fill()) as [Round, Round];
    await store.personal.forget(ben);
    const boards = async () => {
      const scopes = [open.feed, place.space];
      const names = await Promise.all(scopes.map((scope) => raw.zrange(key(`board:${scope}:all`), 0, '-1')));
      return names.flat().filter((user) => user !== cleo.slice('discord:'.length));
    };
    const tallied = await tallyIn();
    // As if another version of the question made more of everybody's answer.
    const more: Boarded['worth'] = () => ({ points: 360, score: 240, topic: 'DL' });
    expect(await store.deeds.settle(open, more)).toHaveLength(2);
    expect(await boards()).toEqual([]);
    expect(await tallyIn()).toEqual(tallied.map((one) => ({ ...one, score: one.score + 2 * 120 })));
    expect(await store.rounds.void(open.id, monday + 20 * minute)).toBe(true);
    expect(await boards()).toEqual([]);
    // Two attempts fewer, with what they came to.
    expect(await tallyIn()).toEqual(
      tallied.map((one) => ({ ...one, attempts: one.attempts - 2, score: one.score + 2 * 120 - 2 * 240 })),
    );
    expect((await raw.keys(key('*~*'))).filter((name) => name.includes('~'))).toEqual([]);
    expect(await traces()).toEqual([]);
  });

  test('of who is forgotten while a round is closed, the close counts what they did, and keeps nothing', async () => {
    const [, open] = (await fill()) as [Round, Round];
    let forgotten = false;
    const worth: Boarded['worth'] = async () => {
      // Between what the close has read and what it writes.
      if (!forgotten) {
        forgotten = true;
        await store.personal.forget(ben);
      }
      return { points: 240, score: 240, topic: 'DL' };
    };
    const settled = await store.deeds.settle(open, worth);
    expect(settled.filter(({ attempt: one }) => one !== undefined)).toHaveLength(2);
    expect(await traces()).toEqual([]);
    expect(await raw.hlen(key(`deeds:${open.id}`))).toBe(2);
  });

  test('a streak that was read before, and is put right afterwards, brings nobody back to a board', async () => {
    await fill();
    await store.personal.forget(ben);
    await store.boards.correctStreaks('feed0001', [{ member: ben, from: 0, to: 7 }]);
    expect(await traces()).toEqual([]);
    await store.boards.correctStreaks('feed0001', [{ member: cleo, from: 7, to: 8 }]);
    expect((await store.boards.streaks({ ...boardAt, feed: 'feed0001' })).own?.value).toBe(8);
  });

  test('an answer whose words come to be kept only after its writer was forgotten is kept nowhere', async () => {
    const [, open] = (await fill()) as [Round, Round];
    await store.personal.forget(ben);
    await store.answers.keep(open.id, ben, 'In my own words.', minute);
    expect(await traces()).toEqual([]);
    expect(await store.answers.of(open.id, cleo)).toBe('In my own words.');
  });

  // Only what outlives its process can be backed up.
  if (kind === 'real')
    test('a backup made afterwards holds nobody either, and restored it still locks them out', async () => {
      const [, open] = (await fill()) as [Round, Round];
      const before = await backUp(redis, prefix);
      await store.personal.forget(ben);
      const text = await backUp(redis, prefix);
      expect(before).toContain(ben);
      for (const id of ids) expect(text).not.toContain(id);
      prefix = `forget${count}restored`;
      await putBack(text, redis, prefix, clock.now);
      store = await redis.store(prefix, clock);
      expect(await traces()).toEqual([]);
      await expect(store.deeds.record(open, ben, attempt(), true)).rejects.toThrow(LockedOut);
      expect(await raw.pttl(key(`forgotten:${open.id}`))).toBeGreaterThan(31 * 86_400_000);
      // One that was made before brings them back, until they ask once more.
      prefix = `forget${count}old`;
      await putBack(before, redis, prefix, clock.now);
      store = await redis.store(prefix, clock);
      expect((await traces()).length).toBeGreaterThan(10);
      expect(await store.personal.forget(ben)).toBe(true);
      expect(await traces()).toEqual([]);
    });

  test('in every space that the member was ever in, and of nobody who shares one with them', async () => {
    await fill();
    const elsewhere = { platform: 'discord', space: 'discord:7', channel: '70' };
    await store.feeds.create(sampleFeed({ ...elsewhere, id: 'feed0002', createdBy: cleo }), monday, 20);
    const draft = sampleRound({
      id: 'feed0002-a1',
      feed: 'feed0002',
      place: elsewhere,
      slot: monday,
      topic: 'DL',
    });
    const deal = {
      revision: (await store.rounds.deck('feed0002')).revision,
      cycle: 1,
      dealt: [],
      queued: [],
    };
    await store.rounds.commit(draft, false, deal, sampleQuestion(), minute);
    for (const member of [ben, cleo])
      await store.deeds.record(draft, member, attempt(), true, undefined, {
        worth,
        name: `There ${member.at(-1)}`,
      });
    const there = async () => (await store.boards.tallyIn(elsewhere.space)).get('DL');
    expect(await there()).toMatchObject({ attempts: 2, members: 2 });
    await store.personal.forget(ben);
    expect(await traces()).toEqual([]);
    expect(await there()).toMatchObject({ attempts: 2, members: 1 });
    const board = await store.boards.points({
      ...boardAt,
      space: elsewhere.space,
      scope: 'feed0002',
      window: 'all',
    });
    expect(board.rows).toMatchObject([{ member: cleo, name: 'There 3' }]);
  });

  test('a deed that was done and is delivered again stays done', async () => {
    const [round] = (await fill()) as [Round];
    const mark = { id: `${ben}/1${round.id}`, forMs: minute };
    await store.personal.forget(ben);
    await expect(store.deeds.record(round, ben, attempt(), true, mark)).rejects.toThrow('was done before');
    expect(await store.once.begin(mark.id, minute)).toBe(false);
    expect(await traces()).toEqual([]);
  });
}
