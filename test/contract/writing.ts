import { describe, expect, test } from 'vitest';
import { practiceScoreOf, scoreOf } from '../../src/core/deeds.ts';
import { pointsFound } from '../../src/core/grading/points-found.ts';
import type { Round } from '../../src/core/round.ts';
import type { Person } from '../support/world.ts';
import { type OpenWorld, useStage } from './stage.ts';

/** Says one of the four key points of DL0001, and no other. */
const words =
  'Gradient flow: the derivative of a block is F′(x) + 1, so part of the error reaches the early layers unchanged.';

/** Answers in one's own words, on any platform: from the button to the score. */
export function writingContract(title: string, open: OpenWorld) {
  describe(`answers in one’s own words on ${title}`, () => {
    const stage = useStage(open);
    const { say, press, told, addFeed, newest, slot, last } = stage;

    const openRound = async (options = ''): Promise<Round> => {
      const feed = await addFeed(options);
      await say('ada', '/viva-admin schedule next DL0001');
      await stage.viva.jump(slot(0));
      const round = await stage.viva.context.store.rounds.newest(feed.id);
      if (round === undefined) throw new Error('there is no round');
      return round;
    };
    const submit = (person: Person, text: string) => told(person, () => stage.world.submit(person, { text }));
    const write = async (person: Person, text: string, message = newest().id) => {
      expect(await press(person, message, 'Write an answer')).toBe('');
      return submit(person, text);
    };
    const deedsOf = (round: Round, person: Person) =>
      stage.viva.context.store.deeds.of(round.id, stage.world.member(person));
    const scores = async (round: Round, person: Person) => {
      const question = await stage.viva.context.store.rounds.content(round.question, round.version);
      if (question === undefined) throw new Error('the question is gone');
      const deeds = await deedsOf(round, person);
      return { board: scoreOf(deeds, question), practice: practiceScoreOf(deeds, question) };
    };
    const live = (person: Person) =>
      last(person)
        ?.buttons.filter(({ disabled }) => !disabled)
        .map(({ label }) => label);
    /** A reply; where only a public answer to it was possible, what its button then shows in private. */
    const replied = async (person: Person, message: string, text: string) => {
      const posts = stage.world.posts().length;
      const answer = await told(person, () => stage.world.reply(person, message, text));
      const offer = stage.world.posts().slice(posts).at(-1);
      if (offer === undefined) return answer;
      expect(answer).toBe('');
      expect(offer.text).not.toMatch(/Key points|Gradient flow/);
      expect(offer.text).toContain('Write an answer');
      return press(person, offer.id, 'Show me privately');
    };

    test('the form’s answer is graded in private, takes part, and its key points stand with their ticks', async () => {
      const round = await openRound();
      const posts = stage.world.posts();
      const card = await write('ben', words);
      expect(card).toContain('covers 1 of 4 key points');
      expect(card).toMatch(/You wrote\W+Gradient flow: the derivative/);
      expect(card).toMatch(/✓ Gradient flow/);
      expect(card).not.toMatch(/✓ Degradation/);
      expect(card).toContain('For the board: 0.5 points');
      expect(card).toContain('Streak: 1 round');
      expect(live('ben')).toEqual(['✓ 1', '2', '3', '4', 'Show the answer']);
      expect(stage.world.posts()).toEqual(posts);
      expect(stage.world.privately('cleo')).toEqual([]);
      expect(await deedsOf(round, 'ben')).toMatchObject({ attempt: { written: { found: 1, of: 4 } } });
      const { answers } = stage.viva.context.store;
      expect(await answers.of(round.id, stage.world.member('ben'))).toBe(words);
    });

    test('a press corrects a tick in place; the board takes one of one’s own, practice all', async () => {
      const round = await openRound();
      await write('ben', words);
      const card = last('ben');
      const count = stage.world.privately('ben').length;
      const correct = async (label: string) => {
        await press('ben', card?.id ?? '', label);
        expect(last('ben')?.id).toBe(card?.id);
        expect(stage.world.privately('ben')).toHaveLength(count);
        return last('ben')?.text;
      };
      const two = await correct('2');
      expect(two).toContain('covers 2 of 4');
      expect(two).toMatch(/✓ Degradation\W+\(ticked by you\)/);
      expect(two).toContain('For the board: 1 point.');
      expect(two).toContain('Gradient flow: the derivative');
      expect(live('ben')).toEqual(['✓ 1', '✓ 2', '3', '4', 'Show the answer']);
      expect(await correct('3')).toContain('For the board: 1 point.');
      expect(await scores(round, 'ben')).toEqual({ board: 0.5, practice: 0.75 });
      const less = await correct('✓ 1');
      expect(less).toContain('For the board: 0.5 points');
      expect(less).toMatch(/Gradient flow\W+\(unticked by you\)/);
      expect(await scores(round, 'ben')).toEqual({ board: 0.25, practice: 0.5 });
      expect(await correct('1')).toContain('covers 3 of 4');
    });

    test('the reply word takes an answer too, and says that others read it', async () => {
      const round = await openRound();
      const post = newest().id;
      const card = await replied('ben', post, `  !Answer: ${words}`);
      expect(card).toContain('covers 1 of 4');
      expect(await scores(round, 'ben')).toEqual({ board: 0.25, practice: 0.25 });
      await press('ben', last('ben')?.id ?? '', '2');
      expect(last('ben')?.text).toContain('covers 2 of 4');
    });

    test('what answers a reply is never taken for the post of its round', async () => {
      const round = await openRound();
      const post = newest().id;
      await replied('ben', post, `answer: ${words}`);
      await told('cleo', () => stage.world.reply('cleo', post, 'answer'));
      const { space, channel } = stage.world;
      const platform = stage.viva.context.platforms.get(stage.world.platform);
      const found = await platform?.find({ kind: 'channel', space, channel }, round.id, slot(0) - 60_000);
      expect(found).toMatchObject({ kind: 'found', messages: [{ message: post }] });
    });

    test('in direct messages the reply word is private by itself', async () => {
      const dm = stage.world.direct('ben');
      await told('ben', () =>
        stage.world.command('ben', '/viva-admin schedule add cron="* * * * *" zone=UTC', { channel: dm }),
      );
      await stage.viva.jump(slot(0));
      const post = last('ben');
      const card = await told('ben', () =>
        stage.world.reply('ben', post?.id ?? '', 'answer: something else'),
      );
      expect(card).toMatch(/covers \d of \d key points/);
      expect(card).not.toContain('Others can read');
    });

    test('one attempt, and it stands: words after a choice, a choice after words, and words twice', async () => {
      await openRound();
      const post = newest().id;
      await press('ben', post, 'B');
      expect(await write('ben', words, post)).toContain('You had chosen B already, and it stands');
      await write('cleo', words, post);
      const after = await press('cleo', post, 'A');
      expect(after).toContain('You had answered already, and it stands');
      expect(after).toContain('1 of 4');
      const twice = await write('cleo', 'Degradation, no cost and all the rest.', post);
      expect(twice).toContain('You had answered already, and it stands');
      expect(twice).toContain('Gradient flow: the derivative');
      expect(twice).not.toContain('all the rest');
    });

    test('of two forms the first that is sent stands, and the other is told so', async () => {
      const round = await openRound();
      const post = newest().id;
      await press('ben', post, 'Write an answer');
      await press('ben', post, 'Write an answer');
      expect(await submit('ben', words)).toContain('covers 1 of 4');
      await press('ben', post, 'Write an answer');
      expect(await submit('ben', 'Something else.')).toContain('You had answered already');
      expect(await scores(round, 'ben')).toEqual({ board: 0.25, practice: 0.25 });
    });

    test('a form whose post was deleted meanwhile counts all the same, and so do its ticks', async () => {
      const round = await openRound();
      const post = newest().id;
      await press('ben', post, 'Write an answer');
      const { space, channel } = stage.world;
      await stage.viva.context.platforms.get(stage.world.platform)?.remove({ space, channel, message: post });
      expect(stage.world.posts()).toEqual([]);
      expect(await submit('ben', words)).toContain('covers 1 of 4');
      await press('ben', last('ben')?.id ?? '', '2');
      expect(last('ben')?.text).toContain('covers 2 of 4');
      expect(await scores(round, 'ben')).toEqual({ board: 0.5, practice: 0.5 });
    });

    test('everything delivered once more changes nothing', async () => {
      const round = await openRound();
      await write('ben', words);
      const card = last('ben')?.id ?? '';
      await press('ben', card, '2');
      await press('ben', card, '3');
      await press('ben', card, '✓ 2');
      await replied('cleo', newest().id, `answer: ${words}`);
      const snapshot = async () => ({
        posts: stage.world.posts(),
        told: (['ben', 'cleo'] as const).map((person) => stage.world.privately(person)),
        deeds: await Promise.all((['ben', 'cleo'] as const).map((person) => deedsOf(round, person))),
      });
      const before = await snapshot();
      expect(before.deeds[0]?.ticks?.map((tick) => tick?.on)).toEqual([undefined, false, true]);
      stage.clock.advance(20_000);
      await stage.world.redeliver();
      await stage.viva.settle();
      expect(await snapshot()).toEqual(before);
    });

    test('where answers open at the close, the key points wait for it', async () => {
      const round = await openRound('reveal=at-close close=1m');
      const post = newest().id;
      const card = await write('ben', words, post);
      expect(card).toContain('when the round closes');
      expect(card).not.toMatch(/Gradient flow|Key points/);
      expect(live('ben')).toEqual([]);
      expect((await deedsOf(round, 'ben')).revealAt).toBeUndefined();
      expect(await press('ben', post, 'C')).toContain('when the round closes');
      await stage.viva.jump(slot(1));
      const answer = await press('ben', post, 'Full answer');
      expect(answer).toContain('Your own words cover 1 of 4 key points');
      expect(await press('ben', last('ben')?.id ?? '', 'My answer')).toContain('✓ Gradient flow');
    });

    test('a form that is sent late counts for the streak alone; once the next round is open it is refused', async () => {
      await addFeed('close=1m');
      await say('ada', '/viva-admin schedule edit cron="1 9,10,11 * * *"');
      await stage.viva.jump(slot(0));
      const post = newest().id;
      for (const person of ['ben', 'cleo', 'dan'] as const) await press(person, post, 'Write an answer');
      expect(await submit('dan', words)).toContain('For the board');
      const card = last('dan')?.id ?? '';
      await stage.viva.jump(slot(0) + 10 * 60_000);
      const late = await submit('ben', words);
      expect(late).toContain('counts for the streak alone');
      expect(late).toContain('Streak: 1 round');
      await press('dan', card, '3');
      expect(last('dan')?.text).toContain('ticked by you');
      await stage.viva.jump(slot(60));
      stage.clock.advance(3 * 60_000);
      const over = await submit('cleo', 'My long and careful answer.');
      expect(over).toContain('That round is over');
      expect(over).toContain('My long and careful answer.');
      expect(over).not.toMatch(/Key points/);
      expect(await press('dan', card, '4')).toContain('its ticks stay as they are');
      expect(stage.world.privately('dan').find(({ id }) => id === card)?.text).toContain('ticked by you');
    });

    test('the close tells how many wrote, and the spread is of choices alone', async () => {
      await openRound();
      const post = newest().id;
      for (const person of ['ben', 'cleo'] as const) await write(person, words, post);
      await press('dan', post, 'A');
      await stage.viva.jump(slot(1));
      const closed = stage.world.posts().find(({ id }) => id === post);
      expect(closed?.text).toContain('3 people took part. 2 wrote answers of their own.');
      expect(closed?.text).not.toContain('attempts');
    });

    test.each([
      ['markup and mentions', '**bold** <@U0BEN> <!channel> @everyone [a](https://b.c) `x` # big', 'bold'],
      ['right-to-left', 'זרימת גרדיאנט \u202eevil', 'זרימת גרדיאנט'],
      ['emoji alone', '🦊🦊🦊', '🦊🦊🦊'],
      ['what has no width among letters', 'Gra\u200bdient\u00ad flow\u2060: \ufeffthat', 'flow'],
      ['the longest', 'é🦊'.repeat(650), 'é🦊é🦊'],
    ])('%s is taken, shown as written, and pings nobody', async (_name, text, shown) => {
      const round = await openRound();
      const card = await write('ben', text);
      expect(card).toContain(shown);
      // Slack knows no other mention than those in angle brackets.
      expect(card).not.toMatch(stage.world.platform === 'slack' ? /<[@!]/ : /(?<!\\)<[@!]|@everyone/);
      const question = await stage.viva.context.store.rounds.content(round.question, round.version);
      const found = question === undefined ? [] : pointsFound(question, text);
      expect(card).toContain(`covers ${found.filter(Boolean).length} of 4`);
      const { answers } = stage.viva.context.store;
      expect(await answers.of(round.id, stage.world.member('ben'))).toBe(text);
    });

    test('what is too long, or has nothing that can be seen, is refused and recorded nowhere', async () => {
      const round = await openRound();
      const post = newest().id;
      const refused = async (text: string) => {
        const posts = stage.world.posts().length;
        const answer = await told('ben', () => stage.world.reply('ben', post, text));
        return answer === '' ? stage.world.posts()[posts]?.text : answer;
      };
      const long = await refused(`answer: ${'x'.repeat(2_001)}`);
      expect(long).toContain('2,000 characters at most, and this one has 2,001');
      expect(await refused('answer: \u200b \u2800')).toContain('There is nothing in it');
      expect(await write('ben', '\u200b \u3164\n\ufeff', post)).toContain('There is nothing in it');
      expect((await deedsOf(round, 'ben')).attempt).toBeUndefined();
      expect(await write('ben', words, post)).toContain('covers 1 of 4');
    });
  });
}
