import { describe, expect, test } from 'vitest';
import { revealShortcut } from '../../src/core/catalogue.ts';
import { type OpenWorld, useStage } from './stage.ts';

/** What makes Viva easy to use, on any platform: a message's menu, and help that fits the place. */
export function comfortContract(title: string, open: OpenWorld, hasMenu = true) {
  describe(`comfort on ${title}`, () => {
    const stage = useStage(open);
    const { told, addFeed, newest, streakOf, slot, press } = stage;

    test.runIf(hasMenu)('a message’s menu reveals a round as its button does', async () => {
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

    test.runIf(hasMenu)('on any other message it says what it is for', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      const posts = stage.world.posts();
      const answer = await told('ben', async () => stage.world.fromMenu?.('ben', revealShortcut.name));
      expect(answer).toContain('That message is no round');
      expect(answer).toContain('for the questions that Viva posts');
      expect(stage.world.posts()).toEqual(posts);
      expect((await streakOf('ben')).current).toBe(0);
    });
  });
}
