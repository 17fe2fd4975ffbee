import { describe, expect, test } from 'vitest';
import { type OpenWorld, useStage } from './stage.ts';

/** The daily quiz as members meet it, on any platform: from the post to the streak. */
export function quizContract(title: string, open: OpenWorld) {
  describe(`the daily quiz on ${title}`, () => {
    const stage = useStage(open);
    const { say, press, told, addFeed, newest, streakOf, slot, last } = stage;

    test('a feed is set, its preview is private, and its first round comes by itself', async () => {
      const answer = await say('ada', '/viva-admin schedule add cron="* * * * *" zone=UTC');
      expect(answer).toContain('The feed is set');
      expect(answer).toContain('Preview');
      expect(stage.world.posts()).toEqual([]);
      await stage.viva.jump(slot(0));
      const post = newest();
      expect(stage.world.posts()).toHaveLength(1);
      expect(post.buttons.map((button) => button.label)).toEqual([
        'A',
        'B',
        'C',
        'D',
        'Hint',
        'Write an answer',
        'Reveal',
      ]);
      expect(post.buttons.every((button) => !button.disabled)).toBe(true);
      expect(post.text).toContain('Round 1');
      expect(post.text).toContain('One attempt, and it stands');
    });

    test('a tick that comes twice posts once, and each minute has its round', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      await stage.viva.jump(slot(0));
      await stage.viva.jump(slot(1));
      expect(stage.world.posts()).toHaveLength(2);
      expect(newest().text).toContain('Round 2');
    });

    test('an attempt is told in private, stands, and begins the streak', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      stage.clock.advance(10_000);
      const posted = newest();
      const first = await press('ben', posted.id, 'B');
      expect(first).toContain('You chose B');
      expect(first).toContain('Streak: 1 round');
      const second = await press('ben', posted.id, 'C');
      expect(second).toContain('You had chosen B already');
      expect(newest()).toEqual(posted);
      expect(stage.world.privately('cleo')).toEqual([]);
      expect((await streakOf('ben')).current).toBe(1);
    });

    test('a reveal is for one person, takes part, and is free to repeat', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      const posted = newest();
      const answer = await press('ben', posted.id, 'Reveal');
      expect(answer).toMatch(/Key points|key points/);
      expect(await press('ben', posted.id, 'Reveal')).toContain('Streak: 1 round');
      expect(newest()).toEqual(posted);
      expect((await streakOf('ben')).current).toBe(1);
      expect((await streakOf('cleo')).current).toBe(0);
    });

    test('the reply word, /viva answer and the hint each find the round', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      const posted = newest();
      expect(await say('ben', '/viva hint')).toContain('Hint');
      expect((await streakOf('ben')).current).toBe(0);
      expect(await say('ben', '/viva answer')).toContain('Streak: 1 round');
      let answer = await told('cleo', () => stage.world.reply('cleo', posted.id, ' !Answer '));
      const offer = stage.world.posts().at(-1);
      if (offer !== undefined && offer.id !== posted.id) {
        // Where a reply can only be public, it offers to show the answer in private.
        expect(offer.buttons.map((button) => button.label)).toEqual(['Show me privately']);
        expect(offer.text).not.toContain('Key points');
        answer = await press('cleo', offer.id, 'Show me privately');
      }
      expect(answer).toContain('Streak: 1 round');
      expect((await streakOf('cleo')).current).toBe(1);
    });

    test('talk under a post is left alone', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      const posts = stage.world.posts();
      await stage.world.reply('ben', newest().id, 'I think the answer is B, who agrees?');
      expect(stage.world.posts()).toEqual(posts);
      expect(stage.world.privately('ben')).toEqual([]);
    });

    test('when the next round opens, the post before it shows the answer and the turnout', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      const first = newest().id;
      for (const person of ['ben', 'cleo', 'dan'] as const) await press(person, first, 'A');
      await stage.viva.jump(slot(1));
      const closed = stage.world.posts().find((post) => post.id === first);
      expect(closed?.text).toContain('In short');
      expect(closed?.text).toContain('3 people took part');
      expect(closed?.text).toMatch(/Of 3 attempts: A 100%/);
      expect(closed?.buttons.map((button) => button.label)).toEqual(['Full answer']);
    });

    test('ten rounds, one missed with a freeze held: the streak goes on, and why tells it', async () => {
      await addFeed();
      for (let index = 0; index < 10; index += 1) {
        await stage.viva.jump(slot(index));
        if (index !== 8) await press('ben', newest().id, 'A');
        if (index !== 4) await press('cleo', newest().id, 'A');
      }
      const ben = await streakOf('ben');
      expect(ben).toMatchObject({ current: 9, best: 9, freezes: 0 });
      expect(ben.steps.map((step) => step.kind)).toEqual([
        ...Array(8).fill('took-part'),
        'frozen',
        'took-part',
      ]);
      // Cleo had earned none before she missed one.
      expect(await streakOf('cleo')).toMatchObject({ current: 5, best: 5, freezes: 0 });
      expect(await say('ben', '/viva streak')).toContain('9 rounds');
      const why = await say('ben', '/viva streak why');
      expect(why).toContain('missed, bridged by a freeze');
      expect(why).toContain('a freeze earned');
    }, 60_000);

    test('away dates excuse a round, a missed one after them does not', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      await press('ben', newest().id, 'A');
      expect(await say('ben', '/viva me zone=UTC away=2026-11-24..2026-11-24')).toContain('2026-11-24');
      for (const day of [1, 1, 2]) {
        await stage.viva.jump(Math.max(stage.clock.now() + 60_000, slot(0) + day * 86_400_000));
      }
      await press('ben', newest().id, 'A');
      expect((await streakOf('ben')).steps.map((step) => step.kind)).toContain('away');
    });

    test('reveal modes hold wherever the answer is asked for', async () => {
      await addFeed('reveal=at-close');
      await stage.viva.jump(slot(0));
      const round = await stage.viva.context.store.rounds.newestIn(stage.world.space, stage.world.channel);
      expect(await press('ben', newest().id, 'Reveal')).toContain('Not yet');
      expect(await say('ben', `/viva answer ${round?.question}`)).toContain('Not yet');
      expect(await press('ben', newest().id, 'A')).toContain('Your attempt is in');
      await stage.viva.jump(slot(1));
      expect(await say('ben', `/viva answer ${round?.question}`)).not.toContain('Not yet');
    });

    test('looking up: by id, by words, none, and a question for oneself alone', async () => {
      expect(await say('ben', '/viva show DL0003')).toContain('1×1 Convolution');
      expect(await say('ben', '/viva show residual')).toContain('Residual Connection');
      expect(await say('ben', '/viva show XX9999')).toContain('No such question');
      expect(await say('ben', '/viva ask topic=DL')).toContain('For you alone');
      const asked = last('ben');
      expect(asked).toBeDefined();
      expect(await press('ben', asked?.id ?? '', 'A')).toMatch(/right|Not quite/i);
      expect(await say('ben', '/viva help')).toContain('/viva');
      expect(await say('ben', '/viva nonsense')).toContain('nonsense');
      expect(stage.world.posts()).toEqual([]);
    });

    test('everything delivered once more, in another order, changes nothing', async () => {
      await addFeed();
      for (let index = 0; index < 3; index += 1) {
        await stage.viva.jump(slot(index));
        await press('ben', newest().id, index === 1 ? 'Reveal' : 'A');
        await press('cleo', newest().id, 'B');
      }
      await stage.world.reply('dan', newest().id, 'answer');
      const snapshot = async () => ({
        posts: stage.world.posts(),
        accepted: stage.world.accepted(),
        answers: (['ada', 'ben', 'cleo', 'dan'] as const).map(
          (person) => stage.world.privately(person).length,
        ),
        streaks: await Promise.all((['ben', 'cleo', 'dan'] as const).map(streakOf)),
        feeds: await stage.viva.context.store.feeds.inSpace(stage.world.space),
      });
      const before = await snapshot();
      stage.clock.advance(20_000);
      await stage.world.redeliver();
      await stage.viva.settle();
      expect(await snapshot()).toEqual(before);
    });
  });
}
