import { beforeEach, describe, expect, test } from 'vitest';
import { fullShelf } from '../support/shelf.ts';
import type { Person, Seen } from '../support/world.ts';
import { type OpenWorld, useStage } from './stage.ts';

/** Saying that something is wrong with a question, on any platform. `canFail`: its server can be disturbed. */
export function flaggingContract(title: string, open: OpenWorld, canFail = true) {
  describe(`flagging questions on ${title}`, () => {
    const stage = useStage(open);
    const { say, press, told, last, addFeed, slot, newest } = stage;
    beforeEach(async () => {
      stage.viva.context.bank = await fullShelf(12);
    });

    const labels = (seen: Seen | undefined) => seen?.buttons.map(({ label }) => label);
    const submit = (person: Person, values: Record<string, string>) =>
      told(person, () => stage.world.submit(person, values));
    /** From the answer's button to what is said to the form. */
    const flag = async (person: Person, question: string, reason: string, text = '') => {
      await say(person, `/viva answer ${question}`);
      expect(await press(person, last(person)?.id ?? '', 'Something wrong?')).toBe('');
      return submit(person, text === '' ? { reason } : { reason, text });
    };
    const list = async (question = ''): Promise<Seen> => {
      await say('ada', `/viva-admin flags ${question}`.trim());
      const seen = last('ada');
      if (seen === undefined) throw new Error('ada was told nothing');
      return seen;
    };
    const resolve = async (on: Seen, label: string, note = '') => {
      expect(await press('ada', on.id, label)).toBe('');
      const answer = await submit('ada', note === '' ? {} : { note });
      await stage.viva.settle();
      return answer;
    };
    const mail = (person: Person) =>
      stage.world.privately(person).filter(({ text }) => text.includes('was looked at'));
    const openFlags = () => stage.viva.context.store.flags.open(stage.world.space);

    test('a flag goes to the managers alone, who read it with its reason, words and sender', async () => {
      const posts = stage.world.posts();
      expect(
        await flag('ben', 'DL0003', 'choices', 'B is right too: *see* <!channel> @everyone & [x](y)'),
      ).toMatch(/Thank you/);
      expect(stage.world.posts()).toEqual(posts);
      expect(stage.world.privately('cleo')).toEqual([]);
      expect(await say('cleo', '/viva-admin flags')).toMatch(/Manage Server|admin/i);
      expect(
        stage.world
          .privately('cleo')
          .map(({ text }) => text)
          .join(),
      ).not.toContain('right too');
      const all = await list();
      expect(all.text).toMatch(/One question is flagged/);
      expect(all.text).toMatch(/DL0003: \S+ Convolution/);
      expect(all.text).toMatch(/More than one choice is right.* · (?:.|\n)*B is right too/);
      expect(labels(all)).toEqual(['DL0003', 'Resolve DL0003']);
    });

    test('a text is needed only for something else; the refusal gives nothing away and says what to do', async () => {
      expect(await flag('ben', 'DL0003', 'other', ' \u200b \u2066 ')).toContain('Say what it is');
      expect(await openFlags()).toEqual([]);
      expect(await flag('ben', 'DL0003', 'typo')).toContain('Thank you');
      expect(await openFlags()).toHaveLength(1);
    });

    test('a later flag of the same member takes the place of the earlier one', async () => {
      await flag('ben', 'DL0003', 'typo', 'the frist line');
      expect(await flag('ben', 'DL0003', 'fact', 'the second line')).toContain('takes the place');
      await flag('cleo', 'DL0003', 'prompt');
      const all = await list();
      expect(all.text).not.toContain('frist');
      expect(all.text).toContain('the second line');
      expect(await openFlags()).toHaveLength(2);
    });

    test('resolving tells each who flagged, once, in private and with the note, whatever is delivered again', async () => {
      await flag('ben', 'DL0003', 'fact', 'it is 1×1');
      await flag('cleo', 'DL0003', 'typo');
      await flag('ben', 'DL0001', 'typo');
      const answer = await resolve(await list(), 'Resolve DL0003', 'Thanks, mended. 👩‍💻 שלום');
      expect(answer).toContain('2 flags resolved');
      for (const person of ['ben', 'cleo'] as const) {
        expect(mail(person)).toHaveLength(1);
        expect(mail(person)[0]?.text).toMatch(/DL0003(?:.|\n)*Thanks, mended\. 👩‍💻 שלום/);
      }
      await stage.world.redeliver();
      await stage.viva.settle();
      expect(mail('ben')).toHaveLength(1);
      expect(mail('cleo')).toHaveLength(1);
      expect(stage.world.privately('dan')).toEqual([]);
      expect((await openFlags()).map(({ question }) => question)).toEqual(['DL0001']);
    });

    test('what somebody resolved meanwhile is said to be gone, and what came meanwhile stays open', async () => {
      await flag('ben', 'DL0003', 'fact');
      const before = await list();
      await flag('cleo', 'DL0003', 'typo', 'seen by nobody yet');
      expect(await resolve(before, 'Resolve DL0003')).toMatch(/1 flag resolved(?:.|\n)*stays open/);
      expect(mail('ben')).toHaveLength(1);
      expect(mail('cleo')).toEqual([]);
      expect(await resolve(before, 'Resolve DL0003')).toContain('Nothing open on DL0003');
      expect(mail('ben')).toHaveLength(1);
      expect((await list()).text).toContain('seen by nobody yet');
    });

    test('of one question all flags are read in full, those of one that is gone from the bank too', async () => {
      await flag('ben', 'CV0007', 'fact', `${'long '.repeat(40)}end`);
      expect((await list()).text).not.toContain('end”');
      const one = await list('CV0007');
      expect(one.text).toContain('long end”');
      expect(one.text).toMatch(/calls it hard\. 0 attempts here so far/);
      expect(labels(one)).toEqual(['Resolve', 'Show the question', 'All flags']);
      stage.viva.context.bank = await fullShelf(3);
      const gone = await list('cv0007');
      expect(gone.text).toMatch(/CV0007: Lens 7(?:.|\n)*not in the bank any more/);
      expect(await resolve(gone, 'Resolve')).toContain('1 flag resolved');
      expect(mail('ben')[0]?.text).toContain('CV0007');
      expect((await list('cv0007')).text).toContain('No such question');
    });

    test('a question that is taken out of the bank while the form is open is said to be gone; the words are given back', async () => {
      await say('ben', '/viva answer CV0007');
      await press('ben', last('ben')?.id ?? '', 'Something wrong?');
      stage.viva.context.bank = await fullShelf(3);
      const answer = await submit('ben', { reason: 'fact', text: 'lenses bend' });
      expect(answer).toMatch(/CV0007 is not in the bank any more(?:.|\n)*lenses bend/);
      expect(await openFlags()).toEqual([]);
    });

    test('pages turn in place', async () => {
      const { flags } = stage.viva.context.store;
      for (let index = 1; index <= 12; index += 1) {
        const question = `CV00${String(index).padStart(2, '0')}`;
        const key = { member: stage.world.member('ben'), space: stage.world.space, question };
        const made = { reason: 'fact', text: '', at: index, title: 'Lens', version: '' } as const;
        await flags.change(key, (record) => ({ ...record, open: made }));
      }
      const first = await list();
      expect(first.text).toMatch(/page 1 of 3(?:.|\n)*12 questions are flagged/);
      expect(labels(first)?.slice(0, 5)).toEqual(['CV0012', 'CV0011', 'CV0010', 'CV0009', 'CV0008']);
      await press('ada', first.id, 'Next');
      await press('ada', first.id, 'Next');
      expect(last('ada')).toMatchObject({ id: first.id, text: expect.stringContaining('page 3 of 3') });
      await press('ada', first.id, 'CV0002');
      expect(last('ada')).toMatchObject({ id: first.id, text: expect.stringContaining('1 open flag') });
      await press('ada', first.id, 'All flags');
      expect(last('ada')?.text).toContain('page 1 of 3');
    });

    test('in a round its answer can be flagged, and the log channel learns of it once, without words or names', async () => {
      const { settings } = stage.viva.context.store;
      await settings.save(stage.world.space, {
        memberAccess: undefined,
        managers: undefined,
        logChannel: stage.world.channel,
      });
      await addFeed();
      await say('ada', '/viva-admin schedule next DL0003');
      await stage.viva.jump(slot(0));
      const post = newest().id;
      for (const person of ['ben', 'cleo'] as const) {
        await press(person, post, 'Reveal');
        await press(person, last(person)?.id ?? '', 'Something wrong?');
        expect(await submit(person, { reason: 'fact', text: 'the kernel' })).toContain('Thank you');
      }
      await stage.viva.settle();
      const lines = stage.world.posts().filter(({ id }) => id !== post);
      expect(lines.map(({ text }) => text)).toEqual([expect.stringContaining('/viva-admin flags DL0003')]);
      expect(lines[0]?.text).not.toMatch(/kernel|fact|ben|Convolution/i);
    });

    test('in direct messages a flag is taken where that belongs to a workspace, and lists are kept to channels', async () => {
      const channel = stage.world.direct('ben');
      await told('ben', () => stage.world.command('ben', '/viva answer DL0003', { channel }));
      const answer = last('ben');
      // A direct message of Discord belongs to no server.
      const managed = stage.world.platform !== 'discord';
      expect(labels(answer)?.includes('Something wrong?')).toBe(managed);
      if (managed) {
        await press('ben', answer?.id ?? '', 'Something wrong?');
        expect(await submit('ben', { reason: 'typo' })).toContain('Thank you');
      }
      expect(await openFlags()).toHaveLength(managed ? 1 : 0);
      const own = { channel: stage.world.direct('ben') };
      const heard = await told('ben', () => stage.world.command('ben', '/viva-admin flags', own));
      expect(heard).toContain('Not here');
      const hard = await told('ben', () => stage.world.command('ben', '/viva-admin difficulty', own));
      expect(hard).toContain('Not here');
    });

    test('how hard a question proved to be is told from 20 attempts on, greatest surprise first', async () => {
      await addFeed();
      const { context } = stage.viva;
      for (const [index, question] of ['CV0001', 'CV0002'].entries()) {
        await say('ada', `/viva-admin schedule next ${question}`);
        await stage.viva.jump(slot(2 * index));
        const round = await context.store.rounds.newestIn(stage.world.space, stage.world.channel);
        if (round === undefined) throw new Error('there is no round');
        const content = context.bank.get(question);
        const right = content?.choices.findIndex((choice) => choice.right) ?? 0;
        for (let member = 0; member < 20; member += 1) {
          const choice = member < 3 + 10 * index ? right : (right + 1) % 4;
          const deeds = {
            attempt: { choice, at: stage.clock.now() },
            hintAt: undefined,
            revealAt: undefined,
          };
          await context.store.deeds.record(round, `${stage.world.platform}:m${member}`, deeds as never, true);
        }
        await stage.viva.jump(slot(2 * index + 1));
      }
      const told = await say('ada', '/viva-admin difficulty');
      expect(told).toMatch(/CV0001 · Lens 1\W+ · hard · 15 % of 20 right · harder than that/);
      expect(told).toMatch(/CV0002 · Lens 2\W+ · easy · 65 % of 20 right · about as expected/);
      expect(told.indexOf('CV0001')).toBeLessThan(told.indexOf('CV0002'));
      expect((await list('CV0001')).text).toMatch(/calls it hard\. Here 15 % of 20 right/);
      expect(await say('ben', '/viva-admin difficulty')).toMatch(/Manage Server|admin/i);
    });

    if (!canFail) return;

    test('where a direct message is refused, the flag is resolved, and the manager learns that it was not told', async () => {
      await flag('ben', 'DL0003', 'fact');
      const before = await list();
      await press('ada', before.id, 'Resolve DL0003');
      stage.world.disturb('forbid');
      expect(await submit('ada', { note: 'mended' })).toContain('1 flag resolved');
      await stage.viva.settle();
      expect(mail('ben')).toEqual([]);
      expect(last('ada')?.text).toMatch(/did not arrive(?:.|\n)*could not be told/);
      expect(await openFlags()).toEqual([]);
      await stage.viva.jump(slot(600));
      expect(mail('ben')).toEqual([]);
    });

    test.each(['accept-then-502', 'accept-then-hang', 'refuse-500', 'rate-limit'] as const)(
      'a note that meets %s arrives exactly once',
      async (how) => {
        await flag('ben', 'DL0003', 'fact');
        const before = await list();
        await press('ada', before.id, 'Resolve DL0003');
        stage.world.disturb(how);
        await submit('ada', {});
        await stage.viva.settle();
        expect(mail('ben')).toHaveLength(1);
        expect(await stage.viva.context.store.flags.unsent(10)).toEqual([]);
      },
    );
  });
}
