import type { Redis } from 'ioredis';
import { afterEach, describe, expect, test } from 'vitest';
import type { Round } from '../../src/core/round.ts';
import { openRawRedis } from '../support/redis.ts';
import { idsOf, tracesOf } from '../support/traces.ts';
import type { Person, Seen } from '../support/world.ts';
import { type OpenWorld, useStage } from './stage.ts';

interface Export {
  format: string;
  member: string;
  what: string;
  data: Record<string, { what: string; why: string; keptFor: string; data: unknown[] | null }>;
}

/** A member's data on any platform: told whole, and forgotten without a trace. */
export function privacyContract(title: string, open: OpenWorld) {
  describe(`privacy on ${title}`, () => {
    const stage = useStage(open);
    const { say, press, told, addFeed, newest, slot, streakOf } = stage;
    let raw: Redis | undefined;

    const traces = (person: Person) => {
      raw ??= openRawRedis(stage.redis);
      return tracesOf(raw, stage.viva.context.instance, idsOf(stage.world, person));
    };
    afterEach(() => {
      raw?.disconnect();
      raw = undefined;
    });
    const playRound = async (index: number, labels: Partial<Record<Person, string>>): Promise<Seen> => {
      await stage.viva.jump(slot(index));
      for (const [person, label] of Object.entries(labels)) await press(person as Person, newest().id, label);
      return newest();
    };
    const exported = async (person: Person): Promise<{ name: string; data: Export }> => {
      const before = stage.world.privately(person).length;
      await say(person, '/viva privacy export');
      const files = stage.world
        .privately(person)
        .slice(before)
        .flatMap(({ files = [] }) => files);
      expect(files).toHaveLength(1);
      const [{ name, text } = { name: '', text: '' }] = files;
      return { name, data: JSON.parse(text) as Export };
    };
    const submitted = (person: Person, values: Record<string, string>) =>
      told(person, () => stage.world.submit(person, values));
    const submit = (person: Person, confirm: string) => submitted(person, { confirm });
    /** A reply; where only a public answer to it was possible, what its button then shows in private. */
    const replied = async (person: Person, message: string, text: string) => {
      const posts = stage.world.posts().length;
      const answer = await told(person, () => stage.world.reply(person, message, text));
      const offer = stage.world.posts().slice(posts).at(-1);
      return offer === undefined || offer.buttons.length === 0
        ? `${answer}${offer?.text ?? ''}`
        : press(person, offer.id, 'Show me privately');
    };
    const askToForget = async (person: Person) => {
      const asked = await say(person, '/viva privacy forget');
      const card = stage.world
        .privately(person)
        .findLast(({ text }) => text.includes('Shall Viva forget you'));
      expect(await press(person, card?.id ?? '', 'Forget me')).toBe('');
      return asked;
    };

    test('an export comes to the person alone, and says itself what it holds', async () => {
      const feed = await addFeed();
      await playRound(0, { ben: 'B', cleo: 'A' });
      await press('ben', newest().id, 'Hint');
      await say('ben', '/viva me zone=Europe/Berlin away=2026-12-24..2026-12-26 hide=yes');
      const posts = stage.world.posts();
      const { name, data } = await exported('ben');
      expect(name).toBe('viva-export.json');
      expect(data).toMatchObject({ format: 'viva-export', member: stage.world.member('ben') });
      expect(data.data.profile?.data).toMatchObject([
        { zone: 'Europe/Berlin', away: [{ from: '2026-12-24', to: '2026-12-26' }], hidden: true },
      ]);
      expect(data.data.participation?.data).toEqual([{ feed: feed.id, rounds: [1] }]);
      expect(data.data.deeds?.data).toMatchObject([
        { feed: feed.id, number: 1, chose: 'B', answeredAt: expect.stringMatching(/^2026-11-23T09:01:/) },
      ]);
      expect(data.data['feeds-made']?.data).toBeNull();
      for (const kind of Object.values(data.data)) {
        for (const words of [kind.what, kind.why, kind.keptFor]) expect(words).toMatch(/\w.*\.$/);
      }
      expect(JSON.stringify(data)).not.toContain(stage.world.member('cleo'));
      expect(stage.world.posts()).toEqual(posts);
      expect(stage.world.privately('cleo').every(({ files }) => files === undefined)).toBe(true);
      expect((await exported('ada')).data.data['feeds-made']?.data).toMatchObject([{ feed: feed.id }]);
    });

    test('of someone who never did anything, the export says that nothing is held', async () => {
      const { data } = await exported('dan');
      const held = Object.entries(data.data).filter(([, { data: part }]) => part !== null);
      // On the page, what they were shown is kept until a restart.
      expect(held.map(([kind]) => kind).filter((kind) => kind !== 'messages')).toEqual([]);
    });

    test('forgetting is told of first, and anything but the words themselves removes nothing', async () => {
      await addFeed();
      await playRound(0, { ben: 'A' });
      const asked = await askToForget('ben');
      expect(asked).toContain('This is removed');
      expect(asked).toContain('This stays, without you in it');
      expect(await submit('ben', 'forget you')).toContain('Nothing was removed');
      expect(await say('ben', '/viva privacy forget confirm=yes')).toContain('Nothing was removed');
      expect((await streakOf('ben')).current).toBe(1);
      const explained = stage.world.privately('ben').findLast(({ text }) => text.includes('Shall Viva'));
      const before = stage.world.privately('ben').length;
      await press('ben', explained?.id ?? '', 'Export first');
      const given = stage.world.privately('ben').slice(before);
      expect(given.flatMap(({ files = [] }) => files)).toHaveLength(1);
    });

    test('who is forgotten leaves no trace, and what others see stays right', async () => {
      await addFeed();
      await playRound(0, { ben: 'A', cleo: 'A', dan: 'B' });
      const open = await playRound(1, { ben: 'Hint', cleo: 'A', dan: 'A' });
      await press('ben', open.id, 'A');
      await say('ben', '/viva me zone=Europe/Berlin');
      const inDm = { channel: stage.world.direct('cleo') };
      const board = await told('cleo', () => stage.world.command('cleo', '/viva board streaks', inDm));
      expect(board).toContain(stage.world.shownAs('ben'));
      const kept = await traces('ben');
      for (const key of ['took', 'member', 'deeds'])
        expect(kept.some((one) => one.startsWith(key))).toBe(true);
      const others = { cleo: await streakOf('cleo'), dan: await streakOf('dan') };
      await askToForget('ben');
      expect(await submit('ben', 'Forget  me!')).toContain('You are forgotten');
      expect(await traces('ben')).toEqual([]);
      expect({ cleo: await streakOf('cleo'), dan: await streakOf('dan') }).toEqual(others);
      // Nor can they play the round that is open still once more.
      expect(await press('ben', open.id, 'B')).toContain('You asked to be forgotten in this round');
      expect(await press('ben', open.id, 'Hint')).toContain('You asked to be forgotten in this round');
      expect(await press('ben', open.id, 'Reveal')).toMatch(/key points/i);
      expect(await traces('ben')).toEqual([]);
      const next = await playRound(2, {});
      const closed = stage.world.posts().find(({ id }) => id === open.id);
      expect(closed?.text).toContain('3 people took part');
      expect(closed?.text).toContain('Of 3 attempts: A 100%');
      // A new life, from nothing.
      expect(await press('ben', next.id, 'A')).toContain('Streak: 1 round');
      expect((await streakOf('ben')).steps).toHaveLength(1);
      const { data } = await exported('ben');
      expect(data.data.deeds?.data).toMatchObject([{ number: 3 }]);
      expect(data.data.profile?.data).toBeNull();
    });

    test('no way leads into an open round again: no late form, no reply, no older button, no second delivery', async () => {
      await addFeed();
      await say('ada', '/viva-admin schedule next DL0001');
      const open = await playRound(0, { cleo: 'A' });
      await press('ben', open.id, 'Write an answer');
      await submitted('ben', { text: 'Gradient flow: the derivative is one and more.' });
      const card = stage.last('ben')?.id ?? '';
      // A second form, which is sent only after forgetting.
      await press('ben', open.id, 'Write an answer');
      await say('ben', '/viva privacy forget confirm="forget me"');
      expect(await traces('ben')).toEqual([]);
      const refused = 'You asked to be forgotten in this round';
      const late = await submitted('ben', { text: 'Degradation: deeper nets trained worse.' });
      expect(late).toContain(refused);
      // What a person wrote is given back to them.
      expect(late).toContain('deeper nets trained worse');
      expect(await replied('ben', open.id, 'answer: the gradient flows')).toContain(refused);
      expect(await replied('ben', open.id, 'hint')).toContain(refused);
      expect(await press('ben', open.id, 'C')).toContain(refused);
      // The page takes its messages to a person away with the rest.
      const tick = await press('ben', card, '2').catch((error: Error) => error.message);
      expect(tick).toMatch(/Nothing that you wrote stands|message is gone/);
      expect(await say('ben', '/viva hint')).toContain(refused);
      expect(await say('ben', '/viva answer')).toMatch(/key points/i);
      await stage.world.redeliver();
      await stage.viva.settle();
      // The page keeps what was said in the channel since.
      const since = await traces('ben');
      expect(since.filter((key) => !key.startsWith('shelf:local-messages-'))).toEqual([]);
      const { deeds, boards } = stage.viva.context.store;
      const round = await stage.viva.context.store.rounds.newest((await stage.feed()).id);
      expect(await deeds.all(round?.id ?? '')).toHaveLength(2);
      // Whoever was forgotten is on no board, not under any name either; also once points are settled at the close.
      await playRound(1, {});
      const { feed, place } = round as Round;
      for (const scope of [feed, place.space]) {
        const reader = stage.world.member('dan');
        const all = await boards.points({ scope, window: 'all', space: place.space, reader, limit: 9 });
        const nobody = all.rows.filter(({ member }) => member !== stage.world.member('cleo'));
        expect(nobody).toEqual([]);
      }
      expect(await press('ben', newest().id, 'A')).toContain('Streak: 1 round');
    });

    test('forgetting twice, and everything delivered once more, brings nothing back', async () => {
      await addFeed();
      await playRound(0, { ben: 'A', cleo: 'B' });
      await say('ben', '/viva me zone=Europe/Berlin');
      await say('ben', '/viva privacy forget confirm="forget me"');
      await stage.world.redeliver();
      await stage.viva.settle();
      expect(await traces('ben')).toEqual([]);
      expect(await say('ben', '/viva privacy forget confirm="forget me"')).toMatch(
        /forgotten|nothing to forget/,
      );
      expect(await traces('ben')).toEqual([]);
      expect((await streakOf('cleo')).current).toBe(1);
    });

    test('a feed in direct messages goes with all of its rounds; feeds of channels stay, without their maker', async () => {
      const feed = await addFeed();
      const direct = stage.world.direct('ada');
      const add = '/viva-admin schedule add cron="* * * * *" zone=UTC';
      await told('ada', () => stage.world.command('ada', add, { channel: direct }));
      await stage.viva.jump(slot(0));
      await stage.viva.jump(slot(1));
      const own = stage.world.privately('ada').findLast(({ text }) => text.includes('Round 2'));
      await press('ada', own?.id ?? '', 'A');
      const { data } = await exported('ada');
      expect(data.data['own-feeds']?.data).toMatchObject([{ channel: direct, rounds: [{}, {}] }]);
      const posts = stage.world.posts().length;
      await say('ada', '/viva privacy forget confirm="forget me"');
      expect(await traces('ada')).toEqual([]);
      const { feeds } = stage.viva.context.store;
      expect(await feeds.count()).toBe(1);
      expect(await feeds.get(feed.id)).toEqual({ ...feed, createdBy: undefined });
      await stage.viva.jump(slot(2));
      expect(stage.world.posts()).toHaveLength(posts + 1);
      expect(await traces('ada')).toEqual([]);
    });
  });
}
