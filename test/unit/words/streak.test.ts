import { expect, test } from 'vitest';
import type { Step } from '../../../src/core/streak.ts';
import { whyCards } from '../../../src/core/words/streak.ts';
import { sampleFeed } from '../../support/samples.ts';

const before = { kind: 'took-part', streak: 7, freezes: 0, earned: false } as const;

test.each<[Partial<Step>, string]>([
  [{ kind: 'took-part', streak: 8 }, 'you took part; streak 8'],
  [{ kind: 'took-part', streak: 8, freezes: 2, earned: true }, 'streak 8, a freeze earned (2 held)'],
  [{ kind: 'frozen', streak: 7, freezes: 1 }, 'missed, bridged by a freeze (1 left); streak stays 7'],
  [{ kind: 'missed' }, 'missed; the streak of 7 ended"'],
  [{ kind: 'missed', freezes: 1 }, 'the streak of 7 ended: the gap was longer than the freeze held'],
  [{ kind: 'missed', freezes: 2 }, 'the streak of 7 ended: the gap was longer than the 2 freezes held'],
  [{ kind: 'excused', streak: 7 }, 'Viva could not be reached; streak stays 7'],
  [{ kind: 'away', streak: 7 }, 'you were away; streak stays 7'],
  [{ kind: 'voided', streak: 7 }, 'as if it had not been'],
  [{ kind: 'waiting', streak: 7 }, 'waits for you; streak 7'],
])('%j is explained', (step, words) => {
  const steps = [
    { ...before, round: 1 },
    { ...before, streak: 0, round: 2, ...step },
  ] as Step[];
  const streak = { current: 0, best: 7, freezes: 0, steps, waiting: false };
  const [card] = whyCards({ kind: 'why', streaks: [{ feed: sampleFeed(), streak }] });
  expect(JSON.stringify(card)).toContain(words);
});
