import { describe, expect, test } from 'vitest';
import { type OpenWorld, useStage } from './stage.ts';

/** Keeping feeds, on any platform, and what becomes of them in bad weather. `canFail`: its server can be disturbed. */
export function managingContract(title: string, open: OpenWorld, canFail = true) {
  describe(`managing feeds on ${title}`, () => {
    const stage = useStage(open);
    const { say, press, addFeed, newest, streakOf, slot, heard } = stage;

    test('only those who may manage feeds do; the refusal says who can grant it', async () => {
      expect(await say('ben', '/viva-admin schedule add time=09:00')).toMatch(/Manage Server|admin/i);
      expect(await stage.viva.context.store.feeds.inSpace(stage.world.space)).toEqual([]);
    });

    test.each([
      ['cron="61 * * * *"', 'cron'],
      ['cron="0 0 30 2 *"', 'never'],
      ['time=25:00', 'time'],
      ['time=09:00 zone=Mars/Base', 'Mars/Base'],
      ['time=09:00 days=someday', 'someday'],
      ['time=09:00 topic=RL', 'RL|Reinforcement'],
      ['time=09:00 close=soon', 'soon'],
    ])('a wrong schedule is named: %s', async (options, words) => {
      expect(await say('ada', `/viva-admin schedule add ${options}`)).toMatch(new RegExp(words, 'i'));
      expect(await stage.viva.context.store.feeds.inSpace(stage.world.space)).toEqual([]);
    });

    test('where Viva may not post, the feed is refused with the way out', async () => {
      const before = stage.world.privately('ada').length;
      await stage.world.command('ada', '/viva-admin schedule add time=09:00', {
        channel: stage.world.lockedChannel,
      });
      expect(heard('ada', before)).toMatch(/may not|cannot/i);
      expect(await stage.viva.context.store.feeds.inSpace(stage.world.space)).toEqual([]);
    });

    test('a feed is listed, edited, paused, resumed, skipped, given its next question, and removed', async () => {
      const feed = await addFeed();
      expect(await say('ada', '/viva-admin schedule list')).toContain(feed.id);
      expect(await say('ada', '/viva-admin schedule edit difficulty=medium')).toContain('changed');
      await stage.viva.jump(slot(0));
      const first = newest().id;
      expect(await say('ada', '/viva-admin schedule pause')).toContain('paused');
      expect(stage.world.posts().find((post) => post.id === first)?.text).toContain('In short');
      await stage.viva.jump(slot(1));
      expect(stage.world.posts()).toHaveLength(1);
      expect(await say('ada', '/viva-admin schedule resume')).toContain('posts again');
      expect(await say('ada', '/viva-admin schedule skip')).toContain('Left out');
      expect(await say('ada', '/viva-admin schedule next DL0002')).toContain('DL0002');
      await stage.viva.jump(slot(2));
      expect(stage.world.posts()).toHaveLength(1);
      await stage.viva.jump(slot(3));
      expect((await stage.viva.context.store.rounds.newest(feed.id))?.question).toBe('DL0002');
      expect(await say('ada', '/viva-admin schedule ledger')).toContain('posted');
      expect(await say('ada', '/viva-admin schedule remove')).toContain('gone');
      await stage.viva.jump(slot(4));
      expect(stage.world.posts()).toHaveLength(2);
    });

    test('an extra round comes at once and carries no streak; a round taken back counts for nobody', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      await press('ben', newest().id, 'A');
      await say('ada', '/viva-admin schedule post');
      await stage.viva.settle();
      expect(stage.world.posts()).toHaveLength(2);
      expect(await press('ben', newest().id, 'A')).toContain('You chose A');
      expect((await streakOf('ben')).current).toBe(1);
      expect(await say('ada', '/viva-admin schedule void')).toContain('taken back');
      expect((await streakOf('ben')).current).toBe(0);
      expect(stage.world.posts()[0]?.text).toContain('taken back');
    });

    test('settings are shown to managers alone', async () => {
      expect(await say('ada', '/viva-admin settings')).toContain('administrators only');
      expect(await say('ben', '/viva-admin settings')).not.toContain('administrators only');
    });

    test('posts that were missed: the newest young one comes, older ones are in the ledger', async () => {
      const feed = await addFeed();
      await stage.viva.jump(slot(5));
      expect(stage.world.posts()).toHaveLength(1);
      expect((await stage.viva.context.store.rounds.newest(feed.id))?.slot).toBe(slot(5));
      const entries = await stage.viva.context.store.ledger.read(feed.id, 10);
      expect(entries.map((entry) => entry.kind)).toContain('skipped');
    });

    if (!canFail) return;

    test.each(['accept-then-502', 'accept-then-hang', 'refuse-500', 'rate-limit'] as const)(
      'a post that meets %s is there exactly once',
      async (how) => {
        await addFeed();
        stage.world.disturb(how);
        await stage.viva.jump(slot(0));
        expect(stage.world.posts()).toHaveLength(1);
        expect(stage.world.accepted()).toBe(1);
        expect(
          (await stage.viva.context.store.rounds.newestIn(stage.world.space, stage.world.channel))?.status,
        ).toBe('open');
      },
    );

    test('a post that is refused is in the ledger, the maker is told, and the next one comes', async () => {
      const feed = await addFeed();
      const before = stage.world.privately('ada').length;
      stage.world.disturb('forbid');
      await stage.viva.jump(slot(0));
      expect(stage.world.posts()).toEqual([]);
      expect((await stage.viva.context.store.ledger.read(feed.id, 5))[0]?.kind).toBe('refused');
      expect(heard('ada', before)).toContain('A post could not be made');
      await stage.viva.jump(slot(1));
      expect(stage.world.posts()).toHaveLength(1);
      expect((await streakOf('ben')).steps).toEqual([]);
    });
  });
}
