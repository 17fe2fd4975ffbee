import { describe, expect, test } from 'vitest';
import { PublishFailure } from '../../../src/app/ports/platform.ts';
import { StoreAway } from '../../../src/app/ports/store.ts';
import { tick } from '../../../src/app/tick.ts';
import { work } from '../../../src/app/work.ts';
import { clickAt } from './click.ts';
import { cutAt } from './cut.ts';
import { day, evening, hour, minute, monday, useReminders } from './reminders-stage.ts';
import { bend } from './weather.ts';

describe('reminders in bad weather', () => {
  const { stage, member, state, reminded, on, dueCard } = useReminders();
  const { say } = stage;

  test('never two a day: ticks again, two workers at once, a job that comes again', async () => {
    await on();
    // Counted as they are sent: the page would show a repetition as the message that is there.
    let sent = 0;
    bend(stage, (real) => ({
      publish: (to, ...given) => {
        if (to.kind === 'member') sent += 1;
        return real.publish(to, ...given);
      },
    }));
    stage.clock.set(evening);
    await tick(stage.viva.context);
    await Promise.all(
      [1, 2].map(() => work(stage.viva.context, { kind: 'remind', member: member(), due: evening })),
    );
    await stage.viva.settle();
    await work(stage.viva.context, { kind: 'remind', member: member(), due: evening });
    for (const minutes of [1, 2, 60]) await stage.viva.jump(evening + minutes * minute);
    expect(reminded()).toHaveLength(1);
    await say('ben', '/viva me reminders=off');
    await say('ben', '/viva me reminders=on');
    await stage.viva.jump(evening + 61 * minute);
    expect(reminded()).toHaveLength(1);
    expect(sent).toBe(1);
  });

  test('killed between taking the day and sending, it is not sent: one missed is better than two', async () => {
    await on();
    const { context } = stage.viva;
    const job = { kind: 'remind', member: member(), due: evening } as const;
    let tries = 0;
    bend(stage, () => ({
      publish: () => {
        tries += 1;
        return new Promise(() => {});
      },
    }));
    stage.clock.set(evening);
    void work(context, job);
    await expect.poll(() => tries).toBe(1);
    expect((await state())?.day).toBe('2026-11-26');
    await work(context, job);
    expect(tries).toBe(1);
  });

  test('whatever call to the store is lost, at most one is sent, and the next day’s comes', async () => {
    await on();
    const { context } = stage.viva;
    const whole = context.store;
    let sent = 0;
    bend(stage, () => ({
      publish: async () => {
        sent += 1;
        return { channel: 'dm-ben', message: String(sent), at: context.clock.now() };
      },
    }));
    stage.clock.set(evening);
    const before = await state();
    if (before === undefined) throw new Error('nothing is kept');
    for (const loss of ['request', 'answer'] as const) {
      for (let at = 1, more = true; more; at += 1) {
        sent = 0;
        await whole.reminders.change(member(), () => ({ after: before }));
        const cut = cutAt(whole, at, loss);
        const job = { kind: 'remind', member: member(), due: evening } as const;
        const result = await work({ ...context, store: cut.store }, job).catch((error: unknown) => error);
        more = cut.calls() >= at;
        if (more) expect(result).toBeInstanceOf(StoreAway);
        await work({ ...context, store: whole }, job);
        // The answer that the day was taken may be lost: then nobody knows, and nothing is sent.
        expect(sent).toBeLessThanOrEqual(1);
        if (loss === 'request') expect(sent).toBe(1);
      }
    }
  });

  test('one in doubt is not sent again; one that surely was not sent is', async () => {
    await on();
    const kinds: ('slow-down' | 'doubt')[] = ['slow-down', 'doubt'];
    let tries = 0;
    bend(stage, () => ({
      publish: () => {
        tries += 1;
        return Promise.reject(new PublishFailure(kinds.shift() ?? 'doubt', 'Bad weather.', '', 20));
      },
    }));
    await stage.viva.jump(evening);
    expect(tries).toBe(2);
    await stage.viva.jump(evening + hour);
    expect(tries).toBe(2);
    expect((await state())?.on).toBe(true);
  });

  test('refused for a fault of Viva’s own, it is not sent again that day, and stays on', async () => {
    await on();
    bend(stage, () => ({ publish: () => Promise.reject(new PublishFailure('refused', 'Wrong token.')) }));
    await stage.viva.jump(evening);
    await stage.viva.jump(evening + hour);
    expect(await state()).toMatchObject({
      on: true,
      refused: false,
      day: '2026-11-26',
      unanswered: [],
    });
  });

  test('refused because the member takes none, it is off, and /viva me says why', async () => {
    await on();
    let tries = 0;
    const closed = new PublishFailure('refused', 'Closed.', '', 0, true);
    bend(stage, () => ({
      publish: () => {
        tries += 1;
        return Promise.reject(closed);
      },
    }));
    await stage.viva.jump(evening);
    for (const days of [1, 2]) await stage.viva.jump(evening + days * day);
    expect(tries).toBe(1);
    expect(await say('ben', '/viva me')).toContain('your direct messages are closed to me');
    expect(await say('ben', '/viva me reminders=off')).not.toContain('closed to me');
  });

  test('three without a sign of the member, and there is silence, announced once; any deed ends it', async () => {
    await say('ben', '/viva me reminders=on');
    await dueCard();
    await say('ben', '/viva help');
    const sixes = (days: number) => monday + days * day + 8 * hour;
    for (let days = 0; days < 6; days += 1) await stage.viva.jump(sixes(days));
    expect(reminded()).toHaveLength(3);
    expect(reminded().map(({ text }) => text.includes('I fall silent now'))).toEqual([false, false, true]);
    expect(await stage.viva.context.store.due.list(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
    stage.clock.set(sixes(6) - hour);
    await say('ben', '/viva search residual');
    await stage.viva.jump(sixes(6));
    expect(reminded()).toHaveLength(4);
    expect(reminded().at(-1)?.text).not.toContain('silent');
  });

  test('off at once: what was on its way is not sent', async () => {
    await on();
    const { context } = stage.viva;
    bend(stage, () => ({
      canSee: async () => {
        await clickAt(stage, 'ben', evening, { name: 'stop-reminders' });
        return true;
      },
    }));
    await stage.viva.jump(evening);
    expect(reminded()).toEqual([]);
    expect((await context.store.reminders.of(member()))?.on).toBe(false);
  });
});
