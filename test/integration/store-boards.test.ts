import { expect, test } from 'vitest';
import { noDeeds } from '../../src/core/deeds.ts';
import { graceMs, type Round } from '../../src/core/round.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { BoardStage } from '../support/board-stage.ts';
import { onBothKinds, type SuiteRedis } from '../support/both-redis.ts';
import { openRawRedis } from '../support/redis.ts';
import { monday, sampleRound } from '../support/samples.ts';

const hour = 3_600_000;
const members = ['local:ada', 'local:ben', 'local:cleo'];

onBothKinds('boards', suite);

function suite(redis: SuiteRedis) {
  let store: OpenStore;

  const fresh = async () => {
    store = await redis.fresh();
    const stage = await BoardStage.on(store);
    return stage;
  };

  const right = (at = monday + 1_000) => ({ ...noDeeds, attempt: { choice: 0, at } });

  test('points stand on the week, month and whole of the feed and of the space, with the name as last seen', async () => {
    const { open, record, board } = await fresh();
    const round = await open('feed0001-a1');
    await record(round, 'local:ada', right(), { name: 'Ada' });
    await record(round, 'local:ben', { ...right(), hintAt: monday }, { name: 'Ben' });
    await record(round, 'local:cleo', { ...right(), revealAt: monday });
    for (const scope of ['feed0001', 'local:local']) {
      for (const window of ['w2026-11-23', 'm2026-11', 'all']) {
        expect(await board(scope, window, 'local:ben')).toEqual({
          total: 2,
          rows: [
            { member: 'local:ada', value: 360, name: 'Ada' },
            { member: 'local:ben', value: 180, name: 'Ben' },
          ],
          own: { value: 180, above: 1, hidden: false },
        });
      }
      expect(await board(scope, 'w2026-11-16')).toEqual({ total: 0, rows: [], own: undefined });
    }
    await record(round, 'local:ada', right(), { name: 'Ada L.' });
    expect((await board('feed0001')).rows[0]).toEqual({ member: 'local:ada', value: 360, name: 'Ada L.' });
  });

  test('a hint or reveal that arrives after the attempt, but came before it, takes its points again', async () => {
    const { open, record, values } = await fresh();
    const round = await open('feed0001-a1');
    await record(round, 'local:ada', right());
    await record(round, 'local:ada', { ...noDeeds, hintAt: monday });
    expect(await values('feed0001')).toEqual({ 'local:ada': 180 });
    await record(round, 'local:ada', { ...noDeeds, revealAt: monday });
    expect(await values('feed0001')).toEqual({});
    expect((await store.boards.tallyOf('local:ada')).size).toBe(0);
    expect((await store.boards.tallyIn('local:local')).size).toBe(0);
  });

  test('a round taken back takes its points with it, once, and later presses earn none', async () => {
    const { open, record, values } = await fresh();
    const first = await open('feed0001-a1');
    const second = await open('feed0001-a2', { slot: monday + hour });
    for (const round of [first, second]) for (const member of members) await record(round, member, right());
    expect(await store.rounds.void(second.id, monday + 2 * hour)).toBe(true);
    expect(await store.rounds.void(second.id, monday + 2 * hour)).toBe(false);
    const once = Object.fromEntries(members.map((member) => [member, 360]));
    expect(await values('feed0001')).toEqual(once);
    // The round as it was read before it was taken back.
    await record(second, 'local:ada', { ...noDeeds, hintAt: monday });
    await record(second, 'local:dan', right());
    expect(await values('feed0001')).toEqual(once);
    expect(await values('local:local', 'w2026-11-23')).toEqual(once);
    expect(await store.boards.tallyIn('local:local')).toEqual(
      new Map([['DL', { attempts: 3, score: 360, members: 3 }]]),
    );
    expect((await store.deeds.of(second.id, 'local:ada')).attempt).toEqual(right().attempt);
  });

  test('a round that never reached its channel after all takes its points with it', async () => {
    const { record, values, questionOf } = await fresh();
    const draft = sampleRound({ id: 'feed0001-a1', topic: 'DL' });
    const deal = { revision: 0, cycle: 1, dealt: [], queued: [] };
    await store.rounds.commit(draft, false, deal, questionOf(draft), 1_000);
    await record(draft, 'local:ada', right());
    expect(await values('feed0001')).toEqual({ 'local:ada': 360 });
    expect(await store.rounds.failed(draft.id, 1)).toBe(true);
    expect(await values('feed0001')).toEqual({});
    expect((await store.boards.tallyOf('local:ada')).size).toBe(0);
  });

  test('presses that came before the record said that the round had closed are settled, as late or in time', async () => {
    const { open, record, values, worth } = await fresh();
    const round = await open('feed0001-a1');
    const late = right(monday + hour + graceMs + 1);
    await record(round, 'local:ada', right(monday + hour + graceMs));
    await record(round, 'local:ben', late);
    expect(await values('feed0001')).toEqual({ 'local:ada': 360, 'local:ben': 360 });
    const closed = (await store.rounds.close(round.id, monday + hour, false)) as Round;
    for (let time = 0; time < 2; time += 1) {
      expect(await store.deeds.settle(closed, worth)).toHaveLength(2);
      expect(await values('feed0001')).toEqual({ 'local:ada': 360 });
    }
    // A worker that read the round before its close is told to look again.
    await record(round, 'local:cleo', late);
    expect(await values('feed0001')).toEqual({ 'local:ada': 360 });
  });

  test('hidden members are neither listed nor counted for others, and see themselves', async () => {
    const { open, record, board } = await fresh();
    const round = await open('feed0001-a1');
    const profile = { zone: undefined, away: [] };
    await record(round, 'local:ada', right());
    await record(round, 'local:ben', right());
    await record(round, 'local:cleo', { ...right(), hintAt: monday });
    await store.members.save('local:ben', { ...profile, hidden: true });
    await store.members.save('local:dan', { ...profile, hidden: true });
    expect((await store.members.profile('local:ben')).hidden).toBe(true);
    const seen = await board('feed0001', 'all', 'local:cleo');
    expect(seen.rows.map(({ member }) => member)).toEqual(['local:ada', 'local:cleo']);
    expect(seen).toMatchObject({ total: 2, own: { value: 180, above: 1, hidden: false } });
    const own = await board('feed0001', 'all', 'local:ben');
    expect(own.rows.map(({ member }) => member)).toEqual(['local:ada', 'local:cleo']);
    expect(own.own).toEqual({ value: 360, above: 0, hidden: true });
    await store.members.save('local:ben', { ...profile, hidden: false });
    expect((await board('feed0001')).total).toBe(3);
  });

  test('where most are hidden, the board is as right', async () => {
    const { open, record, board } = await fresh();
    const round = await open('feed0001-a1');
    for (let index = 0; index < 40; index += 1) {
      await record(round, `local:m${index}`, right());
      if (index >= 3) {
        const hidden = { zone: undefined, away: [], hidden: true };
        await store.members.save(`local:m${index}`, hidden);
        await store.members.save(`local:other${index}`, hidden);
      }
    }
    const seen = await board('feed0001', 'all', 'local:m1');
    expect(seen.rows.map(({ member }) => member).sort()).toEqual(['local:m0', 'local:m1', 'local:m2']);
    expect(seen).toMatchObject({ total: 3, own: { value: 360, above: 0 } });
  });

  test('the own place is told however far down, ties sharing it', async () => {
    const { open, record, board } = await fresh();
    const hard = await open('feed0001-a1');
    const easy = await open('feed0001-a2', { question: 'OP0001', slot: monday + hour });
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => record(index < 30 ? hard : easy, `local:m${index}`, right())),
    );
    const seen = await board('feed0001', 'all', 'local:m59', 10);
    expect(seen.rows).toHaveLength(10);
    expect(seen).toMatchObject({ total: 60, own: { value: 120, above: 30, hidden: false } });
  });

  test('a milestone is for one deed, once: not for a second press at once, and not after a round was taken back', async () => {
    const { open, record } = await fresh();
    const round = await open('feed0001-a1');
    const reach = (member: string, deed: string, milestone = 7) =>
      record(round, member, right(), { streak: milestone, milestone, deed }).then(({ reached }) => reached);
    const both = await Promise.all([reach('local:ada', 'one'), reach('local:ada', 'two')]);
    expect(both.filter(Boolean)).toHaveLength(1);
    // Delivered again since its answer was lost, it is congratulated on once more; another deed never is.
    expect(await reach('local:ada', both[0] ? 'one' : 'two')).toBe(true);
    expect(await reach('local:ada', 'three')).toBe(false);
    expect(await reach('local:ada', 'four', 30)).toBe(true);
    expect(await reach('local:ada', 'five')).toBe(false);
    expect(await reach('local:ben', 'one')).toBe(true);
  });

  test('streaks stand as they were at the last deed, and are put right unless they changed meanwhile', async () => {
    const { open, record } = await fresh();
    const round = await open('feed0001-a1');
    await record(round, 'local:ada', right(), { streak: 5 });
    await record(round, 'local:ben', right(), { streak: 3 });
    // Recorded where the streak was not known: at most one more than before.
    await record(round, 'local:cleo', right());
    const read = () =>
      store.boards.streaks({ feed: 'feed0001', space: 'local:local', reader: 'local:ben', limit: 10 });
    expect((await read()).rows.map(({ value }) => value)).toEqual([5, 3, 1]);
    await store.boards.correctStreaks('feed0001', [
      { member: 'local:ada', from: 5, to: 0 },
      { member: 'local:ben', from: 2, to: 1 },
    ]);
    const { rows, own } = await read();
    expect(rows.map(({ member, value }) => [member, value])).toEqual([
      ['local:ben', 3],
      ['local:cleo', 1],
    ]);
    expect(own).toEqual({ value: 3, above: 0, hidden: false });
  });

  test('weeks and months go by themselves, what is whole stays', async () => {
    const { open, record } = await fresh();
    await record(await open('feed0001-a1'), 'local:ada', right());
    const raw = openRawRedis(redis);
    const days = async (window: string) =>
      (await raw.ttl(`${redis.prefix}:board:feed0001:${window}`)) / 86_400;
    expect(await days('w2026-11-23')).toBeCloseTo(60, 1);
    expect(await days('m2026-11')).toBeCloseTo(400, 1);
    expect(await raw.ttl(`${redis.prefix}:board:feed0001:all`)).toBe(-1);
    // Long after, when its week is gone, a round is taken back: nobody owes that week anything.
    await raw.del(`${redis.prefix}:board:feed0001:w2026-11-23`);
    await store.rounds.void('feed0001-a1', monday + 100 * 24 * hour);
    expect(await raw.exists(`${redis.prefix}:board:feed0001:w2026-11-23`)).toBe(0);
    expect(await raw.exists(`${redis.prefix}:board:feed0001:all`)).toBe(0);
    raw.disconnect();
  });
}
