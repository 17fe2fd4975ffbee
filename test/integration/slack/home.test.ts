import { describe, expect, it, test } from 'vitest';
import { StoreAway } from '../../../src/app/ports/store.ts';
import type { Feed } from '../../../src/core/feed.ts';
import type { OpenRound } from '../../../src/core/outcome.ts';
import { streakOf } from '../../../src/core/streak.ts';
import { homeCard } from '../../../src/core/words/home.ts';
import { renderHome } from '../../../src/platforms/slack/render.ts';
import { useStage } from '../../contract/stage.ts';
import { blockProblems, blockText } from '../../servers/slack/blocks.ts';
import { type Json, SlackState } from '../../servers/slack/state.ts';
import { needs, redisProgram } from '../../support/requires.ts';
import { sampleFeed, sampleRound } from '../../support/samples.ts';
import { openSlackWorld, type SlackWorld } from '../../support/worlds/slack.ts';
import { card, openStage, text, until } from './stage.ts';

describe.skipIf(!redisProgram)(needs('redis-server', 'the Home tab'), () => {
  const stage = useStage((options) => openSlackWorld({ ...options, mode: 'socket' }));
  const { addFeed, slot, newest, press } = stage;
  const world = () => stage.world as SlackWorld;
  const home = () => world().home('ben')?.text ?? '';

  test('tells a newcomer what there is to join, and offers a question', async () => {
    await world().openHome('ben');
    expect(home()).toContain('No round is open in your channels now.');
    expect(home()).toContain('None yet.');
    expect(home()).toContain('Nothing is scheduled in your channels.');
    expect(
      world()
        .home('ben')
        ?.buttons.map(({ label }) => label),
    ).toEqual(['Ask me a question', 'About me']);
    expect(world().privately('ben')).toEqual([]);
  });

  test('shows open rounds, streaks and next posts, and changes with what its owner does', async () => {
    await addFeed('close=8h');
    await stage.viva.jump(slot(0));
    await world().openHome('ben');
    expect(home()).toMatch(/\*Round 1\* · .+ · in <#C0DAILY> · it waits for you · open until <!date\^/);
    expect(home()).toMatch(/Next posts[\s\S]*<#C0DAILY>: <!date\^\d+\^\{date_short_pretty\} at \{time\}\|/);
    await press('ben', newest().id, 'A');
    await world().openHome('ben');
    expect(home()).toMatch(/in <#C0DAILY> · you took part/);
    expect(home()).toContain('*1 round* in <#C0DAILY>');
    const [answer] = world().home('ben')?.buttons ?? [];
    expect(answer?.label).toMatch(/^Answer: /);
    await world().pressHome('ben', answer?.label ?? '');
    expect(world().posts(world().direct('ben')).at(-1)?.text).toContain('Key points');
    expect(world().home('ada')).toBeUndefined();
  });

  test('shows no round of a channel that its owner cannot see', async () => {
    await world().command('ada', '/viva-admin schedule add cron="* * * * *" zone=UTC', {
      channel: 'C0SECRET',
    });
    await stage.viva.jump(slot(0));
    for (const person of ['ben', 'cleo'] as const) await world().openHome(person);
    expect(home()).toContain('<#C0SECRET>');
    expect(world().home('cleo')?.text).not.toContain('C0SECRET');
  });

  test('an event that comes again leaves it as it is', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    await world().openHome('ben');
    const before = world().home('ben');
    await world().redeliver();
    expect(world().home('ben')).toEqual(before);
  });

  test('where Slack does not say who sees a channel, it shows those that its owner took part in', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    await press('ben', newest().id, 'A');
    for (let ask = 0; ask < 2; ask += 1) world().server.disturb('refuse-500', 'conversations.info');
    for (const person of ['ben', 'cleo'] as const) await world().openHome(person);
    expect(home()).toContain('you took part');
    expect(world().home('cleo')?.text).toContain('No round is open in your channels now.');
  });

  test('says so when storage is away', async () => {
    const { once } = stage.viva.context.store;
    stage.viva.context.store.once = { ...once, begin: () => Promise.reject(new StoreAway()) };
    await world().openHome('ben');
    expect(home()).toContain('Storage is away');
    stage.viva.context.store.once = once;
  });

  test('a personal feed is told by no channel’s name, and to its owner alone', async () => {
    await world().command('ben', '/viva-admin schedule add cron="* * * * *" zone=UTC', {
      channel: world().direct('ben'),
    });
    await stage.viva.jump(slot(0));
    for (const person of ['ben', 'ada'] as const) await world().openHome(person);
    expect(home()).toMatch(/\*Round 1\* · .+ · in your direct messages · it waits for you/);
    expect(home()).not.toContain('<#D');
    expect(world().home('ada')?.text).toContain('Nothing is scheduled in your channels.');
  });

  test('is made anew after a press of its buttons', async () => {
    await world().openHome('ben');
    await world().pressHome('ben', 'Ask me a question');
    const published = () =>
      world().server.state.requests.filter(({ method }) => method === 'views.publish').length;
    await until(() => published() === 2);
  });

  test('its buttons answer under Messages, and a form opened there is saved', async () => {
    await world().openHome('ben');
    await world().pressHome('ben', 'Ask me a question');
    const dm = world().direct('ben');
    expect(world().posts(dm).at(-1)?.text).toContain('For you alone');
    await world().pressHome('ben', 'About me');
    await world().submit('ben', { zone: 'Asia/Tokyo' });
    expect(world().posts(dm).at(-1)?.text).toContain('Asia/Tokyo');
    expect((await stage.viva.context.store.members.profile(world().member('ben'))).zone).toBe('Asia/Tokyo');
  });

  test('a form that Slack no longer lets be opened there is told of under Messages', async () => {
    await world().openHome('ben');
    world().server.state.newTrigger = () => 'expired';
    await world().pressHome('ben', 'About me');
    expect(world().server.state.modals).toEqual([]);
    expect(world().posts(world().direct('ben')).at(-1)?.text).toContain('Press the button once more');
  });
});

describe('the Home tab', () => {
  it('is acknowledged before anything is asked, and the Messages tab is left alone', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const stage = await openStage({ answer: () => held });
    const { people } = stage.world.server;
    expect(await people.openApp('U0BEN', 'messages')).toBe(true);
    expect(await people.openApp('U0BEN')).toBe(true);
    await until(() => stage.exchanges.length > 0);
    release();
    expect(stage.exchanges.map(({ command }) => command)).toEqual([{ name: 'home' }]);
    await stage.close();
  });

  it('that is switched off is named, with the mend', async () => {
    const failures: unknown[] = [];
    const stage = await openStage({
      answer: ({ respond }) => respond.reply(card('Home', [])).catch((error) => void failures.push(error)),
    });
    stage.world.server.state.homeEnabled = false;
    await stage.world.openHome('ben');
    expect(failures).toMatchObject([
      { message: 'The Home tab of Viva is switched off.', mend: expect.stringContaining('App Home') },
    ]);
    expect(stage.world.home('ben')).toBeUndefined();
    await stage.close();
  });

  it('has no more blocks than Slack takes, however many its parts', () => {
    const one = card('Home', [text('One part.')]);
    const sections = Array.from({ length: 150 }, () => one.sections).flat();
    const view = renderHome({ ...one, sections });
    expect(blockProblems(view.blocks, 'home', 'private', new SlackState(Date.now, []))).toEqual([]);
    expect(view.blocks).toHaveLength(100);
    expect(blockText(view.blocks as unknown as Json[]).at(-1)).toContain('There is more than fits here');
  });

  it('keeps Slack’s limits however much there is to show', () => {
    const feeds = Array.from({ length: 200 }, (_, index) => {
      const feed: Feed = sampleFeed({ id: `feed${index}`, channel: `C${index}` });
      const round = sampleRound({ id: `feed${index}-a1`, status: 'open', number: 1, closesAt: 1 });
      const open: OpenRound[] = [{ round, title: `Title <&> ${index} `.repeat(5), took: index % 2 === 0 }];
      return { feed, next: 1_800_000_000_000, open };
    });
    const none = { count: 1, taken: new Set([1]), voided: new Set<number>(), excused: new Set<number>() };
    const streak = streakOf({ ...none, away: new Set(), open: new Set() });
    const card = homeCard({ kind: 'home', feeds, streaks: feeds.map(({ feed }) => ({ feed, streak })) });
    const view = renderHome(card as Parameters<typeof renderHome>[0]);
    expect(blockProblems(view.blocks, 'home', 'private', new SlackState(Date.now, []))).toEqual([]);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(view).length).toBeLessThan(250_000);
    expect(blockText(view.blocks as unknown as Json[]).join('\n')).toContain('There is more than fits here');
  });
});
