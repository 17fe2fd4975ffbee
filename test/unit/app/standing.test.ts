import { describe, expect, test } from 'vitest';
import { PublishFailure } from '../../../src/app/ports/platform.ts';
import { beat, tick } from '../../../src/app/tick.ts';
import { awayRounds } from '../../../src/core/away.ts';
import { planDue } from '../../../src/core/slots.ts';
import { dayStart, localTime, nextDay } from '../../../src/core/zone.ts';
import { createCron } from '../../../src/delivery/cron.ts';
import { useStage } from '../../contract/stage.ts';
import { needs, redisProgram } from '../../support/requires.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { clickAt } from './click.ts';
import { bend, gate } from './weather.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe.skipIf(!redisProgram)(needs('redis-server', 'streaks through the app'), () => {
  const stage = useStage(openLocalWorld);
  const { say, press, addFeed, slot, newest, streakOf } = stage;

  test('where the newest round never reached its channel, the one before it still waits', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    await press('ben', newest().id, 'A');
    await stage.viva.jump(slot(1));
    bend(stage, () => ({
      publish: () => Promise.reject(new PublishFailure('refused', 'Not allowed.')),
    }));
    await stage.viva.jump(slot(2));
    // Round 2 is still open: round 3 was never posted.
    const before = await streakOf('ben');
    expect(before.steps.map(({ kind }) => kind)).toEqual(['took-part', 'waiting', 'voided']);
    expect(before.current).toBe(1);
  });

  test('while the next round is being sent, the one before it still waits', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    await press('ben', newest().id, 'A');
    await stage.viva.jump(slot(1));
    const hold = gate();
    const begun = gate();
    bend(stage, (real) => ({
      publish: async (...given) => {
        begun.open();
        await hold.passed;
        return real.publish(...given);
      },
    }));
    stage.clock.set(slot(2));
    await tick(stage.viva.context);
    await begun.passed;
    const { current, steps } = await streakOf('ben');
    hold.open();
    await stage.viva.settle();
    expect(current).toBe(1);
    expect(steps.map(({ kind }) => kind)).not.toContain('missed');
  });

  test('a newest round taken back neither waits nor is missed', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    await press('ben', newest().id, 'A');
    await stage.viva.jump(slot(1));
    await say('ada', '/viva-admin schedule void');
    const { current, waiting, steps } = await streakOf('ben');
    expect({ current, waiting }).toEqual({ current: 1, waiting: false });
    expect(steps.map(({ kind }) => kind)).toEqual(['took-part', 'voided']);
  });

  test('a round that Viva was down for costs nobody anything', async () => {
    await addFeed();
    await say('ada', '/viva-admin schedule edit cron="0 10 * * *" close=8h');
    const ten = Date.UTC(2026, 10, 23, 10);
    await stage.viva.jump(ten);
    await press('ben', newest().id, 'A');
    for (let at = ten; at <= ten + 8 * hour; at += minute) {
      await stage.viva.context.store.heartbeats.beat('local', at);
    }
    await stage.viva.jump(ten + 8 * hour);
    await stage.viva.jump(ten + day);
    // The process is down from 10:01 to 20:00.
    await stage.viva.jump(ten + day + 10 * hour);
    await stage.viva.jump(ten + 2 * day);
    await press('ben', newest().id, 'A');
    const { current, steps } = await streakOf('ben');
    expect(steps.map(({ kind }) => kind)).toEqual(['took-part', 'excused', 'took-part']);
    expect(current).toBe(2);
  });

  test('rounds are not excused only because the scheduler’s process has no gateway of its own', async () => {
    await addFeed();
    // As with VIVA_ROLES=gateway in one process and scheduler,worker in another: people reach Viva all the time.
    const elsewhere = bend(stage, () => ({ reachable: () => false }));
    const gateway = { ...stage.viva.context, platforms: new Map([[elsewhere.name, elsewhere]]) };
    const jump = async (to: number) => {
      stage.clock.set(to);
      await beat(gateway);
      await stage.viva.jump(to);
    };
    await jump(slot(0));
    await press('ben', newest().id, 'A');
    for (const index of [1, 2, 3]) await jump(slot(index));
    const { steps } = await streakOf('ben');
    expect(steps.map(({ kind }) => kind)).toEqual(['took-part', 'missed', 'missed', 'waiting']);
  });

  test('away dates that lie ahead leave the round of now waiting', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    await press('ben', newest().id, 'A');
    await stage.viva.jump(slot(1));
    await say('ben', '/viva me zone=UTC away=2026-12-24..2026-12-26');
    const { waiting, steps } = await streakOf('ben');
    expect(steps.at(-1)?.kind).toBe('waiting');
    expect(waiting).toBe(true);
  });

  test('away dates are read in the zone that the platform knows of a member, as when they were set', async () => {
    await addFeed();
    await say('ada', '/viva-admin schedule edit cron="0 20 * * *" close=2h');
    const caller = { member: 'local:ben', space: stage.world.space, name: 'Ben', zone: 'Asia/Tokyo' };
    const { heartbeats } = stage.viva.context.store;
    const eight = Date.UTC(2026, 10, 23, 20);
    for (const at of [eight, eight + day, eight + 2 * day]) {
      await stage.viva.jump(at);
      for (let beat = at; beat < at + 2 * hour; beat += minute) await heartbeats.beat('local', beat);
      if (at !== eight + day) await press('ben', newest().id, 'A');
      await stage.viva.jump(at + 2 * hour);
    }
    // The second round stood open on the 25th, from 5 to 7 in Tokyo's morning.
    const me = { name: 'me', away: '2026-11-25' } as const;
    expect(await clickAt(stage, 'ben', stage.clock.now(), me, { caller })).toContain('2026-11-25');
    const streak = await clickAt(stage, 'ben', stage.clock.now(), { name: 'streak', why: true }, { caller });
    expect(streak).toContain('you were away');
    expect(streak).not.toContain('missed');
  });

  test('`/viva streak why` in a direct message explains every feed that the member has a streak in', async () => {
    await addFeed();
    await stage.told('ben', () =>
      stage.world.command('ben', '/viva-admin schedule add cron="* * * * *" zone=UTC', { channel: 'dm-ben' }),
    );
    await stage.viva.jump(slot(0));
    await press('ben', newest().id, 'A');
    const own = stage.world.privately('ben').find(({ text }) => text.includes('Round 1'));
    await press('ben', own?.id ?? '', 'A');
    const inDm = (text: string) =>
      stage.told('ben', () => stage.world.command('ben', text, { channel: 'dm-ben' }));
    const all = await inDm('/viva streak');
    expect(all.match(/1 round\b/g)).toHaveLength(2);
    const why = await inDm('/viva streak why');
    expect(why.match(/you took part/g)).toHaveLength(2);
  });

  test('`/viva streak why` without any streak says so, in a direct message and in a channel', async () => {
    const inDm = await stage.told('ben', () =>
      stage.world.command('ben', '/viva streak why', { channel: 'dm-ben' }),
    );
    expect(inDm).toContain('No streak yet');
    await addFeed();
    expect(await say('ben', '/viva streak why')).toContain('No streak yet');
  });
});

