import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createMovableClock } from '../../../src/app/movable-clock.ts';
import { PublishFailure } from '../../../src/app/ports/platform.ts';
import { StoreAway } from '../../../src/app/ports/store.ts';
import type { TimeView } from '../../../src/app/ports/time-machine.ts';
import { createTimeMachine } from '../../../src/app/time-machine.ts';
import { needs, redisProgram } from '../../support/requires.ts';
import { cutAt, type Loss } from './cut.ts';
import { start, useTraveller } from './traveller.ts';
import { bend } from './weather.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Tuesday, 09:00 UTC. */
const tuesday = Date.UTC(2026, 10, 24, 9);

describe.skipIf(!redisProgram)(needs('redis-server', 'the time machine'), () => {
  const stage = useTraveller();
  const { say, press, daily, travel, round, newest, streakOf } = stage;
  const feedOf = async () => (await stage.feed()).id;
  const ledgerKinds = async () =>
    (await stage.viva.context.store.ledger.read(await feedOf(), 100)).map(({ kind }) => kind);

  test('a jump ends at the next post, and is one of whole minutes', async () => {
    await daily();
    expect((await stage.time.view()).next).toBe(tuesday);
    expect(await travel()).toBe('arrived');
    const { now, next } = await stage.time.view();
    expect(now).toBe(start + stage.moved.ahead() + 1_000);
    expect(stage.moved.ahead() % minute).toBe(0);
    expect(now - tuesday).toBeGreaterThanOrEqual(0);
    expect(now - tuesday).toBeLessThan(minute);
    expect(next).toBe(tuesday + day);
    // Its post is there already, and not late.
    expect(newest().text).toContain('Round 1');
    expect(await ledgerKinds()).toEqual(['posted']);
    expect((await round(1)).slot).toBe(tuesday);
  });

  test('eight rounds in a row are a streak of eight with a freeze, which bridges the ninth', async () => {
    await daily();
    for (let number = 1; number <= 8; number += 1) {
      await travel();
      expect(newest().text).toContain(`Round ${number} `);
      await press('ben', newest().id, 'A');
    }
    expect(await streakOf('ben')).toMatchObject({ current: 8, freezes: 1 });
    await travel();
    expect(newest().text).toContain('Round 9 ');
    await travel();
    await press('ben', newest().id, 'Reveal');
    const why = await say('ben', '/viva streak why');
    expect(why).toContain('Your streak: 9 rounds');
    expect(why).toMatch(/Round 7\W*: you took part; streak 7, a freeze earned \(1 held\)/);
    expect(why).toMatch(/Round 9\W*: missed, bridged by a freeze \(0 left\); streak stays 8/);
    expect(why).toMatch(/Round 10\W*: you took part; streak 9/);
  });

  test('what falls due in between has its turn at its own time', async () => {
    await daily('close=8h');
    await travel();
    await travel();
    const { context } = stage.viva;
    const kept = Object.values(await context.store.keyValue.all('local-messages-daily-quiz'));
    const { closedAt, id } = await round(1);
    expect(closedAt).toBe(tuesday + 8 * hour);
    const post = kept
      .map((text) => JSON.parse(text) as { round?: string; editedAt?: number })
      .find((message) => message.round === id);
    expect((post?.editedAt ?? 0) - tuesday - 8 * hour).toBeLessThan(minute);
  });

  test('who is to be reminded in between is so at the time of it, and once', async () => {
    await say('ben', '/viva me reminders=on');
    await daily();
    for (let number = 1; number <= 4; number += 1) {
      await travel();
      if (number < 4) await press('ben', newest().id, 'A');
    }
    expect(await travel()).toBe('arrived');
    const kept = Object.values(await stage.viva.context.store.keyValue.all('local-messages-dm-ben'));
    const reminders = kept.map((text) => JSON.parse(text) as { at: number });
    // The fourth round came on Friday; it would be night three hours before it closes.
    const evening = tuesday + 3 * day + 11 * hour;
    expect(reminders).toHaveLength(1);
    expect((reminders[0]?.at ?? 0) - evening).toBeGreaterThanOrEqual(0);
    expect((reminders[0]?.at ?? 0) - evening).toBeLessThan(minute);
  });

  test('a round that closes at the very moment of the next post, or in its minute, leaves no post out', async () => {
    await daily('close=24h');
    for (let number = 1; number <= 3; number += 1) {
      await travel();
      expect((await stage.time.view()).next).toBe(tuesday + number * day);
      expect(newest().text).toContain(`Round ${number} `);
      expect(stage.world.posts()).toHaveLength(number);
    }
    expect((await round(1)).closedAt).toBe(tuesday + day);
  });

  test('jumped-over time excuses no round, time in which Viva was away does', async () => {
    await daily();
    await travel();
    await travel();
    stage.clock.advance(13 * hour);
    await travel();
    await travel();
    const { excused, count } = await stage.viva.context.store.rounds.history(await feedOf());
    expect(count).toBe(4);
    expect(excused).toEqual([2]);
  });

  test.each([
    ['no feed', [], 'no-feed'],
    ['every feed paused', ['schedule add time=09:00 days=daily', 'schedule pause'], 'all-paused'],
    ['a next post in the new year', ['schedule add cron="0 9 1 1 *"'], 'too-far'],
  ])('with %s it stays where it is, and says why', async (_, commands, refusal) => {
    for (const command of commands) await say('ada', `/viva-admin ${command}`);
    expect(await travel()).toBe(refusal);
    expect(stage.moved.ahead()).toBe(0);
  });

  test('while the queue is still at work it stays where it is', async () => {
    await daily();
    const busy = createTimeMachine({
      context: () => stage.viva.context,
      clock: stage.moved,
      travels: true,
      isIdle: async () => false,
      pause: async () => {},
    });
    expect(await busy.travel(randomUUID())).toBe('busy');
    expect(stage.moved.ahead()).toBe(0);
  });

  test('where a platform keeps its own time there is no machine', async () => {
    await daily();
    const still = createTimeMachine({
      context: () => stage.viva.context,
      clock: stage.moved,
      travels: false,
      isIdle: async () => true,
      pause: async () => {},
    });
    expect(await still.travel(randomUUID())).toBe('no-machine');
    await stage.viva.context.store.keyValue.put('time-machine', 'offset', String(day));
    expect(await still.view()).toEqual({ now: stage.clock.now(), next: tuesday, travels: false });
  });

  test('an extra round is no post to jump to, and its close is in time', async () => {
    await daily('close=2h');
    await say('ada', '/viva-admin schedule post');
    await stage.viva.settle();
    expect((await stage.time.view()).next).toBe(tuesday);
    await travel();
    expect(stage.world.posts()).toHaveLength(2);
    expect(stage.world.posts()[0]?.text).toContain('In short');
    expect(await ledgerKinds()).toEqual(['posted', 'closed', 'posted']);
  });

  test('two jumps at once are two, one after the other; the same one again is one', async () => {
    await daily();
    expect(await Promise.all([travel(), travel()])).toEqual(['arrived', 'arrived']);
    expect(stage.world.posts()).toHaveLength(2);
    const id = randomUUID();
    expect(await Promise.all([stage.time.travel(id), stage.time.travel(id)])).toEqual(['arrived', 'arrived']);
    expect(await stage.time.travel(id)).toBe('arrived');
    expect(stage.world.posts()).toHaveLength(3);
    expect((await round(3)).slot).toBe(tuesday + 2 * day);
  });

  test('a jump that was refused can be asked for again', async () => {
    const id = randomUUID();
    expect(await stage.time.travel(id)).toBe('no-feed');
    await daily();
    expect(await stage.time.travel(id)).toBe('arrived');
    expect(stage.world.posts()).toHaveLength(1);
  });

  test('another process on the store, and one that starts later, are where the jump has come to', async () => {
    await daily();
    const other = createMovableClock(stage.clock);
    const theirs = stage.machine(() => ({ instance: 'other' }), other);
    await travel();
    expect(other.ahead()).toBe(0);
    expect((await theirs.view()).now).toBe(stage.moved.now());
    expect(await theirs.travel(randomUUID())).toBe('arrived');
    await stage.time.catchUp();
    expect(stage.moved.ahead()).toBe(other.ahead());
    expect(stage.world.posts()).toHaveLength(2);
    const later = createMovableClock(stage.clock);
    await stage.machine(() => ({}), later).catchUp();
    expect(later.now()).toBe(stage.moved.now());
  });

  test('who jumps while another process does is told to wait', async () => {
    await daily();
    await stage.viva.context.store.leases.take('time-machine', 'other', minute);
    expect(await travel()).toBe('busy');
    expect(stage.world.posts()).toEqual([]);
  });

  test('a close that cannot be shown holds no jump up', async () => {
    await daily('close=1h');
    await travel();
    const real = bend(stage, () => ({
      revise: () => Promise.reject(new PublishFailure('slow-down', 'Too many requests.', '', 200)),
    }));
    expect(await travel()).toBe('arrived');
    expect(stage.world.posts()).toHaveLength(2);
    bend(stage, () => ({ revise: real.revise }));
    await stage.viva.settle();
    expect(stage.world.posts()[0]?.text).toContain('In short');
  });

  test.each(['request', 'answer'] as Loss[])(
    'whichever %s to the store is lost, the next jump makes up for it: every slot comes once',
    async (loss) => {
      await daily('close=8h');
      await travel();
      let met = true;
      for (let at = 1; met; at += 1) {
        const cut = cutAt(stage.viva.context.store, at, loss);
        const machine = stage.machine(() => ({ store: cut.store }));
        const outcome = await machine.travel(randomUUID()).catch((error: unknown) => error);
        if (outcome !== 'arrived') expect(outcome, cut.names[at - 1]).toBeInstanceOf(StoreAway);
        // A lease that could not be given back ends by itself: not waited for here.
        await stage.viva.context.store.leases.release('time-machine', stage.viva.context.instance);
        expect(await travel(), cut.names[at - 1]).toBe('arrived');
        met = cut.calls() >= at;
      }
      const { count, excused } = await stage.viva.context.store.rounds.history(await feedOf());
      expect(count).toBeGreaterThan(20);
      expect(excused).toEqual([]);
      const rounds = await Promise.all(Array.from({ length: count }, (_, index) => round(index + 1)));
      expect(rounds.map(({ slot }) => slot)).toEqual(rounds.map((_, index) => tuesday + index * day));
      expect(rounds.slice(0, -1).map(({ status }) => status)).not.toContain('open');
      expect(stage.world.posts()).toHaveLength(count);
      expect(await ledgerKinds()).not.toContain('skipped');
    },
    60_000,
  );

  test('who watches is told once of each change', async () => {
    const told: TimeView[] = [];
    stage.time.watch((time) => told.push(time));
    await stage.time.look();
    await daily();
    await stage.time.look();
    await stage.time.look();
    await travel();
    expect(told.map(({ next }) => next)).toEqual([undefined, tuesday, tuesday + day]);
    expect(told.at(-1)?.now).toBe(stage.moved.now());
  });
});
