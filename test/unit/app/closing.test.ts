import { describe, expect, test } from 'vitest';
import { PublishFailure } from '../../../src/app/ports/platform.ts';
import { graceMs } from '../../../src/core/round.ts';
import { useStage } from '../../contract/stage.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { clickAt } from './click.ts';
import { bend } from './weather.ts';

const hour = 3_600_000;

describe('closing', () => {
  const stage = useStage(openLocalWorld);
  const { say, press, addFeed, slot, newest, streakOf } = stage;
  const roundHere = async () => {
    const round = await stage.viva.context.store.rounds.newestIn(stage.world.space, stage.world.channel);
    if (round === undefined) throw new Error('there is no round');
    return round;
  };

  test('where a removed feed’s close cannot be shown at once, it is shown later', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    let busy = true;
    bend(stage, (real) => ({
      revise: (...given) =>
        busy
          ? Promise.reject(new PublishFailure('slow-down', 'Too many requests.', '', 20))
          : real.revise(...given),
    }));
    expect(await say('ada', '/viva-admin schedule remove')).toContain('gone');
    busy = false;
    await stage.viva.settle();
    expect(newest().text).toContain('In short');
  });

  test('the extra round of a removed feed closes, and its post shows the answer', async () => {
    await addFeed('close=1h');
    await say('ada', '/viva-admin schedule post');
    await stage.viva.settle();
    const extra = newest().id;
    await say('ada', '/viva-admin schedule remove');
    await stage.viva.jump(slot(0) + 2 * hour);
    const post = stage.world.posts().find(({ id }) => id === extra);
    expect(post?.text).toContain('In short');
  });

  test('removing a feed does not open the answers of its extra round before the close', async () => {
    await addFeed('close=1h reveal=at-close');
    await say('ada', '/viva-admin schedule post');
    await stage.viva.settle();
    const { question, id } = await roundHere();
    expect(await say('ben', `/viva answer ${question}`)).toContain('Not yet');
    await say('ada', '/viva-admin schedule remove');
    const round = await stage.viva.context.store.rounds.get(id);
    // Either the removal closed it, and the post tells the answer, or it is still kept.
    if (round?.status === 'open') {
      expect(await say('ben', `/viva answer ${question}`)).toContain('Not yet');
    } else expect(newest().text).toContain('In short');
  });

  test('an extra round never speaks of a streak, nor did it when it has closed', async () => {
    await addFeed('close=1m');
    await say('ada', '/viva-admin schedule edit cron="0 12 * * *"');
    await say('ada', '/viva-admin schedule post');
    await stage.viva.settle();
    expect(await press('ben', newest().id, 'A')).not.toContain('treak');
    await stage.viva.jump(stage.clock.now() + hour / 2);
    expect(newest().text).toContain('In short');
    expect(await press('cleo', newest().id, 'Full answer')).not.toContain('counts for the streak');
  });

  test('who took part in time is not told that they were late when they look at the full answer', async () => {
    await addFeed('close=1m');
    await say('ada', '/viva-admin schedule edit cron="2 9,10 * * *"');
    await stage.viva.jump(slot(1));
    await press('ben', newest().id, 'A');
    await stage.viva.jump(slot(1) + 5 * 60_000);
    expect(await press('ben', newest().id, 'Full answer')).not.toContain('counts for the streak alone');
  });

  test('the answer in the post is told to those whose press came just before the close, too', async () => {
    await addFeed('reveal=at-close');
    await stage.viva.jump(slot(0));
    const round = await roundHere();
    await stage.viva.jump(slot(1));
    const told = await clickAt(stage, 'ben', slot(1) - 2_000, { name: 'round-reveal', round: round.id });
    expect(told).not.toContain('Not yet');
  });

  test('a choice made before the close and delivered after it counts in full, and shows its verdict', async () => {
    await addFeed('reveal=at-close close=1m');
    await say('ada', '/viva-admin schedule edit cron="2 9,10 * * *"');
    await stage.viva.jump(slot(1));
    const round = await roundHere();
    const closesAt = round.closesAt ?? 0;
    await stage.viva.jump(closesAt + 5 * 60_000);
    expect((await roundHere()).status).toBe('closed');
    const question = await stage.viva.context.store.rounds.content(round.question, round.version);
    const position = round.order.findIndex((choice) => question?.choices[choice]?.right);
    const choose = { name: 'choose', round: round.id, position } as const;
    expect(await clickAt(stage, 'ben', closesAt - 1_000, choose)).toMatch(/That is right[\s\S]*2 points/);
    expect(await clickAt(stage, 'cleo', closesAt + graceMs + 1_000, choose)).toContain('streak alone');
    expect((await streakOf('ben')).current).toBe(1);
    expect((await streakOf('cleo')).current).toBe(1);
  });

  test('forged positions and rounds are refused and leave no trace', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    const round = await roundHere();
    for (const position of [4, -1, 1.5, Number.NaN]) {
      const told = await clickAt(stage, 'ben', slot(0) + 1_000, {
        name: 'choose',
        round: round.id,
        position,
      });
      expect(told).toContain('gone');
    }
    for (const id of ['nothing-1', '', '../feed', 'constructor', '__proto__']) {
      const told = await clickAt(stage, 'ben', slot(0) + 1_000, { name: 'choose', round: id, position: 0 });
      expect(told).toContain('gone');
    }
    expect((await streakOf('ben')).steps).toEqual([]);
    expect(await stage.viva.context.store.deeds.all(round.id)).toEqual([]);
  });

  test('the fallback of a close whose post was deleted is sent once', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    const round = await roundHere();
    const real = bend(stage, () => ({}));
    await real.remove({
      space: stage.world.space,
      channel: stage.world.channel,
      message: round.message ?? '',
    });
    await stage.viva.jump(slot(1));
    await stage.viva.jump(slot(1) + 10_000);
    const answers = stage.world.posts().filter(({ text }) => text.includes('In short'));
    expect(answers).toHaveLength(1);
    expect(stage.world.posts()).toHaveLength(2);
  });

  test('the grace of two minutes holds at a feed of one minute, each click for the round it was made in', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    const first = await roundHere();
    await stage.viva.jump(slot(1));
    await stage.viva.jump(slot(2));
    const choose = { name: 'choose', round: first.id, position: 0 } as const;
    // The first round was over at slot(1).
    await clickAt(stage, 'ben', slot(1) + 90_000, choose);
    expect((await streakOf('ben')).steps.map(({ kind }) => kind)).toEqual(['took-part', 'missed', 'waiting']);
    expect(await clickAt(stage, 'cleo', slot(1) + graceMs + 1, choose)).toContain('That round is over');
    expect((await streakOf('cleo')).steps).toEqual([]);
  });
});
