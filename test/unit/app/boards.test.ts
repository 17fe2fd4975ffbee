import { describe, expect, test } from 'vitest';
import { handle } from '../../../src/app/handle.ts';
import { readStreakBoard } from '../../../src/app/streak-board.ts';
import type { Command } from '../../../src/core/command.ts';
import { useStage } from '../../contract/stage.ts';
import type { Person } from '../../support/world.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { clickAt, exchangeAt } from './click.ts';
import { cutAt } from './cut.ts';
import { bend } from './weather.ts';

describe('boards through the app', () => {
  const stage = useStage(openLocalWorld);
  const { say, press, addFeed, slot, newest } = stage;
  const board = (person: Person, of?: string, kind: 'week' | 'all' | 'streaks' = 'all', changes = {}) =>
    clickAt(
      stage,
      person,
      stage.clock.now(),
      { name: 'board', board: kind, ...(of === undefined ? {} : { of }) },
      changes,
    );
  const chooseRight = async (person: Person, changes = {}): Promise<string> => {
    const { rounds } = stage.viva.context.store;
    const round = await rounds.newestIn(stage.world.space, stage.world.channel);
    const question = round && (await rounds.content(round.question, round.version));
    const position = (round?.order ?? []).findIndex((choice) => question?.choices[choice]?.right);
    stage.clock.advance(1_000);
    const command: Command = { name: 'choose', round: round?.id ?? '', position };
    return clickAt(stage, person, stage.clock.now(), command, changes);
  };
  const valuesOf = async (scope: string, window = 'all') => {
    const { boards } = stage.viva.context.store;
    const at = { scope, window, space: stage.world.space, reader: 'local:ada', limit: 10 };
    return Object.fromEntries((await boards.points(at)).rows.map(({ member, value }) => [member, value]));
  };

  test('a button of a channel that the person cannot see shows nothing of its board', async () => {
    const feed = await addFeed();
    await stage.viva.jump(slot(0));
    await chooseRight('ben');
    const elsewhere = { place: { channel: 'elsewhere', kind: 'channel', under: undefined } } as const;
    expect(await board('cleo', feed.id, 'all', elsewhere)).toContain('local:ben'.slice(6));
    bend(stage, () => ({ canSee: async () => false }));
    const told = await board('cleo', feed.id, 'all', elsewhere);
    expect(told).not.toContain('"ben"');
    expect(told).toContain('refusal');
    bend(stage, () => ({ canSee: () => Promise.reject(new Error('away')) }));
    expect(await board('cleo', feed.id, 'all', elsewhere)).toContain('refusal');
    expect(await board('cleo', 'nofeed00', 'all', elsewhere)).toContain('refusal');
  });

  test('a personal feed has a board of its own for its one person, and gives nothing on the space’s', async () => {
    await stage.told('ben', () =>
      stage.world.command('ben', '/viva-admin schedule add cron="* * * * *" zone=UTC', { channel: 'dm-ben' }),
    );
    await stage.viva.jump(slot(0));
    const [feed] = await stage.viva.context.store.feeds.inSpace(stage.world.space);
    const round = await stage.viva.context.store.rounds.newest(feed?.id ?? '');
    expect(round).toMatchObject({ personal: true, zone: 'UTC' });
    for (const position of [0, 1, 2, 3]) {
      // One of them is right, and each is somebody's.
      const person = (['ada', 'ben', 'cleo', 'dan'] as const)[position] ?? 'ada';
      await clickAt(stage, person, slot(0) + 1_000, { name: 'choose', round: round?.id ?? '', position });
    }
    expect(Object.keys(await valuesOf(feed?.id ?? ''))).toHaveLength(1);
    expect(await valuesOf(stage.world.space)).toEqual({});
    expect(await board('cleo', feed?.id)).toContain('refusal');
  });

  test('an extra round gives points and no streak, and its feed is found again', async () => {
    const feed = await addFeed('close=1h');
    await say('ada', '/viva-admin schedule edit cron="0 12 * * *"');
    await say('ada', '/viva-admin schedule post');
    await stage.viva.settle();
    await chooseRight('ben');
    expect(Object.keys(await valuesOf(feed.id))).toEqual(['local:ben']);
    expect(await stage.viva.context.store.deeds.feedsOf('local:ben')).toEqual([feed.id]);
    expect(await board('ben', feed.id, 'streaks')).toContain('No streak is running');
    expect(await say('ben', '/viva streak')).not.toContain('NaN');
  });

  test('a press that came after the close, before anybody had closed the round, is settled at the close', async () => {
    const feed = await addFeed();
    await stage.viva.jump(slot(0));
    const round = await stage.viva.context.store.rounds.newest(feed.id);
    await chooseRight('ben');
    // The next post is held up: its round opens with the platform's time of then, and this press came later.
    const question = await stage.viva.context.store.rounds.content(
      round?.question ?? '',
      round?.version ?? '',
    );
    const position = (round?.order ?? []).findIndex((choice) => question?.choices[choice]?.right);
    const late = slot(1) + 10 * 60_000;
    await clickAt(stage, 'cleo', late, { name: 'choose', round: round?.id ?? '', position });
    expect(Object.keys(await valuesOf(feed.id)).sort()).toEqual(['local:ben', 'local:cleo']);
    await stage.viva.jump(slot(1));
    expect(Object.keys(await valuesOf(feed.id))).toEqual(['local:ben']);
    expect(Object.keys(await valuesOf(stage.world.space, 'w2026-11-23'))).toEqual(['local:ben']);
  });

  test('weeks are those of the zone that the feed had when a round was posted, whatever it is edited to', async () => {
    await addFeed();
    await say('ada', '/viva-admin schedule edit cron="* * * * *" zone=Pacific/Kiritimati');
    // Sunday noon in UTC is Monday there already.
    await stage.viva.jump(Date.UTC(2026, 10, 29, 12));
    await chooseRight('ben');
    const feed = await stage.feed();
    expect(Object.keys(await valuesOf(feed.id, 'w2026-11-30'))).toEqual(['local:ben']);
    expect(await board('ben', feed.id, 'week')).toContain('"ben"');
    await say('ada', '/viva-admin schedule edit zone=UTC');
    await say('ada', '/viva-admin schedule void round=1');
    expect(await valuesOf(feed.id, 'w2026-11-30')).toEqual({});
  });

  test('a milestone whose answer was lost is congratulated on when the deed comes again', async () => {
    const feed = await addFeed();
    for (let index = 0; index < 6; index += 1) {
      await stage.viva.jump(slot(index));
      await press('ben', newest().id, 'A');
    }
    await stage.viva.jump(slot(6));
    const round = await stage.viva.context.store.rounds.newest(feed.id);
    const { context } = stage.viva;
    const whole = context.store;
    const reveal = { name: 'round-reveal', round: round?.id ?? '' } as const;
    const { exchange, cards } = exchangeAt(stage, 'ben', slot(6) + 1_000, reveal);
    let at = 1;
    for (let names: string[] = []; !names.includes('deeds.record'); at += 1) {
      names = [];
      const cut = cutAt(whole, at, 'answer');
      context.store = cut.store;
      await handle(context, exchange);
      context.store = whole;
      names = cut.names.slice(0, at).map((name) => name.replace('store.', ''));
      names =
        names.at(-1)?.endsWith('deeds.record') || names.at(-1)?.endsWith('record') ? ['deeds.record'] : [];
    }
    await handle(context, exchange);
    expect(JSON.stringify(cards.at(-1))).toContain('7 rounds in a row');
    const again = await clickAt(stage, 'ben', slot(6) + 2_000, reveal);
    expect(again).not.toContain('in a row');
  });

  test('streaks are put right where members stopped, by bounded work, and freezes and away dates hold', async () => {
    const feed = await addFeed();
    const { context } = stage.viva;
    for (let index = 0; index < 8; index += 1) {
      await stage.viva.jump(slot(index));
      const round = await context.store.rounds.newest(feed.id);
      if (round === undefined) throw new Error('there is no round');
      // Many who took part in the first seven, and then never again but for their freeze.
      if (index < 7) {
        for (let member = 0; member < 30; member += 1) {
          const deeds = { attempt: undefined, hintAt: undefined, revealAt: slot(index) + member };
          const boarded = { worth: () => undefined, streak: index + 1 };
          await context.store.deeds.record(round, `local:m${member}`, deeds, true, undefined, boarded);
        }
      }
      if (index > 4) await press('ben', newest().id, 'A');
    }
    const read = () =>
      readStreakBoard(context, feed, { space: stage.world.space, reader: 'local:ben', limit: 10 });
    // Their freeze bridges round 8 and would bridge 9, which is open still.
    await stage.viva.jump(slot(8));
    expect((await read()).rows.map(({ value }) => value)).toEqual(Array(10).fill(7));
    expect((await read()).own).toEqual({ value: 3, above: 30, hidden: false });
    await context.store.members.save('local:m3', {
      zone: undefined,
      away: [{ from: '2026-11-23', to: '2026-11-23' }],
      hidden: false,
    });
    await stage.viva.jump(slot(9));
    await press('ben', newest().id, 'A');
    const after = await read();
    // Who was away has kept what they had; ben missed a round without a freeze and began anew.
    expect(after.rows.map(({ member, value }) => [member, value])).toEqual([
      ['local:m3', 7],
      ['local:ben', 1],
    ]);
    expect(after.total).toBe(2);
  });
});
