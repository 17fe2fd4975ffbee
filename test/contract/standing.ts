import { describe, expect, test } from 'vitest';
import type { Person } from '../support/world.ts';
import { type OpenWorld, useStage } from './stage.ts';

/** Points, boards, streak boards and milestones as members meet them, on any platform. */
export function standingContract(title: string, open: OpenWorld) {
  describe(`standing on ${title}`, () => {
    const stage = useStage(open);
    const { say, press, addFeed, newest, slot, last } = stage;

    /** The letters of the newest round's right choice and of a wrong one. */
    const letters = async () => {
      const { rounds } = stage.viva.context.store;
      const round = await rounds.newestIn(stage.world.space, stage.world.channel);
      const question = round && (await rounds.content(round.question, round.version));
      const at = (round?.order ?? []).findIndex((choice) => question?.choices[choice]?.right);
      const points = { easy: 1, medium: 2, hard: 3 }[question?.difficulty ?? 'easy'];
      return { right: 'ABCD'[at] ?? '', wrong: 'ABCD'[(at + 1) % 4] ?? '', points };
    };
    const line = (text: string, person: Person): string | undefined =>
      text.split('\n').find((one) => one.includes(stage.world.shownAs(person)));
    const turn = (person: Person, label: string) => press(person, last(person)?.id ?? '', label);
    const shown = (person: Person): string => last(person)?.text ?? '';

    test('a board tells who leads, the own place and when it ends, and its buttons turn it in place', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      const { right, wrong, points } = await letters();
      await press('ben', newest().id, right);
      await press('cleo', newest().id, 'Hint');
      await press('cleo', newest().id, right);
      await press('dan', newest().id, wrong);
      const told = await say('ben', '/viva board');
      expect(told).toContain('Board of this week');
      expect(line(told, 'ben')).toMatch(new RegExp(`^\\W*1\\W.*${points} points · you`));
      expect(line(told, 'cleo')).toMatch(new RegExp(`^\\W*2\\W.*${points / 2} points?`));
      expect(line(told, 'dan')).toBeUndefined();
      expect(told).toMatch(/This week ends/);
      expect(await say('dan', '/viva board')).toContain('You have no points this week yet');

      await say('cleo', '/viva board month');
      expect(shown('cleo')).toContain('Board of this month');
      const count = stage.world.privately('cleo').length;
      await turn('cleo', 'All time');
      expect(shown('cleo')).toContain('Board of all time');
      expect(shown('cleo')).not.toContain(' ends ');
      expect(line(shown('cleo'), 'cleo')).toMatch(/^\W*2\W.*· you/);
      await turn('cleo', 'Everywhere here');
      expect(shown('cleo')).toContain('All feeds here together');
      expect(line(shown('cleo'), 'ben')).toMatch(/^\W*1\W/);
      await turn('cleo', 'This feed');
      await turn('cleo', 'Streaks');
      expect(shown('cleo')).toContain('Longest running streaks');
      for (const person of ['ben', 'cleo', 'dan'] as const)
        expect(line(shown('cleo'), person)).toMatch(/^\W*1\W.*1 round\b/);
      expect(stage.world.privately('cleo')).toHaveLength(count);
    });

    test('ties share a place, and who hides is not listed for others and moves nobody', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      const { right } = await letters();
      await press('ada', newest().id, 'Hint');
      for (const person of ['ada', 'ben', 'cleo', 'dan'] as const) await press(person, newest().id, right);
      const told = await say('ada', '/viva board all');
      for (const person of ['ben', 'cleo', 'dan'] as const) expect(line(told, person)).toMatch(/^\W*1\W/);
      expect(line(told, 'ada')).toMatch(/^\W*4\W.*· you/);
      expect(await say('ben', '/viva me hide=yes')).toContain('you are hidden from others');
      const others = await say('ada', '/viva board all');
      expect(line(others, 'ben')).toBeUndefined();
      expect(line(others, 'ada')).toMatch(/^\W*3\W/);
      expect(line(await say('ben', '/viva board all'), 'ben')).toMatch(/^\W*1\W.*only you see this row/);
      expect(await say('ada', '/viva board streaks')).not.toContain(stage.world.shownAs('ben'));
      expect(line(await say('ben', '/viva board streaks'), 'ben')).toMatch(/only you see this row/);
      expect(await say('ben', '/viva me hide=no')).toContain('others see you');
      expect(line(await say('ada', '/viva board all'), 'ben')).toMatch(/^\W*1\W/);
    });

    test('an empty board says what to do, with and without a feed', async () => {
      expect(await say('ben', '/viva board')).toContain('There is no feed in this channel');
      expect(await say('ben', '/viva board streaks')).toContain('There is no feed in this channel');
      await addFeed();
      expect(await say('ben', '/viva board')).toContain('Nobody has points this week yet');
      expect(await say('ben', '/viva board all')).toContain('Nobody has points yet');
      expect(await say('ben', '/viva board streaks')).toContain('No streak is running');
    });

    test('who stopped does not lead the streaks for ever', async () => {
      await addFeed();
      for (let index = 0; index < 4; index += 1) {
        await stage.viva.jump(slot(index));
        if (index < 3) await press('ben', newest().id, 'A');
        if (index > 1) await press('cleo', newest().id, 'A');
      }
      const before = await say('cleo', '/viva board streaks');
      expect(line(before, 'ben')).toMatch(/^\W*1\W.*3 rounds/);
      expect(line(before, 'cleo')).toMatch(/^\W*2\W.*2 rounds · you/);
      await stage.viva.jump(slot(4));
      const after = await say('cleo', '/viva board streaks');
      expect(line(after, 'ben')).toBeUndefined();
      expect(line(after, 'cleo')).toMatch(/^\W*1\W.*2 rounds · you/);
      expect(await say('ben', '/viva board streaks')).toContain('You have no running streak');
    });

    test('a milestone is congratulated once: not by a second press, and not again after a round was taken back', async () => {
      await addFeed();
      for (let index = 0; index < 9; index += 1) {
        await stage.viva.jump(slot(index));
        const told = await press('ben', newest().id, index % 2 === 0 ? 'A' : 'Reveal');
        expect(told.includes('7 rounds in a row')).toBe(index === 6);
        if (index === 6) {
          expect(await press('ben', newest().id, 'Reveal')).not.toContain('in a row');
          const points = await say('ben', '/viva board all');
          await say('ada', '/viva-admin schedule void');
          expect((await stage.streakOf('ben')).current).toBe(6);
          expect(points).toContain('Board of all time');
        }
      }
      expect((await stage.streakOf('ben')).current).toBe(8);
    }, 60_000);

    test('a round taken back takes its points with it', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      const { right, points } = await letters();
      await press('ben', newest().id, right);
      expect(line(await say('ben', '/viva board'), 'ben')).toContain(`${points} points`);
      await say('ada', '/viva-admin schedule void');
      expect(await say('ben', '/viva board')).toContain('Nobody has points this week yet');
    });

    test('in a direct message, the boards of the feeds that a person takes part in', async () => {
      const inDm = (person: Person, text: string) =>
        stage.told(person, () => stage.world.command(person, text, { channel: stage.world.direct(person) }));
      expect(await inDm('ben', '/viva board')).toContain('no feed');
      await addFeed();
      await stage.viva.jump(slot(0));
      const { right } = await letters();
      await press('ben', newest().id, right);
      await press('cleo', newest().id, right);
      const told = await inDm('ben', '/viva board');
      expect(line(told, 'ben')).toMatch(/^\W*1\W.*· you/);
      expect(line(told, 'cleo')).toMatch(/^\W*1\W/);
    });

    test('a year in numbers and as a picture, the topics beside those of the space', async () => {
      expect(await say('ben', '/viva stats')).toContain('Nothing to count yet');
      await addFeed();
      for (let index = 0; index < 4; index += 1) {
        await stage.viva.jump(slot(index));
        const { right, wrong } = await letters();
        await press('ben', newest().id, index < 3 ? right : wrong);
        for (const person of ['ada', 'cleo'] as const) await press(person, newest().id, wrong);
      }
      const told = await say('ben', '/viva stats');
      expect(told).toMatch(/4 rounds\W+in a row now, 4 at best/);
      expect(told).toMatch(/4 rounds\W+on 1 day/);
      // 3 of 4 are right, and 3 of 12 with those of the others.
      expect(told).toMatch(/Deep learning\W+75% of 4 attempts; everyone here 25%/);
      const alone = await stage.told('ben', () =>
        stage.world.command('ben', '/viva stats', { channel: stage.world.direct('ben') }),
      );
      expect(alone).toMatch(/Deep learning\W+75% of 4 attempts/);
    });

    test('what a picture shows stands in the text too: a board, a year, and the spread at the close', async () => {
      await addFeed();
      await stage.viva.jump(slot(0));
      const first = newest().id;
      const { right, wrong } = await letters();
      await press('ben', first, right);
      await press('cleo', first, wrong);
      await stage.viva.jump(slot(1));
      const two = stage.world.posts().find(({ id }) => id === first);
      expect(two?.text).not.toContain('attempts:');
      const second = newest().id;
      const next = await letters();
      await press('ben', second, next.right);
      await press('cleo', second, next.right);
      await press('dan', second, next.wrong);
      await stage.viva.jump(slot(2));
      const closed = stage.world.posts().find(({ id }) => id === second);
      expect(closed?.text).toContain(`${next.right} 67% ✓`);
      const spread = closed?.pictures.filter((alt) => alt.startsWith('3 answers')) ?? [];
      expect(spread).toHaveLength(1);
      expect(spread[0]).toContain(`${next.right} 67%, the right answer`);
      for (const person of ['ben', 'cleo', 'dan'] as const)
        expect(spread[0]).not.toContain(stage.world.shownAs(person));
      await say('ben', '/viva board');
      // Nothing proves that Slack shows an uploaded picture in an answer for one person.
      const hasPictures = stage.world.platform !== 'slack';
      const [board] = last('ben')?.pictures ?? [];
      expect(board !== undefined).toBe(hasPictures);
      if (board !== undefined) expect(board).toMatch(/^Board of this week\..*1\. .+ \(you\), \d+ points/);
      await say('ben', '/viva stats');
      const [year] = last('ben')?.pictures ?? [];
      expect(year !== undefined).toBe(hasPictures);
      if (year !== undefined) expect(year).toMatch(/current streak 2, best streak 2\. 2 rounds on 1 day/);
    });
  });
}
