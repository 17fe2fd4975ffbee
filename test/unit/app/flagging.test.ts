import { describe, expect, test } from 'vitest';
import { closeRound } from '../../../src/app/close-round.ts';
import { sendNote } from '../../../src/app/flag-note.ts';
import { PublishFailure } from '../../../src/app/ports/platform.ts';
import { StoreAway } from '../../../src/app/ports/store.ts';
import { tick } from '../../../src/app/tick.ts';
import type { Deeds } from '../../../src/core/deeds.ts';
import { noFlag, openFlagsAtMost } from '../../../src/core/flag.ts';
import { useStage } from '../../contract/stage.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { clickAt } from './click.ts';
import { asManager, flagger } from './flagger.ts';
import { bend } from './weather.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('flags while things happen', () => {
  const stage = useStage(openLocalWorld);
  const { say, addFeed, slot, press, newest } = stage;
  const { flags, keyOf, now, flag, resolve, mail, resolvedInVain } = flagger(stage);

  test('a note whose job was lost is sent by the next ticks, once', async () => {
    await resolvedInVain('ben');
    await stage.viva.settle();
    expect(mail('ben')).toEqual([]);
    await stage.viva.jump(now() + minute);
    expect(mail('ben')).toEqual([]);
    await stage.viva.jump(now() + 2 * minute);
    expect(mail('ben')).toHaveLength(1);
    await stage.viva.jump(now() + 120 * minute);
    expect(mail('ben')).toHaveLength(1);
  });

  test('a process that dies right after a note was sent does not send it again', async () => {
    await resolvedInVain('ben');
    const { context } = stage.viva;
    const { change } = flags();
    let changes = 0;
    const dying = {
      ...context,
      store: {
        ...context.store,
        flags: {
          ...flags(),
          change: (...given: Parameters<typeof change>) => {
            changes += 1;
            return changes === 2 ? Promise.reject(new StoreAway()) : change(...given);
          },
        },
      },
    };
    await expect(sendNote(dying, keyOf('ben'))).rejects.toThrow(StoreAway);
    expect(mail('ben')).toHaveLength(1);
    // Nobody knows yet that nobody is at it any more.
    expect(await sendNote(context, keyOf('ben'))).toEqual({ againAfter: minute });
    stage.clock.advance(minute);
    expect(await sendNote(context, keyOf('ben'))).toBe('done');
    expect(mail('ben')).toHaveLength(1);
    expect(await flags().unsent(9)).toEqual([]);
  });

  test('only what may have been sent before is looked for before it is sent', async () => {
    await resolvedInVain('ben');
    const { context } = stage.viva;
    const asked: string[] = [];
    let landed = false;
    bend(stage, (real) => ({
      find: async (...given) => {
        asked.push('find');
        return landed ? real.find(...given) : { kind: 'cannot-tell', reason: 'No right to read.', mend: '' };
      },
      publish: async (...given) => {
        asked.push('publish');
        await real.publish(...given);
        landed = true;
        throw new PublishFailure('doubt', 'It took too long.');
      },
    }));
    expect(await sendNote(context, keyOf('ben'))).toEqual({ againAfter: expect.any(Number) });
    expect(asked).toEqual(['publish']);
    stage.clock.advance(minute);
    expect(await sendNote(context, keyOf('ben'))).toBe('done');
    expect(asked).toEqual(['publish', 'find']);
    expect(mail('ben')).toHaveLength(1);
  });

  test('of two workers at once one sends', async () => {
    await resolvedInVain('ben');
    const { context } = stage.viva;
    const results = await Promise.all([sendNote(context, keyOf('ben')), sendNote(context, keyOf('ben'))]);
    expect(mail('ben')).toHaveLength(1);
    expect(results).toContain('done');
  });

  test('a note that cannot be sent to either ends quietly, and is not tried for ever', async () => {
    await resolvedInVain('ben');
    let tries = 0;
    bend(stage, () => ({
      publish: async () => {
        tries += 1;
        throw new PublishFailure('refused', 'They take no direct messages.');
      },
    }));
    expect(await sendNote(stage.viva.context, keyOf('ben'))).toBe('done');
    expect(tries).toBe(2);
    await stage.viva.jump(now() + 3 * minute);
    expect(tries).toBe(2);
  });

  test('a platform that is away is waited for; after a day the note is given up, and the manager told', async () => {
    await resolvedInVain('ben');
    const { context } = stage.viva;
    const { platforms } = context;
    context.platforms = new Map();
    await stage.viva.jump(now() + 5 * minute);
    expect(await flags().unsent(9)).toEqual([keyOf('ben')]);
    context.platforms = platforms;
    stage.clock.advance(day);
    const said: string[] = [];
    bend(stage, (real) => ({
      publish: async (to, card, mark) => {
        if (to.kind === 'member' && to.member === stage.world.member('ben'))
          throw new PublishFailure('doubt', 'It took too long.');
        said.push(card.summary);
        return real.publish(to, card, mark);
      },
      find: async () => ({ kind: 'absent' as const }),
    }));
    expect(await sendNote(context, keyOf('ben'))).toBe('done');
    expect(said).toEqual(['A note did not arrive']);
    expect(await flags().unsent(9)).toEqual([]);
  });

  test('a member has twenty open flags at most, also by two presses at once; a later word on one is always taken', async () => {
    const member = stage.world.member('ben');
    const made = { reason: 'fact', text: '', at: 1, title: 'T', version: 'v' } as const;
    for (let index = 1; index < openFlagsAtMost; index += 1) {
      const question = `DL${String(1_000 + index)}`;
      await flags().change({ member, space: stage.world.space, question }, () => ({ ...noFlag, open: made }));
    }
    const told = await Promise.all([flag('ben', 'DL0001'), flag('ben', 'DL0002')]);
    expect(told.filter((text) => text.includes('Thank you'))).toHaveLength(1);
    expect(told.filter((text) => text.includes('A lot') || text.includes('a lot at once'))).toHaveLength(1);
    expect(await flags().open(stage.world.space)).toHaveLength(openFlagsAtMost);
    const [known] = (await flags().open(stage.world.space)).filter(({ question }) => question < 'DL1000');
    expect(await flag('ben', known?.question, { text: 'more', at: now() + 1 })).toContain('takes the place');
    expect(await flag('cleo', 'DL0001')).toContain('Thank you');
  });

  test('two managers at once resolve each flag once, and each hears what became of it', async () => {
    await flag('ben');
    await flag('cleo');
    const told = await Promise.all([resolve('DL0001', 'one'), resolve('DL0001', 'two')]);
    await stage.viva.settle();
    expect(mail('ben')).toHaveLength(1);
    expect(mail('cleo')).toHaveLength(1);
    const counts = told.map((text) => Number(/(\d) flags? resolved/.exec(text)?.[1] ?? 0));
    expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(2);
  });

  test('a flag delivered late, after one that was raised later, and after it was resolved, changes nothing', async () => {
    const at = now();
    await flag('ben', 'DL0001', { text: 'second', at: at + 2 });
    await flag('ben', 'DL0001', { text: 'first', at: at + 1 });
    expect((await flags().of(keyOf('ben'))).open?.text).toBe('second');
    await resolve('DL0001', '', at + 2);
    await flag('ben', 'DL0001', { text: 'first', at: at + 1 });
    await flag('ben', 'DL0001', { text: 'second', at: at + 2 });
    expect(await flags().open(stage.world.space)).toEqual([]);
    await flag('ben', 'DL0001', { text: 'third', at: at + 3 });
    expect(await flags().open(stage.world.space)).toHaveLength(1);
  });

  test('a manager sees the flags of their own space alone, and resolves no others', async () => {
    await flag('ben', 'DL0001', { text: 'ours' });
    const elsewhere = {
      ...asManager,
      caller: { member: 'local:eve', space: 'local:elsewhere', name: 'eve', zone: undefined },
    };
    const list = await clickAt(stage, 'ada', now(), { name: 'flags' }, elsewhere);
    expect(list).toContain('No open flags');
    const one = await clickAt(stage, 'ada', now(), { name: 'flags', question: 'DL0001' }, elsewhere);
    expect(one).not.toContain('ours');
    const command = { name: 'resolve', question: 'DL0001', seen: now(), note: '' } as const;
    expect(await clickAt(stage, 'ada', now(), command, elsewhere)).toContain('Nothing open');
    expect(await clickAt(stage, 'ada', now(), command)).toContain('For managers');
    expect(await flags().open(stage.world.space)).toHaveLength(1);
  });

  test.each<[string, { reason?: string; text?: string }, string]>([
    ['an unknown reason', { reason: 'spite' }, 'What is it?'],
    ['no words for something else', { reason: 'other', text: '\u2066\u200b' }, 'Say what it is'],
    ['301 characters', { text: `${'x'.repeat(300)}y` }, 'That is too long'],
  ])('%s is refused, and the words are given back', async (_name, given, words) => {
    const told = await flag('ben', 'DL0001', given);
    expect(told).toContain(words);
    if (given.text?.endsWith('y')) expect(told).toContain(given.text);
    expect(await flags().open(stage.world.space)).toEqual([]);
  });

  test('300 emoji are 300 characters', async () => {
    const text = '👍'.repeat(300);
    expect(await flag('ben', 'DL0001', { text })).toContain('Thank you');
    expect((await flags().of(keyOf('ben'))).open?.text).toBe(text);
  });

  test('who may not see a question, or is in nobody’s place, flags nothing', async () => {
    const { context } = stage.viva;
    const { bank } = context;
    const kept = bank.get('DL0001');
    if (kept === undefined) throw new Error('the bank is empty');
    context.bank = { ...bank, get: (id) => (id === kept.id ? { ...kept, access: 'members' } : bank.get(id)) };
    await context.store.settings.save(stage.world.space, {
      memberAccess: 'role:insiders',
      managers: undefined,
      logChannel: undefined,
    });
    expect(await flag('ben')).toContain('For members');
    const alone = { caller: { member: 'local:ben', space: 'local:@ben', name: 'ben', zone: undefined } };
    const command = { name: 'flag', question: 'DL0002', reason: 'fact', text: '' } as const;
    expect(await clickAt(stage, 'ben', now(), command, alone)).toContain('Not from here');
    expect(await flags().by('local:ben')).toEqual([]);
  });

  test('what was resolved is remembered for 90 days and no longer; a member’s flags can be found and forgotten', async () => {
    await flag('ben');
    await resolve();
    await stage.viva.settle();
    await flag('ben', 'DL0002');
    await flag('ben', 'DL0003');
    expect((await flags().by(stage.world.member('ben'))).map(({ question }) => question)).toEqual([
      'DL0001',
      'DL0002',
      'DL0003',
    ]);
    stage.clock.advance(90 * day);
    await tick(stage.viva.context);
    expect((await flags().of(keyOf('ben'))).resolved).toBeDefined();
    stage.clock.advance(1);
    await tick(stage.viva.context);
    expect(await flags().of(keyOf('ben'))).toEqual(noFlag);
    await resolvedInVain('ben');
    for (const key of await flags().by(stage.world.member('ben')))
      await flags().change(key, () => ({ ...noFlag }));
    expect(await flags().open(stage.world.space)).toEqual([]);
    expect(await flags().unsent(9)).toEqual([]);
    expect(await flags().resolvedBefore(now() + day, 9)).toEqual([]);
    expect(await flags().by(stage.world.member('ben'))).toEqual([]);
  });

  describe('the count of right choices', () => {
    const tries = (question: string) => stage.viva.context.store.tries.of(stage.world.space, question);
    const played = async () => {
      const feed = await addFeed();
      await say('ada', '/viva-admin schedule next DL0001');
      await stage.viva.jump(slot(0));
      const round = await stage.viva.context.store.rounds.newest(feed.id);
      if (round === undefined) throw new Error('there is no round');
      await press('ben', newest().id, 'A');
      await press('cleo', newest().id, 'B');
      return round;
    };

    test('is of closed rounds, each counted once however often its close is shown', async () => {
      const round = await played();
      expect(await tries('DL0001')).toEqual({ right: 0, attempts: 0 });
      await say('ada', '/viva-admin schedule pause');
      const counted = await tries('DL0001');
      expect(counted.attempts).toBe(2);
      expect(counted.right).toBeLessThanOrEqual(1);
      const { context } = stage.viva;
      const again = {
        ...context,
        store: { ...context.store, rounds: { ...context.store.rounds, isCloseShown: async () => false } },
      };
      await closeRound(again, round.id);
      expect(await tries('DL0001')).toEqual(counted);
      // One more attempt came to light meanwhile.
      const deeds = { attempt: { choice: 0, at: round.slot + 1 }, hintAt: undefined, revealAt: undefined };
      await context.store.deeds.record(round, 'local:dan', deeds as Deeds, true);
      await closeRound(again, round.id);
      expect((await tries('DL0001')).attempts).toBe(3);
    });

    test('is taken back with its round, whether that comes before the close or after it', async () => {
      const first = await played();
      await say('ada', '/viva-admin schedule pause');
      expect((await tries('DL0001')).attempts).toBe(2);
      await say('ada', '/viva-admin schedule void');
      expect(await tries('DL0001')).toEqual({ right: 0, attempts: 0 });
      expect(await stage.viva.context.store.tries.all(stage.world.space)).toEqual(new Map());
      // A close that was at work meanwhile adds nothing any more.
      await stage.viva.context.store.tries.count(first, { right: 1, attempts: 2 });
      expect(await tries('DL0001')).toEqual({ right: 0, attempts: 0 });
    });
  });
});
