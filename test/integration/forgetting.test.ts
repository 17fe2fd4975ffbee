import { describe, expect, test } from 'vitest';
import { LockedOut } from '../../src/app/ports/store.ts';
import type { Round } from '../../src/core/round.ts';
import { connect } from '../../src/store/connection.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createPersonalData } from '../../src/store/personal/personal-data.ts';
import { register } from '../../src/store/personal/register.ts';
import { loadScripts } from '../../src/store/scripts.ts';
import { backUp, putBack } from '../support/backups.ts';
import { ben, cleo, ids, minute, place, useForgetting } from '../support/forgetting-stage.ts';
import { silentLog } from '../support/redis.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { monday, sampleFeed, sampleQuestion, sampleRound } from '../support/samples.ts';

describe.skipIf(!redisProgram)(needs('redis-server', 'forgetting, on a real Redis'), () => suite('real'));
describe('forgetting, in memory', () => suite('memory'));

function suite(kind: 'real' | 'memory') {
  const stage = useForgetting(kind);
  const { attempt, boardAt, clock, fill, key, openRound, othersSee, traces, worth } = stage;

  test('what is held is told whole, and nothing is held of others', async () => {
    await fill();
    const held = await stage.store.personal.held(ben);
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
    expect(await stage.store.personal.held('discord:4')).toEqual({});
    // Of ids that one begins like another, each is a person of their own.
    expect(await stage.store.personal.held(ben.slice(0, -1))).toEqual({});
  });

  test('nothing leads back: each round has another name, and no key, field or value holds the id', async () => {
    const rounds = await fill();
    expect((await traces()).length).toBeGreaterThan(10);
    const before = await othersSee(rounds);
    expect(await stage.store.personal.forget(ben)).toBe(true);
    expect(await traces()).toEqual([]);
    expect(await othersSee(rounds)).toEqual(before);
    const names = await Promise.all(rounds.map(({ id }) => stage.raw.hkeys(key(`deeds:${id}`))));
    const others = names.flat().filter((name) => name !== cleo);
    expect(new Set(others).size).toBe(3);
    expect(await stage.store.feeds.get('ownfeed1')).toBeUndefined();
    expect(await stage.store.feeds.get('feed0001')).toMatchObject({ createdBy: undefined });
    expect(await stage.store.personal.forget(ben)).toBe(false);
  });

  test('broken off anywhere, and begun anew, it comes to the same', async () => {
    const connection = await connect(stage.redis.place, clock, silentLog);
    const scripts = loadScripts(connection.client);
    // Of some hundred questions, every third; in memory, where each takes long, a few.
    const step = kind === 'real' ? 3 : 30;
    for (let failAt = 1, failed = true; failed; failAt += step) {
      stage.prefix = `forget${stage.count}broken${failAt}`;
      stage.store = await stage.redis.store(stage.prefix, clock);
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
        keys: createKeys(stage.prefix),
        clock,
      });
      failed = await breaking.forget(ben).then(
        () => false,
        () => true,
      );
      await stage.store.personal.forget(ben);
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
        await stage.store.deeds.record(round, ben, attempt(monday + minute + click), true).catch((error) => {
          if (!(error instanceof LockedOut)) throw error;
          lockedOut += 1;
        });
      }
      return lockedOut;
    })();
    // Asked for twice at once, in two processes.
    const other = await stage.redis.store(stage.prefix, clock);
    await Promise.all([stage.store.personal.forget(ben), other.personal.forget(ben)]);
    done = true;
    await clicking;
    // In `next` ben may have begun anew after the last look; of the rest nothing comes back.
    const left = await traces();
    expect(left.filter((name) => !/^(took:|deeds:feed0001-a4$)/.test(name))).toEqual([]);
    for (const { id } of rounds) expect(await stage.raw.hlen(key(`deeds:${id}`))).toBe(2);
    expect(await stage.raw.hlen(key(`deeds:${next.id}`))).toBeLessThanOrEqual(1);
    await stage.store.personal.forget(ben);
    expect(await traces()).toEqual([]);
  });

  // Only what outlives its process can be backed up.
  if (kind === 'real')
    test('a backup made afterwards holds nobody either, and restored it still locks them out', async () => {
      const [, open] = (await fill()) as [Round, Round];
      const before = await backUp(stage.redis, stage.prefix);
      await stage.store.personal.forget(ben);
      const text = await backUp(stage.redis, stage.prefix);
      expect(before).toContain(ben);
      for (const id of ids) expect(text).not.toContain(id);
      stage.prefix = `forget${stage.count}restored`;
      await putBack(text, stage.redis, stage.prefix, clock.now);
      stage.store = await stage.redis.store(stage.prefix, clock);
      expect(await traces()).toEqual([]);
      await expect(stage.store.deeds.record(open, ben, attempt(), true)).rejects.toThrow(LockedOut);
      expect(await stage.raw.pttl(key(`forgotten:${open.id}`))).toBeGreaterThan(31 * 86_400_000);
      // One that was made before brings them back, until they ask once more.
      stage.prefix = `forget${stage.count}old`;
      await putBack(before, stage.redis, stage.prefix, clock.now);
      stage.store = await stage.redis.store(stage.prefix, clock);
      expect((await traces()).length).toBeGreaterThan(10);
      expect(await stage.store.personal.forget(ben)).toBe(true);
      expect(await traces()).toEqual([]);
    });

  test('in every space that the member was ever in, and of nobody who shares one with them', async () => {
    await fill();
    const elsewhere = { platform: 'discord', space: 'discord:7', channel: '70' };
    await stage.store.feeds.create(sampleFeed({ ...elsewhere, id: 'feed0002', createdBy: cleo }), monday, 20);
    const draft = sampleRound({
      id: 'feed0002-a1',
      feed: 'feed0002',
      place: elsewhere,
      slot: monday,
      topic: 'DL',
    });
    const deal = {
      revision: (await stage.store.rounds.deck('feed0002')).revision,
      cycle: 1,
      dealt: [],
      queued: [],
    };
    await stage.store.rounds.commit(draft, false, deal, sampleQuestion(), minute);
    for (const member of [ben, cleo])
      await stage.store.deeds.record(draft, member, attempt(), true, undefined, {
        worth,
        name: `There ${member.at(-1)}`,
      });
    const there = async () => (await stage.store.boards.tallyIn(elsewhere.space)).get('DL');
    expect(await there()).toMatchObject({ attempts: 2, members: 2 });
    await stage.store.personal.forget(ben);
    expect(await traces()).toEqual([]);
    expect(await there()).toMatchObject({ attempts: 2, members: 1 });
    const board = await stage.store.boards.points({
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
    await stage.store.personal.forget(ben);
    await expect(stage.store.deeds.record(round, ben, attempt(), true, mark)).rejects.toThrow(
      'was done before',
    );
    expect(await stage.store.once.begin(mark.id, minute)).toBe(false);
    expect(await traces()).toEqual([]);
  });
}
