import { describe, expect, test } from 'vitest';
import { PublishFailure } from '../../../src/app/ports/platform.ts';
import { clickAt } from './click.ts';
import { day, evening, monday, useReminders } from './reminders-stage.ts';
import { bend } from './weather.ts';

/** What becomes of a reminder's buttons when the world has moved on. */
describe('a reminder that is pressed', () => {
  const { stage, state, reminded, on } = useReminders();
  const { say, press } = stage;

  const remindedRound = async () => {
    await on();
    await stage.viva.jump(evening);
    const [message] = reminded();
    const round = await stage.viva.context.store.rounds.newestIn(stage.world.space, stage.world.channel);
    if (message === undefined || round === undefined) throw new Error('there is no reminder');
    return { message, round };
  };

  test('twice at once reveals once', async () => {
    const { round } = await remindedRound();
    const reveal = { name: 'round-reveal', round: round.id } as const;
    const told = await Promise.all([0, 1].map(() => clickAt(stage, 'ben', stage.clock.now(), reveal)));
    for (const text of told) expect(text).toMatch(/Key points/i);
    expect((await stage.streakOf('ben')).current).toBe(4);
    const deeds = await stage.viva.context.store.deeds.of(round.id, stage.world.member('ben'));
    expect(deeds).toMatchObject({ attempt: undefined, revealAt: expect.any(Number) });
  });

  test('after the question left the bank, or the post was deleted, shows the answer of what was posted', async () => {
    const { message, round } = await remindedRound();
    const { context } = stage.viva;
    const content = await context.store.rounds.content(round.question, round.version);
    context.bank = { ...context.bank, get: () => undefined, all: () => [], matching: () => [] };
    const { space, channel } = stage.world;
    const post = stage.world.posts().at(-1)?.id ?? '';
    await context.platforms.get('local')?.remove({ space, channel, message: post });
    const answer = await press('ben', message.id, 'Reveal round 4');
    expect(answer).toContain(content?.keyPoints[0]?.name);
    expect((await stage.streakOf('ben')).current).toBe(4);
  });

  test('once the next round is open shows the answer, and saves nothing any more', async () => {
    const { message } = await remindedRound();
    await stage.viva.jump(monday + 4 * day);
    stage.clock.advance(3 * 60_000);
    expect(await press('ben', message.id, 'Reveal round 4')).toMatch(/key points/i);
    const { steps } = await stage.streakOf('ben');
    expect(steps.filter(({ kind }) => kind === 'took-part').map(({ round }) => round)).toEqual([1, 2, 3]);
  });

  test('once the round was taken back says so', async () => {
    const { message } = await remindedRound();
    await say('ada', '/viva-admin schedule void');
    expect(await press('ben', message.id, 'Reveal round 4')).toContain('That round was taken back');
    expect((await stage.streakOf('ben')).current).toBe(3);
  });

  test('a member who left is not written to again: the refusal turns reminders off', async () => {
    await on();
    let tries = 0;
    bend(stage, () => ({
      publish: () => {
        tries += 1;
        return Promise.reject(new PublishFailure('refused', 'That person’s account is gone.', '', 0, true));
      },
    }));
    await stage.viva.jump(evening);
    for (let later = 1; later < 4; later += 1) await stage.viva.jump(evening + later * day);
    expect(tries).toBe(1);
    expect(await state()).toMatchObject({ on: false, refused: true });
  });
});
