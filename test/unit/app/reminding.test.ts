import { describe, expect, test } from 'vitest';
import { tick } from '../../../src/app/tick.ts';
import { clickAt } from './click.ts';
import { day, evening, hour, minute, monday, useReminders } from './reminders-stage.ts';
import { bend } from './weather.ts';

describe('reminders through the app', () => {
  const { stage, state, reminded, streakOf, on, dueCard } = useReminders();
  const { say, press, newest, heard } = stage;

  test('a streak of two is not worth a message, one of three is', async () => {
    await say('ben', '/viva me reminders=on');
    await streakOf(2);
    await stage.viva.jump(evening - day);
    expect(reminded()).toEqual([]);
    await press('ben', newest().id, 'A');
    await stage.viva.jump(monday + 3 * day);
    await stage.viva.jump(evening);
    expect(reminded()).toHaveLength(1);
  });

  test('turned on in the middle of a round, they come for that round', async () => {
    await streakOf(3);
    await say('ben', '/viva me reminders=on');
    await stage.viva.jump(evening);
    expect(reminded()).toHaveLength(1);
  });

  test('a freeze that would bridge the miss makes a reminder needless', async () => {
    await say('ben', '/viva me reminders=on');
    await streakOf(7);
    await stage.viva.jump(monday + 7 * day + 10 * hour);
    expect(reminded()).toEqual([]);
    // Viva was there all day, so the round is not excused.
    const { heartbeats } = stage.viva.context.store;
    await heartbeats.beatThrough('local', monday + 7 * day, monday + 8 * day);
    // The freeze is spent once that round was missed: the next miss would end the streak.
    await stage.viva.jump(monday + 8 * day);
    await stage.viva.jump(monday + 8 * day + 10 * hour);
    expect(reminded()).toHaveLength(1);
    expect(reminded()[0]?.text).toContain('your streak of 7 rounds would end');
  });

  test('who is away loses nothing, and is told nothing', async () => {
    await on();
    await say('ben', '/viva me away=2026-11-27');
    await stage.viva.jump(evening);
    expect(reminded()).toEqual([]);
  });

  test('who comes back after more away rounds than freezes bridge is told of the first round that counts', async () => {
    await on();
    await say('ben', '/viva me away=2026-11-26..2026-11-30');
    for (let days = 4; days <= 8; days += 1) await stage.viva.jump(monday + days * day);
    expect(reminded()).toEqual([]);
    await stage.viva.jump(monday + 8 * day + 10 * hour);
    expect(reminded()[0]?.text).toContain('your streak of 3 rounds would end');
  });

  test('a round that is taken back, or a feed that is paused or gone, brings none', async () => {
    await on();
    await say('ada', '/viva-admin schedule void');
    await stage.viva.jump(evening);
    await say('ada', '/viva-admin schedule pause');
    await stage.viva.jump(evening + 10 * minute);
    await say('ada', '/viva-admin schedule remove');
    await stage.viva.jump(evening + 20 * minute);
    expect(reminded()).toEqual([]);
  });

  test('who cannot see the channel any more is not called back into it', async () => {
    await on();
    bend(stage, () => ({ canSee: async () => false }));
    await stage.viva.jump(evening);
    expect(reminded()).toEqual([]);
  });

  test('two feeds make one message, which names both, the soonest first', async () => {
    await say('ben', '/viva me reminders=on');
    await say('ada', '/viva-admin schedule add time=10:30 days=daily zone=UTC');
    await say('ada', '/viva-admin schedule add time=10:00 days=daily zone=UTC');
    for (let round = 0; round <= 3; round += 1) {
      for (const at of [0, hour / 2]) {
        await stage.viva.jump(monday + round * day + at);
        if (round < 3) await press('ben', newest().id, 'A');
      }
    }
    for (let minutes = 0; minutes < 60; minutes += 20) await stage.viva.jump(evening + minutes * minute);
    expect(reminded()).toHaveLength(1);
    const text = reminded()[0]?.text ?? '';
    const closes = [monday + 4 * day, monday + 4 * day + hour / 2].map((at) =>
      text.indexOf(String(at / 1_000)),
    );
    expect(closes.every((place) => place > 0)).toBe(true);
    expect(closes[0]).toBeLessThan(closes[1] ?? 0);
  });

  test('in the member’s own zone: by their evening, not by the feed’s', async () => {
    await say('ben', '/viva me reminders=on zone=America/New_York');
    await streakOf(3);
    await stage.viva.jump(evening);
    expect(reminded()).toEqual([]);
    // 20:00 in New York.
    await stage.viva.jump(evening + 5 * hour);
    expect(reminded()).toHaveLength(1);
  });

  test('late on the same day it still comes; once the round is closed, or the next day, it does not', async () => {
    await on();
    stage.clock.set(evening + 100 * minute);
    await tick(stage.viva.context);
    await stage.viva.settle();
    expect(reminded()).toHaveLength(1);
    await stage.viva.jump(monday + 4 * day - hour);
    await stage.viva.jump(monday + 4 * day);
    expect(reminded()).toHaveLength(1);
  });

  test('after a long absence of Viva’s nothing of the days before is made up for', async () => {
    await say('ben', '/viva me reminders=on');
    await streakOf(3, 'close=8h');
    await stage.viva.jump(monday + 4 * day + hour);
    expect(reminded()).toEqual([]);
  });

  test('cards that are due are told of at six in the evening, with a button that begins', async () => {
    await say('ben', '/viva me reminders=on zone=Europe/Berlin');
    await dueCard();
    await stage.viva.jump(monday + 6 * hour + 59 * minute);
    expect(reminded()).toEqual([]);
    await stage.viva.jump(monday + 7 * hour);
    expect(reminded()).toHaveLength(1);
    expect(reminded()[0]?.text).toContain('1 card');
    expect(await press('ben', reminded()[0]?.id ?? '', 'Practise')).toMatch(/Practice|practice/);
  });

  test('where the day’s message is needed for a streak, it tells of the cards too', async () => {
    await on();
    await dueCard();
    await say('ben', '/viva me');
    await stage.viva.jump(evening - 2 * hour);
    expect(reminded()).toEqual([]);
    await stage.viva.jump(evening);
    expect(reminded()).toHaveLength(1);
    expect(reminded()[0]?.text).toContain('1 card');
    expect(reminded()[0]?.text).toContain('your streak of 3 rounds would end');
  });

  test('the button stops them also when the feed is gone and pressed twice, and an old “on” that comes late changes nothing', async () => {
    await on();
    await stage.viva.jump(evening);
    await say('ada', '/viva-admin schedule remove');
    const id = reminded()[0]?.id ?? '';
    expect(await press('ben', id, 'Stop reminders')).toContain('Reminders are off');
    expect(await press('ben', id, 'Stop reminders')).toContain('Reminders are off');
    await clickAt(stage, 'ben', monday + 2 * day, { name: 'me', reminders: true });
    expect((await state())?.on).toBe(false);
    expect(await stage.viva.context.store.due.list(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
  });

  test('nobody else costs anything: what is due is of those who asked', async () => {
    await streakOf(3, '', ['ben', 'cleo']);
    await say('cleo', '/viva me reminders=on');
    const due = await stage.viva.context.store.due.list(Number.MAX_SAFE_INTEGER, 10);
    expect(due.filter(({ kind }) => kind === 'remind')).toMatchObject([
      { member: stage.world.member('cleo') },
    ]);
    await stage.viva.context.store.reminders.forget(stage.world.member('cleo'));
    expect(await stage.viva.context.store.reminders.of(stage.world.member('cleo'))).toBeUndefined();
    await stage.viva.jump(evening);
    expect(reminded('cleo')).toEqual([]);
    expect(heard('ben', 0)).not.toContain('waits for you');
  });
});
