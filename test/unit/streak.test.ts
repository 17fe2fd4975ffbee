import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type StreakInput, streakOf } from '../../src/core/streak.ts';
import { runs } from '../support/runs.ts';

/**
 * One letter a round: x took part, . missed, e excused, a away, v taken back, V taken back though taken part in,
 * E excused though taken part in; ? at the end: the newest round is still open.
 */
function input(rounds: string): StreakInput {
  const letters = [...rounds];
  const of = (wanted: string) =>
    new Set(letters.flatMap((letter, index) => (wanted.includes(letter) ? [index + 1] : [])));
  return {
    count: letters.length,
    taken: of('xVE'),
    voided: of('vV'),
    excused: of('eE'),
    away: of('a'),
    open: new Set(letters.at(-1) === '?' ? [letters.length] : []),
  };
}

describe('a streak counts consecutive rounds', () => {
  const week = 'xxxxxxx';
  test.each<[rule: string, rounds: string, current: number, best: number, freezes: number]>([
    ['nothing taken part in is no streak', '...', 0, 0, 0],
    ['each round in a row adds one', 'xxx', 3, 3, 0],
    ['rounds before the first participation were not missed', '....xx', 2, 2, 0],
    ['a missed round without a freeze ends it', 'xxx.', 0, 3, 0],
    ['it begins again after a miss', 'xxx.xx', 2, 3, 0],
    ['an open round is not missed yet', 'xxx?', 3, 3, 0],
    ['the seventh in a row earns a freeze', week, 7, 7, 1],
    ['a missed round spends a freeze before it breaks the streak', `${week}.`, 7, 7, 0],
    ['a frozen round adds nothing', `${week}.x`, 8, 8, 0],
    ['a second miss without a freeze breaks it', `${week}.x.`, 0, 8, 0],
    ['two freezes are held at most', week.repeat(3), 21, 21, 2],
    ['two freezes bridge a gap of two', `${week.repeat(2)}..x`, 15, 15, 0],
    ['a gap that the freezes cannot cover ends the streak and leaves them', `${week.repeat(2)}...`, 0, 14, 2],
    ['kept freezes serve the next streak', `${week.repeat(2)}...x.x`, 2, 14, 1],
    ['a gap is judged as a whole, not round by round', `${week}..`, 0, 7, 1],
    ['an open round after a gap leaves the gap bridged', `${week}.?`, 7, 7, 0],
    ['an excused round costs nothing', 'xxexx', 4, 4, 0],
    ['taking part in an excused round counts', 'xxExx', 5, 5, 0],
    ['a round while away costs nothing', 'xxaaaxx', 4, 4, 0],
    ['a round taken back costs nothing', 'xxvxx', 4, 4, 0],
    ['a round taken back gives nothing either', 'xxVxx', 4, 4, 0],
    ['excused rounds do not widen a gap', `${week}.e.x`, 1, 7, 1],
    ['the seventh counts participations, not frozen rounds', `${week}.xxxxxxx`, 14, 14, 1],
  ])('%s', (_rule, rounds, current, best, freezes) => {
    const streak = streakOf(input(rounds));
    expect({ current: streak.current, best: streak.best, freezes: streak.freezes }).toEqual({
      current,
      best,
      freezes,
    });
  });

  test('why tells what each round did', () => {
    const steps = streakOf(input(`${week}.x.e?`)).steps;
    expect(steps.map((step) => `${step.round} ${step.kind} ${step.streak} ${step.freezes}`)).toEqual([
      '1 took-part 1 0',
      '2 took-part 2 0',
      '3 took-part 3 0',
      '4 took-part 4 0',
      '5 took-part 5 0',
      '6 took-part 6 0',
      '7 took-part 7 1',
      '8 frozen 7 0',
      '9 took-part 8 0',
      '10 missed 0 0',
      '11 excused 0 0',
      '12 waiting 0 0',
    ]);
  });

  test('after ten rounds with one missed and a freeze held, the streak is nine less none lost', () => {
    const streak = streakOf(input('xxxxxxx.xx'));
    expect([streak.current, streak.freezes]).toEqual([9, 0]);
  });

  test('whatever happened, the best is never below the current one and freezes stay within bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'xxxx.eavVE'), { maxLength: 80 }), (letters) => {
        const streak = streakOf(input(letters.join('')));
        expect(streak.best).toBeGreaterThanOrEqual(streak.current);
        expect(streak.freezes).toBeGreaterThanOrEqual(0);
        expect(streak.freezes).toBeLessThanOrEqual(2);
        for (const step of streak.steps) expect(step.streak).toBeLessThanOrEqual(step.round);
      }),
      { numRuns: runs() },
    );
  });

  test('leaving out rounds that are void changes nothing but their steps', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'xxx.eavV'), { maxLength: 60 }), (letters) => {
        const all = streakOf(input(letters.join('')));
        const without = streakOf(input(letters.filter((letter) => !'vV'.includes(letter)).join('')));
        expect([all.current, all.best, all.freezes]).toEqual([
          without.current,
          without.best,
          without.freezes,
        ]);
      }),
      { numRuns: runs() },
    );
  });
});
