import { describe, expect, test } from 'vitest';
import { revealShortcut } from '../../src/core/catalogue.ts';
import type { Person } from '../support/world.ts';
import { type OpenWorld, useStage } from './stage.ts';

/** What makes Viva easy to use, on any platform: a message's menu, and help that fits the place. */
export function comfortContract(title: string, open: OpenWorld, hasMenu = true) {
  // Where messages have no menu there is nothing to test, and so nothing that is left out.
  const testMenu: (title: string, run: () => Promise<void>) => void = hasMenu ? test : () => {};
  describe(`comfort on ${title}`, () => {
    const stage = useStage(open);
    const { told, say, addFeed, newest, streakOf, slot, press } = stage;
    const inDm = (person: Person, text: string) =>
      told(person, () => stage.world.command(person, text, { channel: stage.world.direct(person) }));

    testMenu('a message’s menu reveals a round as its button does', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      const posted = newest();
      const fromMenu = () => stage.world.fromMenu?.('ben', revealShortcut.name, posted.id);
      const answer = await told('ben', async () => fromMenu());
      expect(answer).toContain('Key points');
      expect(answer).toContain('Streak: 1 round');
      expect(answer).toBe(await press('ben', posted.id, 'Reveal'));
      expect(newest()).toEqual(posted);
      expect(stage.world.privately('cleo')).toEqual([]);
      expect((await streakOf('ben')).current).toBe(1);
    });

    testMenu('on any other message it says what it is for', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      const posts = stage.world.posts();
      const answer = await told('ben', async () => stage.world.fromMenu?.('ben', revealShortcut.name));
      expect(answer).toContain('That message is no round');
      expect(answer).toContain('for the questions that Viva posts');
      expect(stage.world.posts()).toEqual(posts);
      expect((await streakOf('ben')).current).toBe(0);
    });

    testMenu('a message’s menu reveals a round of a personal feed in its direct messages', async () => {
      await inDm('ben', '/viva-admin schedule add cron="* * * * *" zone=UTC');
      await stage.viva.jump(slot(0));
      const dm = stage.world.direct('ben');
      const posted = stage.world.posts(dm).at(-1);
      expect(posted?.text).toContain('Round 1');
      const answer = await told('ben', async () =>
        stage.world.fromMenu?.('ben', revealShortcut.name, posted?.id),
      );
      expect(answer).toContain('Key points');
      expect(answer).toContain('Streak: 1 round');
      expect(stage.world.posts()).toEqual([]);
    });

    test('help in a channel without a feed says how one begins, to those who can', async () => {
      const member = await say('ben', '/viva help');
      expect(member).toContain('No feed posts in this channel yet');
      expect(member).toContain('Whoever manages this place can begin one');
      expect(member).not.toContain('/viva-admin');
      const manager = await say('ada', '/viva help');
      expect(manager).toMatch(/\/viva-admin schedule add time[=:]09:00 days[=:]weekdays/);
      expect(manager).toContain('For managers');
      expect(manager).toContain('/viva-admin settings');
    });

    test('help in a channel tells its feed, the next post and the open round, then what to begin with', async () => {
      await addFeed('close=8h');
      await stage.viva.jump(slot(0));
      const before = await say('ben', '/viva help');
      expect(before).toContain('every minute');
      expect(before).toMatch(new RegExp(`next post .*${slot(1) / 1000}`));
      expect(before).toMatch(/Open now[\s\S]*Round 1.* · it waits for you · open until/);
      expect(before.indexOf('/viva streak')).toBeLessThan(before.search(/show (<|&lt;)question/));
      await press('ben', newest().id, 'A');
      expect(await say('ben', '/viva help')).toContain('you took part');
    });

    test('help in a direct message offers a personal feed, and then tells of it', async () => {
      const offer = await inDm('ben', '/viva help');
      expect(offer).toContain('A daily question of your own');
      expect(offer).toMatch(/\/viva-admin schedule add time[=:]09:00/);
      expect(offer).not.toContain('/viva-admin settings');
      await addFeed();
      await inDm('ben', '/viva-admin schedule add time=09:00 zone=UTC');
      const own = await inDm('ben', '/viva help');
      expect(own).toContain('Your own questions');
      expect(own).toContain('daily at 09:00, UTC');
      expect(own).not.toContain('every minute');
    });

    test('help under a round names its buttons and words, and no command', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      const posted = newest();
      let help = await told('ben', () => stage.world.reply('ben', posted.id, 'help'));
      // Where a reply can only be public, so is this: it tells nothing that the post does not.
      if (help === '') help = newest().text;
      expect(help).toMatch(/Round 1: /);
      for (const word of ['A to D', 'Hint', 'Reveal', 'answer', 'hint']) expect(help).toContain(word);
      expect(help).not.toContain('/viva');
      expect(help).not.toContain('Key points');
    });
  });
}
