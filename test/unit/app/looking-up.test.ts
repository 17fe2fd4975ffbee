import { describe, expect, test } from 'vitest';
import { complete } from '../../../src/app/complete.ts';
import { type Store, StoreAway } from '../../../src/app/ports/store.ts';
import { commandFromText } from '../../../src/core/command-text.ts';
import type { RevealMode } from '../../../src/core/feed.ts';
import { useStage } from '../../contract/stage.ts';
import { fullShelf } from '../../support/shelf.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { clickAt, exchangeAt } from './click.ts';

describe('looking up and not spoiling', () => {
  const stage = useStage(openLocalWorld);
  const { say, press, addFeed, slot, newest, last, streakOf, told } = stage;
  const question = async () => {
    const round = await stage.viva.context.store.rounds.newestIn(stage.world.space, stage.world.channel);
    return round?.question ?? '';
  };
  const inDm = (text: string) => told('ben', () => stage.world.command('ben', text, { channel: 'dm-ben' }));
  const elsewhere = (text: string) =>
    told('ben', () => stage.world.command('ben', text, { channel: 'announcements' }));

  /** Every way to an answer that a person has while a round is open. */
  const routes = async (): Promise<Record<string, string>> => {
    const id = await question();
    const shown = async (where: (text: string) => Promise<string>) => {
      await where(`/viva show ${id}`);
      const card = last('ben');
      expect(card?.buttons.map(({ label }) => label)).not.toContain('A');
      return press('ben', card?.id ?? '', 'Reveal');
    };
    return {
      post: await press('ben', newest().id, 'Reveal'),
      reply: await told('ben', () => stage.world.reply('ben', newest().id, 'answer')),
      answer: await say('ben', '/viva answer'),
      named: await say('ben', `/viva answer ${id}`),
      show: await shown((text) => say('ben', text)),
      'answer in a DM': await inDm(`/viva answer ${id}`),
      'show in a DM': await shown(inDm),
      'another channel': await elsewhere(`/viva answer ${id}`),
      search: await opened((text) => say('ben', text), `/viva search ${id}`),
      'search in a DM': await opened(inDm, `/viva search ${id}`),
      browse: await opened((text) => say('ben', text), '/viva browse'),
      'browse elsewhere': await opened(elsewhere, '/viva browse'),
      related: await throughRelated(),
    };
  };

  /** The question opened from a list, and its answer asked for there. */
  const opened = async (where: (text: string) => Promise<string>, text: string): Promise<string> => {
    const id = await question();
    expect(await where(text)).toContain(id);
    return answerFrom(id);
  };

  const answerFrom = async (id: string): Promise<string> => {
    await press('ben', last('ben')?.id ?? '', id);
    const card = last('ben');
    expect(card?.buttons.map(({ label }) => label)).not.toContain('A');
    return press('ben', card?.id ?? '', 'Reveal');
  };

  /** By way of another question's answer, which names this one as near it. */
  const throughRelated = async (): Promise<string> => {
    const id = await question();
    const { context } = stage.viva;
    const other = context.bank.all().find((one) => one.id !== id);
    if (other === undefined) throw new Error('the bank has one question only');
    const { bank } = context;
    const near = { ...other, related: [id] };
    context.bank = { ...bank, get: (one) => (one === other.id ? near : bank.get(one)) };
    await say('ben', `/viva answer ${other.id}`);
    return answerFrom(id).finally(() => {
      context.bank = bank;
    });
  };

  test.each<[RevealMode, RegExp]>([
    ['at-close', /Not yet/],
    ['after-attempt', /Choose first/],
  ])('%s holds on every route', async (mode, words) => {
    await addFeed(`reveal=${mode}`);
    await stage.viva.jump(slot(0));
    for (const [route, answer] of Object.entries(await routes())) {
      expect(answer, route).toMatch(words);
      expect(answer, route).not.toContain('Key points');
    }
    expect((await streakOf('ben')).steps).toEqual([]);
  });

  test('a try button that was shown before the round opened does not tell the answer while it is open', async () => {
    await addFeed('reveal=at-close');
    await say('ada', '/viva-admin schedule next DL0003');
    await say('ben', '/viva show DL0003');
    const card = last('ben');
    await stage.viva.jump(slot(0));
    expect(await press('ben', card?.id ?? '', 'A')).toContain('This question is in a round');
    expect(await press('ben', card?.id ?? '', 'Reveal')).toContain('Not yet');
  });

  test('in anytime, a sight by any route is the reveal of the round, and earns no points after it', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    await inDm(`/viva answer ${await question()}`);
    expect((await streakOf('ben')).current).toBe(1);
    const round = await stage.viva.context.store.rounds.newestIn(stage.world.space, stage.world.channel);
    const right = round?.order.indexOf(0) ?? 0;
    const bank = stage.viva.context.bank.get(round?.question ?? '');
    const position = round?.order.findIndex((choice) => bank?.choices[choice]?.right) ?? right;
    expect(await press('ben', newest().id, 'ABCD'[position] ?? '')).toContain('earns no points');
  });

  test('a hint before the attempt halves the points, one after it does not', async () => {
    await addFeed();
    await stage.viva.jump(slot(0));
    const { bank, store } = stage.viva.context;
    const round = await store.rounds.newestIn(stage.world.space, stage.world.channel);
    const position = round?.order.findIndex(
      (choice) => bank.get(round.question)?.choices[choice]?.right === true,
    );
    const label = 'ABCD'[position ?? 0] ?? '';
    expect(await press('ben', newest().id, 'Hint')).toContain('half the points');
    expect(await press('ben', newest().id, label)).toContain('1 point, halved');
    expect(await press('cleo', newest().id, label)).toContain('2 points');
    expect(await press('cleo', newest().id, 'Hint')).not.toContain('half the points');
    expect(await press('cleo', newest().id, label)).toContain('2 points');
    expect(await say('cleo', `/viva hint ${round?.question}`)).not.toContain('half the points');
  });

  test('a personal round says by its footer what holds in it', async () => {
    const add = '/viva-admin schedule add cron="* * * * *" zone=UTC reveal=at-close';
    await inDm(add);
    await stage.viva.jump(slot(0));
    const post = stage.world.privately('ben').find(({ text }) => text.includes('Round 1'));
    const refused = (await press('ben', post?.id ?? '', 'Reveal')).includes('Not yet');
    expect(post?.text.includes('opens when the round closes')).toBe(refused);
  });

  describe('a question for members', () => {
    const kept = 'CV0003';
    const lists = async () => {
      const texts = [
        await say('ben', '/viva search lens'),
        await say('ben', '/viva search lens 3'),
        await say('ben', `/viva search ${kept}`),
        await say('ben', '/viva browse'),
        await say('ben', '/viva browse CV'),
        await say('ben', '/viva show lens'),
        await say('ben', '/viva show lens 3'),
        await say('ben', `/viva show ${kept}`),
        await say('ben', '/viva hint lens 3'),
        await say('ben', '/viva show zeppelin'),
        await say('ben', '/viva answer CV0001'),
      ];
      const buttons = stage.world.privately('ben').flatMap((one) => one.buttons.map(({ label }) => label));
      return { texts, buttons };
    };
    const fill = async () => {
      stage.viva.context.bank = await fullShelf(4, (question) => ({
        ...question,
        access: question.id === kept ? 'members' : 'public',
        related: question.id === 'CV0001' ? [kept, 'CV0002'] : question.related,
      }));
    };

    test('is named by no list to who may not see it', async () => {
      await fill();
      await say('ada', '/viva-admin settings member-access=role:managers');
      const { texts, buttons } = await lists();
      for (const text of texts) expect(text).not.toContain('Lens 3');
      expect(buttons).toContain('CV0002');
      expect(buttons).not.toContain(kept);
      expect(texts.at(-1)).toContain('Lens 2');
    });

    test('is named by each to who may', async () => {
      await fill();
      const { texts, buttons } = await lists();
      for (const text of texts) expect(text).toContain('Lens 3');
      expect(buttons).toContain(kept);
    });

    test('is completed for who may see it, and for nobody else', async () => {
      await fill();
      const { context } = stage.viva;
      const { exchange } = exchangeAt(stage, 'ben', stage.clock.now(), { name: 'help' });
      const names = async (typed: string, holds: boolean) => {
        const rights = { administers: async () => false, holds: async () => holds };
        const { caller, place } = exchange;
        const query = { kind: 'question' as const, typed, feed: undefined, caller, place, rights };
        return (await complete(context, query)).map(({ value }) => value);
      };
      await say('ada', '/viva-admin settings member-access=role:managers');
      for (const typed of ['', 'l', 'lens', 'lens 3', 'CV0003', 'cv']) {
        expect(await names(typed, true), typed).toContain(kept);
        expect(await names(typed, false), typed).not.toContain(kept);
      }
      const whole = context.store;
      context.store = new Proxy({} as Store, {
        get: () => new Proxy({}, { get: () => () => Promise.reject(new StoreAway()) }),
      });
      // Who may see it cannot be told then.
      expect(await names('lens', true)).toEqual(['CV0001', 'CV0002', 'CV0004']);
      context.store = whole;
    });

    test('is opened by an old button for nobody who may not see it', async () => {
      await fill();
      await say('ben', '/viva browse CV');
      const list = last('ben');
      await say('ada', '/viva-admin settings member-access=role:managers');
      const told = await press('ben', list?.id ?? '', kept);
      expect(told).not.toContain('Lens 3');
      expect(told).toContain('members');
    });
  });

  const long = 'x'.repeat(4_000);
  const answersShortly = async (text: string) => {
    const [root = '', ...rest] = text.slice(1).split(' ');
    const command = commandFromText(root, rest.join(' '));
    const rights = { administers: async () => true, holds: async () => false };
    const answer = await clickAt(stage, 'ada', slot(0), command, { rights });
    expect(answer).toContain('"tone":"');
    expect(answer).not.toContain('Something went wrong');
    // Discord takes 4,000 characters in a message, Slack 3,000 in a section: the words must not drown in what was typed.
    expect(answer.split('x'.repeat(400)).length + answer.split('* '.repeat(200)).length).toBe(2);
  };

  test.each([
    `/viva show ${long}`,
    `/viva search ${long}`,
    `/viva browse topic=${long}`,
    `/viva show question=${long}`,
    `/viva answer ${long}`,
    `/viva me zone=${long}`,
    `/viva me away=${long}`,
    `/viva-admin schedule add time=${long}`,
    `/viva-admin schedule add cron="${'* '.repeat(2_000)}"`,
    `/viva-admin schedule add close=${long}`,
    `/viva-admin schedule pause feed=${long}`,
    `/viva-admin settings managers=${long}`,
  ])('very long text is answered, shortly: %s', answersShortly);

  test.each([
    `/viva ${long}`,
    `/viva ask topic=${long}`,
    `/viva ask ${long}`,
    `/viva help ${long}`,
    `/viva-admin ${long}`,
    `/viva-admin schedule void round=${long}`,
    `/viva-admin settings ${long}=1`,
  ])('very long wrong words are answered, shortly: %s', answersShortly);

  test.each([
    '/viva nonsense',
    '/viva schedule add',
    '/viva-admin',
    '/viva-admin show DL0001',
    '/viva constructor',
  ])('an unknown command is named: %s', async (text) => {
    expect(await say('ada', text)).toMatch(/no such command|unknown|not a command|\/viva/i);
    expect(await say('ada', text)).not.toContain('Something went wrong');
  });
});
