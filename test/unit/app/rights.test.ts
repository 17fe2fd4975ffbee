import { describe, expect, test } from 'vitest';
import { complete } from '../../../src/app/complete.ts';
import { useStage } from '../../contract/stage.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { exchangeAt } from './click.ts';

describe('who may manage what', () => {
  const stage = useStage(openLocalWorld);
  const { say, addFeed, told } = stage;
  const inDm = (person: 'ben' | 'cleo', text: string) =>
    told(person, () => stage.world.command(person, text, { channel: `dm-${person}` }));
  const feeds = () => stage.viva.context.store.feeds.inSpace(stage.world.space);

  test.each([
    'list',
    'edit difficulty=easy',
    'pause',
    'resume',
    'remove',
    'skip',
    'next DL0001',
    'post',
    'void',
    'ledger',
  ])('an ordinary member is refused `schedule %s` in a channel', async (words) => {
    const feed = await addFeed();
    expect(await say('ben', `/viva-admin schedule ${words}`)).toContain('For managers');
    expect(await feeds()).toEqual([feed]);
  });

  test('an ordinary member is refused the settings', async () => {
    expect(await say('ben', '/viva-admin settings managers=role:members')).toContain('For managers');
    expect((await stage.viva.context.store.settings.get(stage.world.space)).managers).toBeUndefined();
  });

  test('in a direct message a member cannot remove a feed of a channel', async () => {
    const feed = await addFeed();
    await inDm('ben', `/viva-admin schedule remove feed=${feed.id}`);
    expect(await feeds()).toEqual([feed]);
  });

  test('in a direct message a member cannot pause, edit, skip or post for a feed of a channel', async () => {
    const feed = await addFeed();
    const { context } = stage.viva;
    const due = await context.store.feeds.nextSlot(feed.id);
    for (const words of ['pause', 'edit reveal=at-close', 'skip', 'post', 'next DL0003'])
      await inDm('ben', `/viva-admin schedule ${words} feed=${feed.id}`);
    await stage.viva.settle();
    expect(await feeds()).toEqual([feed]);
    expect(await context.store.feeds.nextSlot(feed.id)).toBe(due);
    expect((await context.store.rounds.deck(feed.id)).queued).toEqual([]);
    expect(stage.world.posts()).toEqual([]);
  });

  test('in a direct message a member does not read the ledger of a channel, nor the feeds of others', async () => {
    const feed = await addFeed();
    await inDm('cleo', '/viva-admin schedule add time=07:00 zone=UTC');
    expect(await inDm('ben', '/viva-admin schedule list')).not.toContain(feed.id);
    const personal = (await feeds()).find((one) => one.personal !== undefined);
    expect(await inDm('ben', `/viva-admin schedule ledger feed=${personal?.id}`)).not.toContain('Ledger');
    expect(await inDm('ben', `/viva-admin schedule remove feed=${personal?.id}`)).not.toContain('gone');
    expect(await feeds()).toHaveLength(2);
  });

  test('a member keeps a feed of their own in a direct message', async () => {
    expect(await inDm('ben', '/viva-admin schedule add time=07:00 zone=UTC')).toContain('The feed is set');
    expect(await inDm('ben', '/viva-admin schedule pause')).toContain('paused');
    expect(await inDm('ben', '/viva-admin schedule remove')).toContain('gone');
    expect(await feeds()).toEqual([]);
  });

  test('the personal feeds of one member do not use up the feeds of the whole space', async () => {
    for (let hour = 0; hour < 20; hour += 1)
      await inDm('ben', `/viva-admin schedule add time=${hour}:00 zone=UTC`);
    expect(await say('ada', '/viva-admin schedule add time=09:00 zone=UTC')).toContain('The feed is set');
  });

  test('twenty feeds at most, however many are added at once', async () => {
    const times = Array.from({ length: 26 }, (_, index) => index);
    await Promise.all(
      times.map((index) =>
        stage.world.command('ada', `/viva-admin schedule add cron="${index} 9 * * *" zone=UTC`),
      ),
    );
    expect(await feeds()).toHaveLength(20);
  });

  test('who holds the managers’ role manages, and the member part needs its grant', async () => {
    await say('ada', '/viva-admin settings managers=role:members member-access=role:managers');
    expect(await say('ben', '/viva-admin schedule list')).toContain('No feeds yet');
    expect(await say('cleo', '/viva-admin schedule list')).toContain('For managers');
    const [mine, theirs] = [
      await say('ada', '/viva answer DL0001'),
      await say('cleo', '/viva answer DL0001'),
    ];
    expect(theirs).toContain('There is a deeper part for');
    expect(mine).toContain('Going deeper');
    expect(mine).not.toContain('There is a deeper part for');
  });

  test('completion does not name the feeds of others to an ordinary member', async () => {
    await inDm('cleo', '/viva-admin schedule add time=07:00 zone=UTC');
    const [personal] = await feeds();
    await say('ada', '/viva-admin schedule add time=08:00 zone=UTC');
    const [shared] = (await feeds()).filter(({ id }) => id !== personal?.id);
    const named = async (person: 'ada' | 'ben' | 'cleo', administers: boolean) => {
      const { caller, place } = exchangeAt(stage, person, stage.clock.now(), { name: 'help' }).exchange;
      const rights = { administers: async () => administers, holds: async () => false };
      const query = { kind: 'feed', typed: '', feed: undefined, caller, place, rights } as const;
      return (await complete(stage.viva.context, query)).map(({ value }) => value);
    };
    expect(await named('ben', false)).toEqual([]);
    expect(await named('ada', true)).toEqual([shared?.id]);
    expect(await named('cleo', false)).toEqual([personal?.id]);
  });
});
