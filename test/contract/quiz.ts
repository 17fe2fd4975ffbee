import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { streakFor } from '../../src/app/standing.ts';
import type { Streak } from '../../src/core/streak.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { redisProgram } from '../support/requires.ts';
import { openViva, TestClock, type TestViva } from '../support/viva.ts';
import type { Person, World, WorldOptions } from '../support/world.ts';

const minute = 60_000;
/** Monday, 09:00:30 UTC: the first slot of a feed of every minute comes half a minute later. */
const start = Date.UTC(2026, 10, 23, 9, 0, 30);
const firstSlot = Date.UTC(2026, 10, 23, 9, 1);

/** The daily quiz as people meet it, on any platform: from the command to the streak. */
export function quizContract(title: string, open: (options: WorldOptions) => Promise<World>, canFail = true) {
  describe(`the daily quiz on ${title}`, () => {
    let redis: TestRedis;
    let world: World;
    let viva: TestViva;
    let clock: TestClock;
    beforeAll(async () => {
      redis = await startTestRedis(redisProgram === undefined ? 'memory' : 'real');
    });
    afterAll(() => redis.stop());
    beforeEach(async () => {
      clock = new TestClock(start);
      world = await open({ now: clock.now });
      viva = await openViva(world, redis, clock);
    });
    afterEach(async () => {
      const complaints = [...world.complaints()];
      await viva.stop();
      await world.close();
      expect(complaints).toEqual([]);
    });

    const last = (person: Person) => world.privately(person).at(-1);
    const heard = (person: Person, from: number) =>
      world
        .privately(person)
        .slice(from)
        .map((seen) => seen.text)
        .join('\n');
    /** What a person is told, alone, by an act of theirs. */
    const told = async (person: Person, act: () => Promise<void>): Promise<string> => {
      const before = world.privately(person).length;
      // No two deeds of a person come at the same instant.
      clock.advance(1_000);
      await act();
      return heard(person, before);
    };
    const say = (person: Person, text: string) => told(person, () => world.command(person, text));
    const press = (person: Person, message: string, label: string) =>
      told(person, () => world.press(person, message, label));
    const addFeed = async (options = '') => {
      await say('ada', `/viva-admin schedule add cron="* * * * *" zone=UTC ${options}`.trim());
      const [feed] = await viva.context.store.feeds.inSpace(world.space);
      if (feed === undefined) throw new Error('no feed was made');
      return feed;
    };
    const newest = () => {
      const post = world.posts().at(-1);
      if (post === undefined) throw new Error('nothing was posted');
      return post;
    };
    const streakOf = async (person: Person): Promise<Streak> => {
      const [feed] = await viva.context.store.feeds.inSpace(world.space);
      if (feed === undefined) throw new Error('no feed');
      return streakFor(viva.context, feed, world.member(person));
    };
    const slot = (index: number) => firstSlot + index * minute;

    test('a feed is set, its preview is private, and its first round comes by itself', async () => {
      const answer = await say('ada', '/viva-admin schedule add cron="* * * * *" zone=UTC');
      expect(answer).toContain('The feed is set');
      expect(answer).toContain('Preview');
      expect(world.posts()).toEqual([]);
      await viva.jump(slot(0));
      const post = newest();
      expect(world.posts()).toHaveLength(1);
      expect(post.buttons.map((button) => button.label)).toEqual(['A', 'B', 'C', 'D', 'Hint', 'Reveal']);
      expect(post.buttons.every((button) => !button.disabled)).toBe(true);
      expect(post.text).toContain('Round 1');
      expect(post.text).toContain('One attempt, and it stands');
    });

    test('a tick that comes twice posts once, and each minute has its round', async () => {
      await addFeed();
      await viva.jump(slot(0));
      await viva.jump(slot(0));
      await viva.jump(slot(1));
      expect(world.posts()).toHaveLength(2);
      expect(newest().text).toContain('Round 2');
    });

    test('an attempt is told in private, stands, and begins the streak', async () => {
      await addFeed();
      await viva.jump(slot(0));
      clock.advance(10_000);
      const posted = newest();
      const first = await press('ben', posted.id, 'B');
      expect(first).toContain('You chose B');
      expect(first).toContain('Streak: 1 round');
      const second = await press('ben', posted.id, 'C');
      expect(second).toContain('You had chosen B already');
      expect(newest()).toEqual(posted);
      expect(world.privately('cleo')).toEqual([]);
      expect((await streakOf('ben')).current).toBe(1);
    });

    test('a reveal is for one person, takes part, and is free to repeat', async () => {
      await addFeed();
      await viva.jump(slot(0));
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
      await viva.jump(slot(0));
      const posted = newest();
      expect(await say('ben', '/viva hint')).toContain('Hint');
      expect((await streakOf('ben')).current).toBe(0);
      expect(await say('ben', '/viva answer')).toContain('Streak: 1 round');
      let answer = await told('cleo', () => world.reply('cleo', posted.id, ' !Answer '));
      const offer = world.posts().at(-1);
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
      await viva.jump(slot(0));
      const posts = world.posts();
      await world.reply('ben', newest().id, 'I think the answer is B, who agrees?');
      expect(world.posts()).toEqual(posts);
      expect(world.privately('ben')).toEqual([]);
    });

    test('when the next round opens, the post before it shows the answer and the turnout', async () => {
      await addFeed();
      await viva.jump(slot(0));
      const first = newest().id;
      for (const person of ['ben', 'cleo', 'dan'] as const) await press(person, first, 'A');
      await viva.jump(slot(1));
      const closed = world.posts().find((post) => post.id === first);
      expect(closed?.text).toContain('In short');
      expect(closed?.text).toContain('3 people took part');
      expect(closed?.text).toMatch(/Of 3 attempts: A 100%/);
      expect(closed?.buttons.map((button) => button.label)).toEqual(['Full answer']);
    });

    test('ten rounds, one missed with a freeze held: the streak goes on, and why tells it', async () => {
      await addFeed();
      for (let index = 0; index < 10; index += 1) {
        await viva.jump(slot(index));
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
      await viva.jump(slot(0));
      await press('ben', newest().id, 'A');
      expect(await say('ben', '/viva me zone=UTC away=2026-11-24..2026-11-24')).toContain('2026-11-24');
      for (const day of [1, 1, 2]) {
        await viva.jump(Math.max(clock.now() + minute, slot(0) + day * 86_400_000));
      }
      await press('ben', newest().id, 'A');
      expect((await streakOf('ben')).steps.map((step) => step.kind)).toContain('away');
    });

    test('reveal modes hold wherever the answer is asked for', async () => {
      await addFeed('reveal=at-close');
      await viva.jump(slot(0));
      const round = await viva.context.store.rounds.newestIn(world.space, world.channel);
      expect(await press('ben', newest().id, 'Reveal')).toContain('Not yet');
      expect(await say('ben', `/viva answer ${round?.question}`)).toContain('Not yet');
      expect(await press('ben', newest().id, 'A')).toContain('Your attempt is in');
      await viva.jump(slot(1));
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
      expect(world.posts()).toEqual([]);
    });

    test('only those who may manage feeds do; the refusal says who can grant it', async () => {
      expect(await say('ben', '/viva-admin schedule add time=09:00')).toMatch(/Manage Server|admin/i);
      expect(await viva.context.store.feeds.inSpace(world.space)).toEqual([]);
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
      expect(await viva.context.store.feeds.inSpace(world.space)).toEqual([]);
    });

    test('where Viva may not post, the feed is refused with the way out', async () => {
      const before = world.privately('ada').length;
      await world.command('ada', '/viva-admin schedule add time=09:00', { channel: world.lockedChannel });
      expect(heard('ada', before)).toMatch(/may not|cannot/i);
      expect(await viva.context.store.feeds.inSpace(world.space)).toEqual([]);
    });

    test('a feed is listed, edited, paused, resumed, skipped, given its next question, and removed', async () => {
      const feed = await addFeed();
      expect(await say('ada', '/viva-admin schedule list')).toContain(feed.id);
      expect(await say('ada', '/viva-admin schedule edit difficulty=medium')).toContain('changed');
      await viva.jump(slot(0));
      const first = newest().id;
      expect(await say('ada', '/viva-admin schedule pause')).toContain('paused');
      expect(world.posts().find((post) => post.id === first)?.text).toContain('In short');
      await viva.jump(slot(1));
      expect(world.posts()).toHaveLength(1);
      expect(await say('ada', '/viva-admin schedule resume')).toContain('posts again');
      expect(await say('ada', '/viva-admin schedule skip')).toContain('Left out');
      expect(await say('ada', '/viva-admin schedule next DL0002')).toContain('DL0002');
      await viva.jump(slot(2));
      expect(world.posts()).toHaveLength(1);
      await viva.jump(slot(3));
      expect((await viva.context.store.rounds.newest(feed.id))?.question).toBe('DL0002');
      expect(await say('ada', '/viva-admin schedule ledger')).toContain('posted');
      expect(await say('ada', '/viva-admin schedule remove')).toContain('gone');
      await viva.jump(slot(4));
      expect(world.posts()).toHaveLength(2);
    });

    test('an extra round comes at once and carries no streak; a round taken back counts for nobody', async () => {
      await addFeed();
      await viva.jump(slot(0));
      await press('ben', newest().id, 'A');
      await say('ada', '/viva-admin schedule post');
      await viva.settle();
      expect(world.posts()).toHaveLength(2);
      expect(await press('ben', newest().id, 'A')).toContain('You chose A');
      expect((await streakOf('ben')).current).toBe(1);
      expect(await say('ada', '/viva-admin schedule void')).toContain('taken back');
      expect((await streakOf('ben')).current).toBe(0);
      expect(world.posts()[0]?.text).toContain('taken back');
    });

    test('settings are shown, changed and cleared', async () => {
      expect(await say('ada', '/viva-admin settings')).toContain('administrators only');
      expect(await say('ben', '/viva-admin settings')).not.toContain('administrators only');
    });

    test('posts that were missed: the newest young one comes, older ones are in the ledger', async () => {
      const feed = await addFeed();
      await viva.jump(slot(5));
      expect(world.posts()).toHaveLength(1);
      expect((await viva.context.store.rounds.newest(feed.id))?.slot).toBe(slot(5));
      const entries = await viva.context.store.ledger.read(feed.id, 10);
      expect(entries.map((entry) => entry.kind)).toContain('skipped');
    });

    test('everything delivered once more, in another order, changes nothing', async () => {
      await addFeed();
      for (let index = 0; index < 3; index += 1) {
        await viva.jump(slot(index));
        await press('ben', newest().id, index === 1 ? 'Reveal' : 'A');
        await press('cleo', newest().id, 'B');
      }
      await world.reply('dan', newest().id, 'answer');
      const snapshot = async () => ({
        posts: world.posts(),
        accepted: world.accepted(),
        answers: (['ada', 'ben', 'cleo', 'dan'] as const).map((person) => world.privately(person).length),
        streaks: await Promise.all((['ben', 'cleo', 'dan'] as const).map(streakOf)),
        feeds: await viva.context.store.feeds.inSpace(world.space),
      });
      const before = await snapshot();
      clock.advance(20_000);
      await world.redeliver();
      await viva.settle();
      expect(await snapshot()).toEqual(before);
    });

    if (!canFail) return;

    test.each(['accept-then-502', 'accept-then-hang', 'refuse-500', 'rate-limit'] as const)(
      'a post that meets %s is there exactly once',
      async (how) => {
        await addFeed();
        world.disturb(how);
        await viva.jump(slot(0));
        expect(world.posts()).toHaveLength(1);
        expect(world.accepted()).toBe(1);
        expect((await viva.context.store.rounds.newestIn(world.space, world.channel))?.status).toBe('open');
      },
    );

    test('a post that is refused is in the ledger, the maker is told, and the next one comes', async () => {
      const feed = await addFeed();
      const before = world.privately('ada').length;
      world.disturb('forbid');
      await viva.jump(slot(0));
      expect(world.posts()).toEqual([]);
      expect((await viva.context.store.ledger.read(feed.id, 5))[0]?.kind).toBe('refused');
      expect(heard('ada', before)).toContain('A post could not be made');
      await viva.jump(slot(1));
      expect(world.posts()).toHaveLength(1);
      expect((await streakOf('ben')).steps).toEqual([]);
    });
  });
}
