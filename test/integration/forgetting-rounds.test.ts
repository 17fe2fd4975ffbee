import { describe, expect, test } from 'vitest';
import type { Boarded } from '../../src/app/ports/deed-book.ts';
import { LockedOut } from '../../src/app/ports/store.ts';
import { noDeeds } from '../../src/core/deeds.ts';
import type { Round } from '../../src/core/round.ts';
import { lockedAfter } from '../../src/store/locks.ts';
import { ben, cleo, minute, place, useForgetting } from '../support/forgetting-stage.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { monday } from '../support/samples.ts';

describe.skipIf(!redisProgram)(
  needs('redis-server', 'rounds and boards without whoever was forgotten, on a real Redis'),
  () => suite('real'),
);
describe('rounds and boards without whoever was forgotten, in memory', () => suite('memory'));

function suite(kind: 'real' | 'memory') {
  const stage = useForgetting(kind);
  const { attempt, boardAt, fill, key, openRound, tallyIn, traces } = stage;

  test('the lock of a round has a salt of its own, and goes when the round is over', async () => {
    const [first, second] = (await fill()) as [Round, Round];
    const third = await openRound(5, true);
    await stage.store.deeds.record(third, ben, attempt(), false);
    await stage.store.personal.forget(ben);
    // The first was over when the second opened.
    const locks = [first, second, third].map(({ id }) => key(`forgotten:${id}`));
    const salts = await Promise.all(locks.map((lock) => stage.raw.hget(lock, 'salt')));
    expect(new Set(salts).size).toBe(3);
    for (const [index, round] of [first, second, third].entries()) {
      const again = stage.store.deeds.record(round, ben, attempt(), true);
      await expect(again, `round ${index}`).rejects.toThrow(LockedOut);
      await stage.store.deeds.record(round, cleo, { ...noDeeds, hintAt: monday }, false);
    }
    const lasts = async () => Promise.all(locks.map((lock) => stage.raw.pttl(lock)));
    const [over, open, extra] = await lasts();
    expect(over).toBeLessThanOrEqual(lockedAfter);
    // In memory no key lasts longer than a timer can: 24 days, and no process as long.
    const least = (kind === 'real' ? 31 : 24) * 86_400_000;
    for (const one of [open, extra]) expect(one).toBeGreaterThan(least);
    await openRound(6);
    await stage.store.rounds.close(third.id, monday + 20 * minute, false);
    for (const one of await lasts()) {
      expect(one).toBeGreaterThan(0);
      expect(one).toBeLessThanOrEqual(lockedAfter);
    }
  });

  test('what a round comes to at its close, or is taken back by, stays right without the member', async () => {
    const [, open] = (await fill()) as [Round, Round];
    await stage.store.personal.forget(ben);
    const boards = async () => {
      const scopes = [open.feed, place.space];
      const names = await Promise.all(
        scopes.map((scope) => stage.raw.zrange(key(`board:${scope}:all`), 0, '-1')),
      );
      return names.flat().filter((user) => user !== cleo.slice('discord:'.length));
    };
    const tallied = await tallyIn();
    // As if another version of the question made more of everybody's answer.
    const more: Boarded['worth'] = () => ({ points: 360, score: 240, topic: 'DL' });
    expect(await stage.store.deeds.settle(open, more)).toHaveLength(2);
    expect(await boards()).toEqual([]);
    expect(await tallyIn()).toEqual(tallied.map((one) => ({ ...one, score: one.score + 2 * 120 })));
    expect(await stage.store.rounds.void(open.id, monday + 20 * minute)).toBe(true);
    expect(await boards()).toEqual([]);
    // Two attempts fewer, with what they came to.
    expect(await tallyIn()).toEqual(
      tallied.map((one) => ({ ...one, attempts: one.attempts - 2, score: one.score + 2 * 120 - 2 * 240 })),
    );
    expect((await stage.raw.keys(key('*~*'))).filter((name) => name.includes('~'))).toEqual([]);
    expect(await traces()).toEqual([]);
  });

  test('of who is forgotten while a round is closed, the close counts what they did, and keeps nothing', async () => {
    const [, open] = (await fill()) as [Round, Round];
    let forgotten = false;
    const worth: Boarded['worth'] = async () => {
      // Between what the close has read and what it writes.
      if (!forgotten) {
        forgotten = true;
        await stage.store.personal.forget(ben);
      }
      return { points: 240, score: 240, topic: 'DL' };
    };
    const settled = await stage.store.deeds.settle(open, worth);
    expect(settled.filter(({ attempt: one }) => one !== undefined)).toHaveLength(2);
    expect(await traces()).toEqual([]);
    expect(await stage.raw.hlen(key(`deeds:${open.id}`))).toBe(2);
  });

  test('a streak that was read before, and is put right afterwards, brings nobody back to a board', async () => {
    await fill();
    await stage.store.personal.forget(ben);
    await stage.store.boards.correctStreaks('feed0001', [{ member: ben, from: 0, to: 7 }]);
    expect(await traces()).toEqual([]);
    await stage.store.boards.correctStreaks('feed0001', [{ member: cleo, from: 7, to: 8 }]);
    expect((await stage.store.boards.streaks({ ...boardAt, feed: 'feed0001' })).own?.value).toBe(8);
  });

  test('an answer whose words come to be kept only after its writer was forgotten is kept nowhere', async () => {
    const [, open] = (await fill()) as [Round, Round];
    await stage.store.personal.forget(ben);
    await stage.store.answers.keep(open.id, ben, 'In my own words.', minute);
    expect(await traces()).toEqual([]);
    expect(await stage.store.answers.of(open.id, cleo)).toBe('In my own words.');
  });
}
