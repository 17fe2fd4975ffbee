import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { handle } from '../../src/app/handle.ts';
import { type Exchange, PublishFailure } from '../../src/app/ports/platform.ts';
import { streakFor } from '../../src/app/standing.ts';
import { resumeUnfinished, tick } from '../../src/app/tick.ts';
import type { Round } from '../../src/core/round.ts';
import type { Entry } from '../../src/store/backup-format.ts';
import { bytesOf } from '../../src/store/backup-format.ts';
import { bitsSet } from '../../src/store/deeds.ts';
import { familyOf, isTransient, keptFamilies, transientFamilies } from '../../src/store/families.ts';
import { createKeys } from '../../src/store/keys.ts';
import { backUp, entriesOf, entryLines, putBack } from '../support/backups.ts';
import { rawKeys } from '../support/raw-keys.ts';
import { openRawRedis, startTestRedis, type TestRedis } from '../support/redis.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { openViva, TestClock, type TestViva } from '../support/viva.ts';
import { type LocalWorld, openLocalWorld } from '../support/worlds/local.ts';
import { bend } from '../unit/app/weather.ts';

const minute = 60_000;
const start = Date.UTC(2026, 10, 23, 9, 0, 30);
const members = 500;

describe.skipIf(!redisProgram)(needs('redis-server', 'a backup of a running Viva'), () => {
  let source: TestRedis;
  let target: TestRedis;
  let raw: Redis;
  let world: LocalWorld;
  let viva: TestViva;
  let clock: TestClock;
  let prefix: string;
  let clicks = 0;

  beforeAll(async () => {
    [source, target] = await Promise.all([startTestRedis('real'), startTestRedis('real')]);
    raw = openRawRedis(source);
    clock = new TestClock(start);
    world = await openLocalWorld({ now: clock.now });
    viva = await openViva(world, source, clock);
    prefix = viva.context.instance;
    await world.command('ada', '/viva-admin schedule add cron="* * * * *" zone=UTC');
    await world.command('ben', '/viva me away=2026-11-20..2026-11-21');
  });
  afterAll(async () => {
    await viva.stop();
    await world.close();
    raw.disconnect();
    await Promise.all([source.stop(), target.stop()]);
  });

  /** A press of the first choice, on the path that every platform's presses take. */
  const click = (round: Round, member: number): Promise<void> => {
    clicks += 1;
    const exchange: Exchange = {
      id: `click-${clicks}`,
      at: clock.now(),
      caller: { member: `local:m${member}`, space: world.space, name: `m${member}`, zone: undefined },
      place: { channel: world.channel, kind: 'channel', under: undefined },
      command: { name: 'choose', round: round.id, position: 0 },
      rights: { administers: async () => false, holds: async () => false },
      respond: { discreet: true, reply: async () => {} },
    };
    return handle(viva.context, exchange);
  };
  const feed = async () => {
    const [only] = await viva.context.store.feeds.inSpace(world.space);
    if (only === undefined) throw new Error('there is no feed');
    return only;
  };
  const newest = async () => {
    const round = await viva.context.store.rounds.newest((await feed()).id);
    if (round === undefined) throw new Error('there is no round');
    return round;
  };

  /** 1,000 clicks, some at a time, and meanwhile a round that comes and one that closes. */
  const thousandClicks = async (): Promise<void> => {
    let round = await newest();
    for (let from = 0; from < 1_000; from += 20) {
      if (from === 500) {
        await viva.jump(round.slot + minute);
        round = await newest();
      }
      await Promise.all(Array.from({ length: 20 }, (_, index) => click(round, (from + index) % members)));
    }
    await viva.settle();
  };

  test('backup during 1,000 clicks, restored elsewhere, backed up again: equal record for record', async () => {
    await viva.jump(start + minute / 2);
    const running = thousandClicks();
    const during: string[] = [];
    let isRunning = true;
    void running.finally(() => {
      isRunning = false;
    });
    while (isRunning) during.push(await backUp(source, prefix));
    await running;
    expect(during.length).toBeGreaterThan(2);
    // Most were taken in the middle of it.
    expect(new Set(during.map((text) => entryLines(text).length)).size).toBeGreaterThan(2);
    for (const [index, text] of during.entries()) {
      expect(disagreements(entriesOf(text))).toEqual([]);
      const elsewhere = `copy${index}`;
      await putBack(text, target, elsewhere);
      expect(entryLines(await backUp(target, elsewhere))).toEqual(entryLines(text));
    }
  }, 120_000);

  test('in quiet a backup holds what an independent read of all lasting keys finds, under another prefix too', async () => {
    const text = await backUp(source, prefix);
    await putBack(text, target, '{other}');
    const rawTarget = openRawRedis(target);
    const restored = await rawKeys(rawTarget, '{other}');
    rawTarget.disconnect();
    const found = await rawKeys(raw, prefix);
    for (const key of found.keys()) if (isTransient(key)) found.delete(key);
    expect(found.size).toBeGreaterThan(members);
    expect(Object.fromEntries(restored)).toEqual(Object.fromEntries(found));
  });

  test('after a restore the app tells the same streaks, and unfinished rounds and due posts go on', async () => {
    await viva.jump((await newest()).slot + minute);
    for (const member of [1, 2, 3]) await click(await newest(), member);
    const only = await feed();
    bend({ viva, world }, () => ({
      publish: () => Promise.reject(new PublishFailure('slow-down', 'Too many requests.', '', 60_000)),
    }));
    const nextSlot = (await newest()).slot + minute;
    clock.set(nextSlot);
    await tick(viva.context);
    await vi.waitFor(async () => expect(await viva.context.store.rounds.unfinished()).toHaveLength(1));
    const before = await streaks(viva);
    await putBack(await backUp(source, prefix), target, 'again');
    const otherWorld = await openLocalWorld({ now: clock.now });
    const other = await openViva(otherWorld, target, clock, 'again');
    try {
      expect(await streaks(other)).toEqual(before);
      expect(before.m1?.current).toBe(3);
      expect(await resumeUnfinished(other.context)).toBe(1);
      await other.settle();
      expect((await other.context.store.rounds.newest(only.id))?.slot).toBe(nextSlot);
      await other.jump(nextSlot + minute);
      expect((await other.context.store.rounds.newest(only.id))?.slot).toBe(nextSlot + minute);
      await otherWorld.refresh();
      expect(otherWorld.posts()).toHaveLength(5);
    } finally {
      await other.stop();
      await otherWorld.close();
    }
    async function streaks(of: TestViva) {
      const names = ['m1', 'm2', 'm7', 'm499', 'ben'];
      return Object.fromEntries(
        await Promise.all(
          names.map(async (name) => [name, await streakFor(of.context, only, `local:${name}`)] as const),
        ),
      );
    }
  }, 60_000);

  test('every key that is built or found is either backed up or named as transient', async () => {
    const known = new Set<string>([...keptFamilies, ...Object.keys(transientFamilies)]);
    // What keys are made with is none itself.
    const { prefix: _prefix, whole: _whole, ...keys } = createKeys('p');
    const built = Object.values(keys as Record<string, unknown>)
      .map((key) => (typeof key === 'function' ? (key('x', 'y', 'z') as string) : (key as string)))
      .map((key) => familyOf(key.slice('p:'.length)));
    const found = [...(await rawKeys(raw, prefix)).keys()].map(familyOf);
    expect([...built, ...found].filter((family) => !known.has(family))).toEqual([]);
    expect([...known].filter((family) => family !== 'q' && !built.includes(family))).toEqual([]);
  });
});

