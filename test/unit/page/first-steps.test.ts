import { describe, expect, test } from 'vitest';
import { noDeeds } from '../../../src/core/deeds.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { streakOf } from '../../../src/core/streak.ts';
import { wordOutcome } from '../../../src/core/words/outcome.ts';
import { stepsDone } from '../../../src/platforms/local/page/tour/steps.ts';
import { sampleFeed, sampleQuestion, sampleRound } from '../../support/samples.ts';
import { sampleView } from './views.ts';

const none: ReadonlySet<number> = new Set();
const streak = streakOf({
  count: 1,
  taken: new Set([1]),
  voided: none,
  excused: none,
  away: none,
  open: none,
});
const question = sampleQuestion();
const round = sampleRound({ number: 1 });
const deeds = { ...noDeeds, attempt: { choice: 0, at: 1 } };
const attempted = { kind: 'attempted' as const, question, round, deeds, streak, points: 0, late: false };
const written = {
  ...attempted,
  kind: 'written' as const,
  deeds: { ...noDeeds, attempt: { written: { found: 1, of: 3 }, at: 1 } },
  again: false,
  text: 'Some words.',
  open: true,
  overheard: false,
};
const feeds = [{ feed: sampleFeed(), streak }];

const told: [title: string, outcome: Outcome, steps: string[]][] = [
  ['an attempt is the first step', { ...attempted, again: false, verdict: true }, ['answer']],
  ['so is one whose verdict comes at the close', { ...attempted, again: false, verdict: false }, ['answer']],
  ['so is one that stood already', { ...attempted, again: true, verdict: true }, ['answer']],
  ['so are words of one’s own', { ...written, held: undefined }, ['answer']],
  ['so are those that wait for the close', { ...written, held: 'here' }, ['answer']],
  ['so are those that stood already', { ...written, again: true, held: undefined }, ['answer']],
  ['a choice outside any round is none', { kind: 'tried', question, order: [0, 1, 2, 3], choice: 0 }, []],
  [
    'the answer is the second',
    { kind: 'answer', question, round, deeds, more: { kind: 'none' }, related: [], streak, late: false },
    ['reveal'],
  ],
  ['an offer of the answer is not', { kind: 'offer', what: 'answer', action: 'x' }, []],
  ['the streak is the third', { kind: 'streaks', streaks: feeds, here: true }, ['streak']],
  ['so is all of them', { kind: 'streaks', streaks: feeds, here: false }, ['streak']],
  ['so is its explanation', { kind: 'why', streaks: feeds }, ['streak']],
  ['no streak is none to see', { kind: 'streaks', streaks: [], here: true }, []],
];

describe('the first steps follow the very words that Viva says', () => {
  test.each(told)('%s', (_title, outcome, steps) => {
    const messages = wordOutcome(outcome).map(({ summary }) => sampleView({ summary, onlyYou: true }));
    expect(stepsDone(messages)).toEqual(steps);
  });

  test('what a person says proves nothing', () => {
    expect(stepsDone([sampleView({ from: 'ben', summary: 'You chose A.', text: 'You chose A.' })])).toEqual(
      [],
    );
  });
});
