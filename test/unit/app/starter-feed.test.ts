import { describe, expect, test } from 'vitest';
import { starterPlace } from '../../../src/alone.ts';
import { plantStarterFeed, starterFeed } from '../../../src/app/starter-feed.ts';
import { tick } from '../../../src/app/tick.ts';
import { useStage } from '../../contract/stage.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { gate } from './weather.ts';

const place = { ...starterPlace, zone: 'Europe/Berlin' };
const at = (time: string): number => Date.parse(`2026-11-23T${time}Z`);

describe('the starter feed', () => {
  test.each([
    ['a zone that the machine knows', 'America/New_York', 'America/New_York'],
    ['no zone', '', 'UTC'],
    ['a zone that is none', 'Mars/Olympus_Mons', 'UTC'],
    ['a bare offset', '+02:00', 'UTC'],
  ])('with %s is daily at nine there', (_, zone, used) => {
    expect(starterFeed({ ...place, zone }, at('18:00:00')).rule).toEqual({ cron: '0 9 * * *', zone: used });
  });

  test.each([
    ['05:59:59', '0 9 * * *'],
    ['06:00:00', '0 12 * * *'],
    ['07:59:59', '0 12 * * *'],
    ['08:00:00', '0 9 * * *'],
  ])('planted at %s UTC, its first round in Berlin is not over within two hours', (time, cron) => {
    expect(starterFeed(place, at(time)).rule.cron).toBe(cron);
  });
});

describe('planting the starter feed', () => {
  const stage = useStage(openLocalWorld);
  const plant = (changes = {}) => plantStarterFeed({ ...stage.viva.context, ...changes }, place);
  const feeds = () => stage.viva.context.store.feeds.inSpace(place.space);

  test('its first round is there at once, is an ordinary one and carries the streak', async () => {
    expect(await plant()).toBe(true);
    await tick(stage.viva.context);
    await stage.viva.settle();
    expect(stage.newest().text).toContain('Round 1 ');
    expect(await stage.press('ben', stage.newest().id, 'A')).toContain('Streak: 1 round');
    expect(await stage.viva.context.store.feeds.nextSlot('starter1')).toBe(at('08:00:00') + 86_400_000);
    const [posted] = await stage.viva.context.store.ledger.read('starter1', 10);
    expect(posted?.text).toMatch(/^Round 1 was posted: \w+\.$/);
  });

  test('a later start plants nothing again, nor does one after it was removed', async () => {
    await plant();
    await tick(stage.viva.context);
    await stage.viva.settle();
    expect(await plant()).toBe(false);
    expect(await feeds()).toHaveLength(1);
    await stage.say('ada', '/viva-admin schedule remove');
    expect(await plant()).toBe(false);
    expect(await feeds()).toEqual([]);
  });

  test('a place with a feed of its own keeps to it, also once that is removed', async () => {
    await stage.addFeed();
    expect(await plant()).toBe(false);
    await stage.say('ada', '/viva-admin schedule remove');
    expect(await plant()).toBe(false);
    expect(await feeds()).toEqual([]);
  });

  test('a place in which a round stood once is no new one', async () => {
    await stage.addFeed();
    await stage.viva.jump(stage.slot(0));
    await stage.say('ada', '/viva-admin schedule remove');
    expect(await plant()).toBe(false);
  });

  test('two processes that start at once plant one feed, with one first round', async () => {
    const planted = await Promise.all([plant(), plant({ instance: 'other' })]);
    expect(planted.filter(Boolean)).toHaveLength(1);
    expect(await feeds()).toHaveLength(1);
    await Promise.all([tick(stage.viva.context), tick(stage.viva.context)]);
    await stage.viva.settle();
    expect(stage.world.posts()).toHaveLength(1);
  });

  test('a process that dawdled does not bring back what was planted and removed meanwhile', async () => {
    const { store } = stage.viva.context;
    const held = gate();
    const looked = gate();
    const slow = {
      ...store,
      rounds: {
        ...store.rounds,
        newestIn: async () => {
          looked.open();
          await held.passed;
          return undefined;
        },
      },
    };
    const dawdling = plant({ store: slow, instance: 'slow' });
    await looked.passed;
    // Nothing can be planted beside it, so nothing can be removed.
    expect(await plant()).toBe(false);
    expect(await feeds()).toEqual([]);
    held.open();
    expect(await dawdling).toBe(true);
    expect(await feeds()).toHaveLength(1);
  });

  test('without a question it waits for a start with some', async () => {
    const { bank } = stage.viva.context;
    expect(await plant({ bank: { ...bank, size: 0 } })).toBe(false);
    expect(await plant()).toBe(true);
  });
});