/** Where deeds and participation bitmaps do not tell the same, or lists of rounds and due things and the rounds. */
function disagreements(entries: Map<string, Entry>): string[] {
  const wrong: string[] = [];
  const hash = (key: string) => {
    const entry = entries.get(key);
    return Object.fromEntries(entry?.type === 'hash' ? (entry.value as [string, string][]) : []);
  };
  for (const key of [...entries.keys()].filter((one) => familyOf(one) === 'round')) {
    const round = hash(key);
    const answered = Object.keys(hash(`deeds:${round.id}`));
    const took = [...entries.values()].flatMap((entry) => {
      if (familyOf(entry.key) !== 'took' || entry.type !== 'hash') return [];
      const [, bitmap] = entry.value.find(([feed]) => feed === round.feed) ?? [];
      const bits = bitmap === undefined ? [] : bitsSet(Buffer.from(bytesOf(bitmap)));
      return bits.includes(Number(round.number) - 1) ? [entry.key.slice('took:'.length)] : [];
    });
    if (answered.sort().join() !== took.sort().join())
      wrong.push(`${key}: ${answered.length} answered, ${took.length} took part`);
  }
  const rounds = [...entries.keys()].filter((key) => familyOf(key) === 'round').map(hash);
  const listed = (...families: string[]) =>
    [...entries.values()]
      .filter(({ key, type }) => families.includes(familyOf(key)) && type !== 'hash')
      .flatMap(({ value }) => value as (string | [string, string])[])
      .map((item) => (Array.isArray(item) ? item[0] : item));
  const same = (what: string, list: string[], ids: (string | undefined)[]) => {
    if (list.sort().join() !== ids.sort().join()) wrong.push(`${what}: ${list} but ${ids}`);
  };
  same(
    'unfinished',
    listed('unfinished'),
    rounds.filter(({ status }) => status === 'posting').map(({ id }) => id),
  );
  same(
    'numbered',
    listed('rounds'),
    rounds.filter(({ number }) => number !== undefined).map(({ id }) => id),
  );
  same(
    'due',
    listed('due').filter((one) => one.startsWith('post:')),
    listed('feeds').map((feed) => `post:${feed}`),
  );
  return wrong;
}
