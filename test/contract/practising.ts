import { beforeEach, describe, expect, test } from 'vitest';
import { fullShelf } from '../support/shelf.ts';
import type { Person, Seen } from '../support/world.ts';
import { type OpenWorld, useStage } from './stage.ts';

/** Spaced repetition in private, on any platform: one message in which card follows card. */
export function practiceContract(title: string, open: OpenWorld) {
  describe(`practice on ${title}`, () => {
    const stage = useStage(open);
    const { say, press, last, addFeed, slot, told } = stage;
    beforeEach(async () => {
      stage.viva.context.bank = await fullShelf(12);
    });
    const now = (person: Person): Seen => {
      const seen = last(person);
      if (seen === undefined) throw new Error(`${person} was told nothing`);
      return seen;
    };
    const labels = (seen: Seen) => seen.buttons.filter(({ disabled }) => !disabled).map(({ label }) => label);
    const startsWith = (seen: Seen, start: string): string => {
      const label = labels(seen).find((one) => one.startsWith(start));
      if (label === undefined) throw new Error(`no button ${start} among ${labels(seen).join(', ')}`);
      return label;
    };
    /** Presses the button whose label begins so, on the message at hand. */
    const on = (person: Person, start: string) => {
      const seen = now(person);
      return press(person, seen.id, startsWith(seen, start));
    };
    const idOf = (seen: Seen) => /\b(CV|DL)\d{4}\b/.exec(seen.text.replace(/^.*comes back.*$/m, ''))?.[0];
    const grade = async (person: Person, name: string) => {
      await on(person, 'Show the answer');
      await on(person, name);
    };

    test('a session of five cards with an undo ends in a summary, in one message', async () => {
      await say('ben', '/viva me new-cards=5');
      await say('ben', '/viva practice');
      const first = now('ben');
      const count = stage.world.privately('ben').length;
      expect(labels(first).slice(0, 4)).toEqual(['A', 'B', 'C', 'D']);
      expect(first.text).toContain('new for you');
      expect(first.text).toContain('5 new');

      await on('ben', 'Show the answer');
      expect(now('ben').text).toContain('Key points');
      expect(labels(now('ben')).map((label) => label.split(' · ')[0])).toEqual([
        'Again',
        'Hard',
        'Good',
        'Easy',
        'Something wrong?',
      ]);
      const good = startsWith(now('ben'), 'Good');
      expect(good).toMatch(/^Good · \d{1,2} (Nov|Dec)$/);
      await on('ben', 'Good');
      expect(now('ben').text).toContain(`Good. It comes back on ${good.slice('Good · '.length)}`);
      expect(idOf(now('ben'))).not.toBe(idOf(first));

      await on('ben', 'Undo Good');
      expect(now('ben').text).toContain('Good was taken back');
      expect(startsWith(now('ben'), 'Good')).toBe(good);
      await on('ben', 'Easy');
      for (const name of ['Again', 'Hard', 'Good', 'Good']) await grade('ben', name);

      const done = now('ben');
      expect(done.text).toContain('Done for today');
      expect(done.text).toContain('5 cards today, all new');
      expect(done.text).toContain('Tomorrow: 1');
      // Where the picture cannot be shown, its words stand in its place.
      expect([done.text, ...done.pictures].join('\n')).toContain('5 cards: 1 again, 1 hard, 2 good, 1 easy');
      expect(labels(done)).toEqual(['5 new questions', expect.stringMatching(/^Undo Good on/)]);
      expect(stage.world.privately('ben')).toHaveLength(count);
      expect(done.id).toBe(first.id);
      expect(stage.world.posts()).toEqual([]);
      expect(stage.world.privately('cleo')).toEqual([]);
      await stage.world.redeliver();
      expect(now('ben')).toEqual(done);
    });

    test('a choice tells its verdict, and offers the grades that fit', async () => {
      await say('ben', '/viva practice DL');
      const seen: string[] = [];
      for (let card = 0; card < 3; card += 1) {
        await on('ben', 'A');
        const toldNow = now('ben');
        const right = toldNow.text.includes('That is right.');
        expect(right || toldNow.text.includes('Not quite.')).toBe(true);
        expect(labels(toldNow).map((label) => label.split(' · ')[0])).toEqual(
          right ? ['Hard', 'Good', 'Easy', 'Whole answer'] : ['Again', 'Hard', 'Whole answer'],
        );
        await on('ben', 'Whole answer');
        expect(labels(now('ben'))).toEqual([...labels(toldNow).slice(0, -1), 'Something wrong?']);
        seen.push(idOf(now('ben')) ?? '');
        await on('ben', right ? 'Good' : 'Again');
      }
      expect(seen.sort()).toEqual(['DL0001', 'DL0002', 'DL0003']);
      expect(now('ben').text).toContain('Done for today on Deep learning');
      expect(now('ben').text).toContain('You have met every question here');
    });

    test('a hint stands under the question, and is given once', async () => {
      await say('ben', '/viva practice DL');
      const before = now('ben');
      await on('ben', 'Hint');
      expect(now('ben').id).toBe(before.id);
      expect(labels(now('ben'))).toEqual(['A', 'B', 'C', 'D', 'Show the answer']);
    });

    test('a double click grades once, and an old button deals the card at hand', async () => {
      await say('ben', '/viva practice');
      await on('ben', 'Show the answer');
      const seen = now('ben');
      const [good, easy] = [startsWith(seen, 'Good'), startsWith(seen, 'Easy')];
      stage.clock.advance(1_000);
      await Promise.all([
        stage.world.press('ben', seen.id, good),
        stage.world.press('ben', seen.id, good).catch(() => {}),
        stage.world.press('ben', seen.id, easy).catch(() => {}),
      ]);
      const practice = await stage.viva.context.store.practice.of(stage.world.member('ben'));
      expect(practice.cards.outline()).toHaveLength(1);
      const grades = Object.values(practice.today.grades);
      expect(grades.reduce((sum, one) => sum + one, 0)).toBe(1);
      expect(labels(now('ben')).slice(0, 4)).toEqual(['A', 'B', 'C', 'D']);
    });

    test('two sessions at once: what was graded in one is gone from the other', async () => {
      await say('ben', '/viva practice');
      await on('ben', 'Show the answer');
      const older = now('ben');
      await say('ben', '/viva practice');
      expect(idOf(now('ben'))).toBe(idOf(older));
      await grade('ben', 'Good');
      await press('ben', older.id, startsWith(older, 'Easy'));
      const told = stage.world.privately('ben').find(({ id }) => id === older.id);
      expect(told?.text).toMatch(/already: Good, and it stands/);
      expect(labels(told ?? older).slice(0, 4)).toEqual(['A', 'B', 'C', 'D']);
    });

    test('what was missed in a round comes before what is new', async () => {
      await addFeed();
      await say('ada', '/viva-admin schedule next CV0007');
      await stage.viva.jump(slot(0));
      await press('ben', stage.newest().id, 'Reveal');
      await say('ben', '/viva practice');
      expect(now('ben').text).not.toContain('missed in a round');
      await say('ada', '/viva-admin schedule pause');
      await stage.viva.settle();
      await say('ben', '/viva practice');
      expect(now('ben').text).toContain('1 question of your rounds is here to be practised');
      expect(now('ben').text).toContain('CV0007');
      expect(now('ben').text).toContain('missed in a round');
      await grade('ben', 'Again');
      expect(now('ben').text).toContain('new for you');
    });

    test('a question of an open round is not dealt, and a card shown before tells nothing', async () => {
      await say('ben', '/viva practice CV');
      const shown = now('ben');
      const asked = idOf(shown) ?? '';
      await addFeed('reveal=at-close');
      await say('ada', `/viva-admin schedule next ${asked}`);
      await stage.viva.jump(slot(0));
      for (const label of ['A', 'Hint', 'Show the answer']) {
        const again = stage.world.privately('ben').find(({ id }) => id === shown.id) ?? shown;
        if (!labels(again).includes(label) || idOf(again) !== asked) continue;
        await press('ben', shown.id, label);
      }
      const instead = stage.world.privately('ben').find(({ id }) => id === shown.id);
      expect(instead?.text).toContain('answer it there, where it counts');
      expect(instead?.text).not.toContain('Key points');
      await say('ben', '/viva practice CV');
      expect(idOf(now('ben'))).not.toBe(asked);
      expect((await stage.streakOf('ben')).steps.filter(({ kind }) => kind === 'took-part')).toEqual([]);
    });

    test('a question that was removed is dropped without a word, and its old button goes on', async () => {
      await say('ben', '/viva practice DL');
      const gone = idOf(now('ben'));
      const whole = stage.viva.context.bank;
      const rest = whole.all().filter(({ id }) => id !== gone);
      stage.viva.context.bank = {
        ...whole,
        get: (id) => rest.find((question) => question.id === id),
        all: () => rest,
        matching: ({ topic }) => rest.filter((question) => question.topic === topic),
      };
      await on('ben', 'Show the answer');
      expect(now('ben').text).toContain('no longer among the questions');
      await grade('ben', 'Good');
      await grade('ben', 'Good');
      expect(now('ben').text).toContain('Done for today');
    });

    test('with nothing due it says when the next comes, and offers something new', async () => {
      await say('ben', '/viva me new-cards=0');
      await say('ben', '/viva practice');
      expect(now('ben').text).toContain('Nothing is due');
      expect(now('ben').text).toContain('learn something new');
      await on('ben', '5 new questions');
      expect(now('ben').text).toContain('5 new');
      expect(await say('ben', '/viva me new-cards=51')).toContain('a whole number from 0 to 50');
    });

    test('in a direct message a session goes on in place too', async () => {
      const dm = stage.world.direct('ben');
      await told('ben', () => stage.world.command('ben', '/viva practice DL', { channel: dm }));
      const count = stage.world.privately('ben').length;
      const first = now('ben');
      await grade('ben', 'Good');
      expect(now('ben').id).toBe(first.id);
      expect(stage.world.privately('ben')).toHaveLength(count);
    });
  });
}