describe('time', () => {
  test('every day begins once in every zone, around every clock change of two years', () => {
    const wrong: string[] = [];
    const dates: string[] = [];
    for (let date = '2025-12-31'; date < '2028-01-02'; date = nextDay(date)) dates.push(date);
    for (const zone of [
      'Africa/Cairo',
      'America/Santiago',
      'America/Havana',
      'Asia/Beirut',
      'Atlantic/Azores',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Kiritimati',
      'America/Asuncion',
      'Africa/Casablanca',
      'Asia/Gaza',
      'Pacific/Chatham',
      'Asia/Kathmandu',
      'UTC',
    ]) {
      for (const date of dates) {
        const at = dayStart(date, zone);
        if (localTime(at, zone).date !== date || localTime(at - 1, zone).date >= date)
          wrong.push(`${zone} ${date}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('an away day covers a round of a 25-hour and of a 23-hour day to its last minute', () => {
    for (const [date, zone] of [
      ['2026-10-25', 'Europe/Berlin'],
      ['2026-03-29', 'Europe/Berlin'],
    ] as const) {
      const [begin, end] = [dayStart(date, zone), dayStart(nextDay(date), zone)];
      const covered = awayRounds(
        [
          [1, begin - hour, begin - 1],
          [2, begin, begin + 1],
          [3, end - 1, end + hour],
          [4, end, end + hour],
        ],
        [{ from: date, to: date }],
        zone,
      );
      expect([...covered]).toEqual([2, 3]);
    }
  });

  test('30 2 * * * in Berlin comes once on each day of both clock changes', () => {
    const cron = createCron();
    const rule = { cron: '30 2 * * *', zone: 'Europe/Berlin' };
    const next = (after: number) => cron.next(rule, after);
    for (const [from, to, moved] of [
      [Date.UTC(2026, 2, 27), Date.UTC(2026, 2, 31), true],
      [Date.UTC(2026, 9, 23), Date.UTC(2026, 9, 27), false],
    ] as const) {
      const posts: number[] = [];
      let due = next(from) ?? 0;
      // A tick of every minute, as in life.
      for (let now = from; now < to; now += minute) {
        if (due > now) continue;
        const plan = planDue(next, due, now, 6 * hour);
        if (plan.post !== undefined) posts.push(plan.post);
        expect(plan.skipped).toBeUndefined();
        due = plan.upcoming ?? Number.POSITIVE_INFINITY;
      }
      expect(posts.map((at) => localTime(at, rule.zone).date)).toHaveLength(4);
      expect(new Set(posts.map((at) => localTime(at, rule.zone).date)).size).toBe(4);
      const others = posts.filter((at) => localTime(at, rule.zone).hour !== 2);
      expect(others).toHaveLength(moved ? 1 : 0);
    }
  });

  test('a slot missed within the repeated hour is posted once when Viva comes back', () => {
    const cron = createCron();
    const next = (after: number) => cron.next({ cron: '30 2 * * *', zone: 'Europe/Berlin' }, after);
    const due = Date.UTC(2026, 9, 25, 0, 30);
    expect(next(due - 1)).toBe(due);
    const plan = planDue(next, due, Date.UTC(2026, 9, 25, 1, 45), 6 * hour);
    expect(plan).toEqual({ post: due, skipped: undefined, upcoming: Date.UTC(2026, 9, 26, 1, 30) });
  });
});
