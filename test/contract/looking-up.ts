import { beforeEach, describe, expect, test } from 'vitest';
import { fullShelf } from '../support/shelf.ts';
import type { Person, Seen } from '../support/world.ts';
import { type OpenWorld, useStage } from './stage.ts';

/** Finding questions, on any platform: lists whose buttons open what they name, for one person alone. */
export function lookUpContract(title: string, open: OpenWorld) {
  describe(`looking up on ${title}`, () => {
    const stage = useStage(open);
    const { say, press, last, told, addFeed, slot } = stage;
    beforeEach(async () => {
      stage.viva.context.bank = await fullShelf(12);
    });
    const list = async (person: Person, text: string): Promise<Seen> => {
      await say(person, text);
      const seen = last(person);
      if (seen === undefined) throw new Error(`${person} was told nothing`);
      return seen;
    };
    const labels = (seen: Seen | undefined) =>
      seen?.buttons.filter(({ disabled }) => !disabled).map(({ label }) => label);

    test('search names what fits, best first, with how each begins and a button that opens it', async () => {
      const found = await list('ben', '/viva search lens 7');
      expect(found.text).toMatch(/One question fits/);
      expect(found.text).toMatch(
        /CV0007 · Lens 7\W+ · Computer vision · hard\n.*How far does lens 7 bend a ray\?/,
      );
      expect(labels(found)).toEqual(['CV0007']);
      expect(await press('ben', found.id, 'CV0007')).toContain('How far does lens 7');
      expect(labels(last('ben'))).toEqual(['A', 'B', 'C', 'D', 'Hint', 'Reveal']);
      expect(stage.world.posts()).toEqual([]);
      expect(stage.world.privately('cleo')).toEqual([]);
    });

    test.each([
      ['an id', 'dl0003', '1×1 Convolution'],
      ['a word of the text alone', 'neighbours', '1×1 Convolution'],
      ['a slip of the keyboard', 'residaul conection', 'Residual Connection'],
      ['the beginning of a word', 'convol', '1×1 Convolution'],
    ])('search finds by %s', async (_kind, words, name) => {
      expect((await list('ben', `/viva search ${words}`)).text).toContain(name);
    });

    test('pages turn in place, and the list stays one message', async () => {
      const first = await list('ben', '/viva search bend ray');
      expect(first.text).toContain('12 questions fit');
      expect(first.text).toContain('page 1 of 3');
      expect(labels(first)).toHaveLength(5 + 1);
      const count = stage.world.privately('ben').length;
      const turn = async (label: string) => {
        await press('ben', first.id, label);
        const seen = last('ben');
        expect(seen?.id).toBe(first.id);
        return seen;
      };
      const second = await turn('Next');
      expect(second?.text).toContain('page 2 of 3');
      expect(labels(second)?.slice(-2)).toEqual(['Previous', 'Next']);
      const third = await turn('Next');
      expect(labels(third)).toHaveLength(2 + 1);
      const back = await turn('Previous');
      expect({ ...back, text: '' }).toEqual({ ...second, text: '' });
      expect(stage.world.privately('ben')).toHaveLength(count);
      const named = [first, second, third].flatMap((one) => labels(one)?.filter((label) => /\d/.test(label)));
      expect(new Set(named).size).toBe(12);
    });

    test('in a direct message pages turn in place too', async () => {
      const dm = stage.world.direct('ben');
      await told('ben', () => stage.world.command('ben', '/viva browse', { channel: dm }));
      const first = last('ben');
      expect(first?.text).toContain('page 1 of 2');
      const count = stage.world.privately('ben').length;
      await press('ben', first?.id ?? '', 'Next');
      expect(last('ben')).toMatchObject({ id: first?.id, text: expect.stringContaining('page 2 of 2') });
      expect(stage.world.privately('ben')).toHaveLength(count);
    });

    test('a page that cannot be had leaves the list as it is, and the reason stands beside it', async () => {
      const first = await list('ben', '/viva search bend ray');
      const whole = stage.viva.context.bank;
      stage.viva.context.bank = { ...whole, find: () => [] };
      expect(await press('ben', first.id, 'Next')).toContain('Nothing found');
      stage.viva.context.bank = whole;
      expect(stage.world.privately('ben').find(({ id }) => id === first.id)).toEqual(first);
      expect(stage.world.posts()).toEqual([]);
      await press('ben', first.id, 'Next');
      const now = stage.world.privately('ben').find(({ id }) => id === first.id);
      expect(now?.text).toContain('page 2 of 3');
    });

    test('where nothing fits, it says what to try', async () => {
      const nothing = await say('ben', '/viva search zeppelin');
      expect(nothing).toContain('Nothing found');
      expect(nothing).toContain('zeppelin');
      expect(nothing).toContain('/viva browse');
    });

    test('browse lists the bank, newest first, by topic and difficulty, and from any page', async () => {
      const all = await list('ben', '/viva browse');
      expect(all.text).toContain('15 questions · newest first · page 1 of 2');
      expect(labels(all)?.slice(0, 3)).toEqual(['CV0012', 'CV0011', 'CV0010']);
      const easy = await list('ben', '/viva browse CV easy');
      expect(labels(easy)).toEqual(['CV0012', 'CV0010', 'CV0008', 'CV0006', 'CV0004', 'CV0002']);
      const second = await list('ben', '/viva browse page=2');
      expect(labels(second)).toContain('DL0003');
      expect(labels(await list('ben', '/viva browse page=99'))).toEqual(labels(second));
      expect(await press('ben', second.id, 'DL0003')).toContain('1×1 Convolution');
      expect(await say('ben', '/viva browse RL')).toContain('No question matches');
    });

    test('show by words that fit several names them, each with a button that opens it', async () => {
      const several = await list('ben', '/viva show lens');
      expect(several.text).toContain('Several questions fit');
      expect(await press('ben', several.id, 'CV0001')).toContain('How far does lens 1 bend');
      expect(await say('ben', '/viva show Lens 1')).toContain('How far does lens 1 bend');
    });

    test('under an answer stand related questions, opened for one person alone', async () => {
      const answer = await list('ben', '/viva answer DL0003');
      expect(answer.text).toContain('Related questions');
      expect(labels(answer)).toEqual(['DL0001', 'Something wrong?']);
      expect(await press('ben', answer.id, 'DL0001')).toContain('Residual Connection');
      expect(stage.world.posts()).toEqual([]);
      expect(stage.world.privately('cleo')).toEqual([]);
    });

    test('a question of an open round that is found by its words is answered in the round alone', async () => {
      await addFeed('reveal=at-close');
      await say('ada', '/viva-admin schedule next CV0007');
      await stage.viva.jump(slot(0));
      for (const command of ['/viva search lens 7', '/viva browse', '/viva show lens']) {
        const found = await list('ben', command === '/viva show lens' ? '/viva show lens 7' : command);
        if (labels(found)?.includes('CV0007')) await press('ben', found.id, 'CV0007');
        const card = last('ben');
        expect(card?.text, command).toContain('This is being asked in');
        expect(labels(card), command).toEqual(['Hint', 'Reveal']);
        expect(await press('ben', card?.id ?? '', 'Reveal'), command).toContain('Not yet');
      }
      expect((await stage.streakOf('ben')).steps).toEqual([]);
    });
  });
}
