import { beforeEach, describe, expect, test } from 'vitest';
import { handle } from '../../../src/app/handle.ts';
import type { Exchange } from '../../../src/app/ports/platform.ts';
import type { Command } from '../../../src/core/command.ts';
import { changed, type Practice } from '../../../src/core/practice/practice.ts';
import type { Question } from '../../../src/core/question.ts';
import { useStage } from '../../contract/stage.ts';
import { sampleRound } from '../../support/samples.ts';
import { fullShelf } from '../../support/shelf.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { learnt } from '../practice/support.ts';
import { clickAt, exchangeAt } from './click.ts';
import { cutAt, type Loss } from './cut.ts';

const day = 86_400_000;

describe('practising', () => {
  const stage = useStage(openLocalWorld);
  const shelve = async (change?: (question: Question) => Question) => {
    stage.viva.context.bank = await fullShelf(12, change);
  };
  beforeEach(() => shelve());

  const member = () => stage.world.member('ben');
  const practice = () => stage.viva.context.store.practice.of(member());
  const click = (command: Command, changes: Partial<Exchange> = {}, at = stage.clock.now()) =>
    clickAt(stage, 'ben', at, command, changes);
  const begin = (changes: Partial<Exchange> = {}, at = stage.clock.now()) =>
    click({ name: 'practice' }, changes, at);
  const onCard = (question: string, revision = 0) => ({ topic: 'any' as const, question, revision });
  const grade = (question: string, revision = 0): Command => ({
    name: 'practice-grade',
    ...onCard(question, revision),
    grade: 'good',
  });
  const counted = ({ today }: Practice) => Object.values(today.grades).reduce((sum, one) => sum + one, 0);
  const today = () => Math.floor(stage.clock.now() / day);
  const put = async (ids: readonly string[], due: number) => {
    const before = await practice();
    const change = { cards: ids.map((id) => learnt(id, due)), notes: { ...before, version: 1 } };
    await stage.viva.context.store.practice.change(member(), before, change);
    return changed(before, change);
  };

  describe('the day is the member’s own', () => {
    // 09:00:30 UTC is 18:00:30 in Tokyo, and there midnight comes at 15:00 UTC.
    const midnight = Date.UTC(2026, 10, 23, 15);
    test.each<[string, string | undefined, string | undefined, number]>([
      ['by their profile', 'Asia/Tokyo', 'UTC', midnight],
      ['by the platform, where they set none', undefined, 'Asia/Tokyo', midnight],
      ['else by UTC', undefined, undefined, Date.UTC(2026, 10, 24)],
    ])('%s', async (_rule, own, platform, turn) => {
      await click({ name: 'me', 'new-cards': '1', ...(own === undefined ? {} : { zone: own }) });
      const { exchange } = exchangeAt(stage, 'ben', turn, { name: 'practice' });
      const changes = { caller: { ...exchange.caller, zone: platform } };
      expect(await begin(changes)).toContain('new for you');
      await click(grade('DL0003'), changes);
      expect(await begin(changes, turn - 1)).toContain('Done for today');
      expect(await begin(changes, turn)).toContain('new for you');
    });
  });

  test('an undo shows the right choice by the letter that it had', async () => {
    const letterIn = (told: string) => /Right choice[^A-D]*([A-D])\. /.exec(told)?.[1] ?? 'none';
    const [before, after]: [string[], string[]] = [[], []];
    for (const { id } of stage.viva.context.bank.all()) {
      before.push(letterIn(await click({ name: 'practice-choose', ...onCard(id), position: 0 })));
      await click(grade(id));
      after.push(letterIn(await click({ name: 'practice-undo', ...onCard(id) })));
    }
    expect(before).not.toContain('none');
    expect(after).toEqual(before);
  });

  test('practice earns no points and takes part in nothing', async () => {
    await begin();
    await click({ name: 'practice-choose', ...onCard('DL0001'), position: 0 });
    await click(grade('DL0001'));
    expect(await stage.viva.context.store.deeds.feedsOf(member())).toEqual([]);
  });

  describe('a question for members', () => {
    const forMembers = async () => {
      await shelve((question) => (question.topic === 'DL' ? { ...question, access: 'members' } : question));
      await stage.viva.context.store.settings.save(stage.world.space, {
        memberAccess: 'role:pro',
        managers: undefined,
        logChannel: undefined,
      });
    };
    const holder = { rights: { administers: async () => false, holds: async () => true } };

    test('is dealt to members alone, as new and as due', async () => {
      await forMembers();
      await put(['DL0001'], today());
      expect(await click({ name: 'practice', topic: 'DL' })).toContain('Nothing is due');
      expect(await click({ name: 'practice', topic: 'DL' }, holder)).toContain('1 due, 2 new');
    });

    test.each(['choose', 'hint', 'answer', 'grade'] as const)(
      'tells nothing to others by an old button: %s',
      async (name) => {
        await put(['DL0001'], today());
        await forMembers();
        const press = {
          name: `practice-${name}`,
          ...onCard('DL0001', 1),
          position: 0,
          grade: 'good',
        } as Command;
        const told = await click(press);
        expect(told).toContain('no longer among the questions');
        expect(told).not.toContain('Right choice');
        expect((await practice()).cards.get('DL0001')?.revision).toBe(1);
      },
    );
  });

  test('where only a public answer is possible, a button offers it in private', async () => {
    const { exchange } = exchangeAt(stage, 'ben', stage.clock.now(), { name: 'practice', topic: 'DL' });
    const told = await begin({ respond: { ...exchange.respond, discreet: false } });
    expect(told).not.toContain('practice-choose');
    const cards: string[] = [];
    const offering = exchangeAt(stage, 'ben', stage.clock.now(), { name: 'practice', topic: 'DL' });
    await handle(stage.viva.context, {
      ...offering.exchange,
      respond: { discreet: false, reply: async (card) => void cards.push(JSON.stringify(card)) },
    });
    expect(cards.join()).toContain('viva1/practice/DL');
    expect(cards.join()).toContain('Practice is for you alone');
  });

  test('twenty presses at once, of one button and of five cards, count once for each card', async () => {
    const ids = ['DL0001', 'DL0002', 'DL0003', 'CV0001', 'CV0002'];
    const presses = ids.flatMap((id) => [grade(id), grade(id), grade(id), grade(id)]);
    await Promise.all(presses.map((press) => click(press)));
    const after = await practice();
    expect(counted(after)).toBe(5);
    expect(
      after.cards
        .outline()
        .map(({ question }) => question)
        .sort(),
    ).toEqual([...ids].sort());
  });

  test('of two grades at once the earlier by the platform’s time counts, though it arrives later', async () => {
    const now = stage.clock.now();
    await click({ name: 'practice-grade', ...onCard('DL0001'), grade: 'easy' }, {}, now + 50);
    const told = await click({ name: 'practice-grade', ...onCard('DL0001'), grade: 'again' }, {}, now);
    expect(told).toContain('DL0001: Again. It comes back tomorrow.');
    expect((await practice()).today.grades).toEqual({ again: 1, hard: 0, good: 0, easy: 0 });
  });

  test.each<Loss>(['request', 'answer'])(
    'a grade whose %s is lost on the way to the store is made up for by the next delivery',
    async (loss) => {
      const { context } = stage.viva;
      const whole = context.store;
      let more = true;
      for (let at = 1; more; at += 1) {
        const revision = (await practice()).cards.get('DL0001')?.revision ?? 0;
        const { exchange, cards } = exchangeAt(stage, 'ben', stage.clock.now(), grade('DL0001', revision));
        const cut = cutAt(whole, at, loss);
        context.store = cut.store;
        await handle(context, exchange);
        context.store = whole;
        more = cut.calls() >= at;
        await handle(context, exchange);
        // That storage is away, and then the next card. Nobody waits for what is noted behind the answer:
        // that it is done, and what a reminder makes of it.
        const unnoticed = ['once.done', 'reminders.change'].includes(cut.names[at - 1] ?? '');
        expect(cards.length, cut.names[at - 1]).toBe(more && !unnoticed ? 2 : 1);
        expect((await practice()).cards.get('DL0001')?.revision).toBe(revision + 1);
      }
    },
  );

  test('what is asked in open rounds is passed over a few questions at a time, however much is due', async () => {
    const ids = ['CV0001', 'CV0002', 'CV0003', 'CV0004', 'CV0005', 'CV0006'];
    await put(ids, today());
    const { rounds } = stage.viva.context.store;
    const asked = new Set(ids.slice(0, 5));
    const looked: string[] = [];
    const joinable = rounds.joinable;
    rounds.joinable = async (_platform, question) => {
      looked.push(question);
      const place = { platform: 'local', space: stage.world.space, channel: stage.world.channel };
      return asked.has(question) ? [sampleRound({ question, status: 'open', place })] : [];
    };
    expect(await begin()).toContain('Practice: Lens 6');
    expect(looked.length).toBeLessThanOrEqual(1 + 4 + 16);
    expect(looked.slice(0, 5)).toEqual(ids.slice(0, 5));
    asked.add('CV0006');
    await click({ name: 'me', 'new-cards': '0' });
    expect(await begin()).toContain('6 more are due, and they are being asked in open rounds');
    rounds.joinable = joinable;
  });

  test('rounds give what was wrong and what was only looked at, once they have closed, and once', async () => {
    const feed = await stage.addFeed();
    const { rounds } = stage.viva.context.store;
    const deeds: ((id: string, right: number) => Promise<unknown>)[] = [
      (round, right) => click({ name: 'choose', round, position: (right + 1) % 4 }),
      (round, right) => click({ name: 'choose', round, position: right }),
      (round) => click({ name: 'round-reveal', round }),
      async () => {},
      (round, right) => click({ name: 'choose', round, position: (right + 1) % 4 }),
    ];
    const asked: string[] = [];
    for (const [index, deed] of deeds.entries()) {
      await stage.viva.jump(stage.slot(index));
      const round = await rounds.newest(feed.id);
      if (round === undefined) throw new Error('there is no round');
      const question = stage.viva.context.bank.get(round.question);
      asked.push(round.question);
      const right = round.order.findIndex((choice) => question?.choices[choice]?.right);
      await deed(round.id, right);
    }
    expect(await begin()).toContain('2 questions of your rounds are here');
    const missed = async () =>
      (await practice()).cards
        .outline()
        .filter((card) => card.missed)
        .map(({ question }) => question);
    expect((await missed()).sort()).toEqual([asked[0], asked[2]].sort());
    expect(await begin()).not.toContain('of your rounds');
    await stage.viva.jump(stage.slot(5));
    expect(await begin()).toContain('1 question of your rounds is here');
    expect((await missed()).sort()).toEqual([asked[0], asked[2], asked[4]].sort());
  });

  test('at the first start fifty rounds are looked through, and the rest at the next', async () => {
    const { store } = stage.viva.context;
    const looked: number[] = [];
    store.deeds.feedsOf = async () => ['feed0001'];
    store.deeds.participation = async () => Array.from({ length: 120 }, (_, index) => index + 1);
    store.rounds.byNumber = async (_feed, number) => {
      looked.push(number);
      return sampleRound({ number, status: 'void' });
    };
    for (const [from, to] of [
      [1, 50],
      [51, 100],
      [101, 120],
    ]) {
      looked.length = 0;
      await begin();
      expect([Math.min(...looked), Math.max(...looked)]).toEqual([from, to]);
    }
    looked.length = 0;
    await begin();
    expect(looked).toEqual([]);
  });
});
