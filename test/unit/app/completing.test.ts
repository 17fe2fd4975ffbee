import { describe, expect, test } from 'vitest';
import { complete } from '../../../src/app/complete.ts';
import type { CompletionQuery } from '../../../src/app/ports/platform.ts';
import { type Store, StoreAway } from '../../../src/app/ports/store.ts';
import { completionKinds } from '../../../src/core/catalogue.ts';
import { useStage } from '../../contract/stage.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { exchangeAt } from './click.ts';

const typed = [
  '',
  '1',
  '0',
  'a',
  'e',
  'mon',
  '2026',
  '0 9 * * 1',
  `${'9 '.repeat(80)}`,
  '“<@1>|*`',
  '\u{1f600}'.repeat(60),
];

describe('completion', () => {
  const stage = useStage(openLocalWorld);
  const { addFeed, slot, say } = stage;
  const ask = (query: Partial<CompletionQuery>, administers = true) => {
    const { caller, place } = exchangeAt(stage, 'ada', stage.clock.now(), { name: 'help' }).exchange;
    const rights = { administers: async () => administers, holds: async () => false };
    return complete(stage.viva.context, {
      kind: 'time',
      typed: '',
      feed: undefined,
      caller,
      place,
      rights,
      ...query,
    });
  };

  test.each(completionKinds)('of %s keeps Discord’s limits whatever was typed', async (kind) => {
    await addFeed();
    await stage.viva.jump(slot(0));
    for (const text of typed) {
      const found = await ask({ kind, typed: text });
      expect(found.length).toBeLessThanOrEqual(25);
      for (const { name, value } of found) {
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(100);
        expect(value.length).toBeGreaterThan(0);
        expect(value.length).toBeLessThanOrEqual(100);
      }
      expect(new Set(found.map(({ value }) => value)).size).toBe(found.length);
    }
  });

  test('of a round names those of the channel’s feed, newest first, and none that was taken back', async () => {
    await addFeed();
    for (let index = 0; index < 12; index += 1) await stage.viva.jump(slot(index));
    await say('ada', '/viva-admin schedule void round=11');
    const values = async (text: string) =>
      (await ask({ kind: 'round', typed: text })).map(({ value }) => value);
    expect(await values('')).toEqual(['12', '10', '9', '8', '7', '6', '5', '4', '3', '2', '1']);
    expect(await values('1')).toEqual(['12', '10', '1']);
    expect(await values('7')).toEqual(['7']);
    const [newest] = await ask({ kind: 'round' });
    expect(newest?.name).toMatch(/^12 · .+ · 2026-11-23 09:12 UTC$/);
    expect(await ask({ kind: 'round' }, false)).toEqual([]);
  }, 60_000);

  test('of a round goes by the feed that the command names', async () => {
    const feed = await addFeed();
    await stage.viva.jump(slot(0));
    await say('ada', '/viva-admin schedule add time=09:00 zone=UTC');
    expect(await ask({ kind: 'round' })).toEqual([]);
    expect(await ask({ kind: 'round', feed: feed.id })).toHaveLength(1);
    expect(await ask({ kind: 'round', feed: 'nonesuch' })).toEqual([]);
  });

  test('of away dates goes by the member’s own day', async () => {
    // 09:00 UTC on the 23rd; the 24th has begun in Kiritimati.
    stage.clock.set(Date.UTC(2026, 10, 23, 12));
    const today = async () => (await ask({ kind: 'away' }))[0];
    expect(await today()).toEqual({ name: 'today · 2026-11-23', value: '2026-11-23' });
    await say('ada', '/viva me zone=Pacific/Kiritimati');
    expect(await today()).toEqual({ name: 'today · 2026-11-24', value: '2026-11-24' });
  });

  test('of a cron rule offers none that comes too often here', async () => {
    expect((await ask({ kind: 'cron' })).map(({ value }) => value)).toContain('* * * * *');
    stage.viva.context.minInterval = 15 * 60_000;
    const found = await ask({ kind: 'cron' });
    expect(found.map(({ value }) => value)).not.toContain('* * * * *');
    expect(found.length).toBeGreaterThan(5);
    expect(await ask({ kind: 'cron', typed: '*/5 * * * *' })).toEqual([]);
    expect((await ask({ kind: 'cron', typed: '5 4 * * 3' }))[0]?.value).toBe('5 4 * * 3');
  });

  test.each(completionKinds)('of %s fails by being empty, or needs no store', async (kind) => {
    const away = new Proxy({} as Store, {
      get: () => new Proxy({}, { get: () => () => Promise.reject(new StoreAway()) }),
    });
    const whole = stage.viva.context.store;
    stage.viva.context.store = away;
    const found = await ask({ kind });
    stage.viva.context.store = whole;
    const stored = ['feed', 'round', 'away', 'grant', 'channel'];
    expect(found.length === 0).toBe(stored.includes(kind));
  });
});
