import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freshCard, type Grade, grades, revisionAfter } from '../../../src/core/practice/card.ts';
import { changed, graded, type Practice, undoable, undone } from '../../../src/core/practice/practice.ts';
import { runs } from '../../support/runs.ts';
import { everything, learnt, plainSchedule, practiceOf, today } from './support.ts';

type Button =
  | { kind: 'grade'; question: string; revision: number }
  | { kind: 'undo'; question: string; revision: number };
type Press = Button & { grade: Grade; at: number; day: number };

const questions = ['DL0001', 'DL0002', 'DL0003', 'DL0004'];
const begin = () => practiceOf([learnt('DL0001', today), { ...learnt('DL0002', today - 9), missed: true }]);

function take(practice: Practice, press: Press): Practice {
  const change = press.kind === 'grade' ? graded(practice, press, plainSchedule) : undone(practice, press);
  return change === undefined ? practice : changed(practice, change);
}

/** The buttons that stand on a person’s screens: of every card that may come, and of the last grades. */
function buttonsOf(practice: Practice, day: number): Button[] {
  const cards = questions.flatMap((question): Button[] => {
    const { revision = 0, memory } = practice.cards.get(question) ?? {};
    return memory !== undefined && memory.due > day ? [] : [{ kind: 'grade', question, revision }];
  });
  const undos = practice.recent
    .slice(-4)
    .map(({ question, before }): Button => ({ kind: 'undo', question, revision: before.revision }));
  return [...cards, ...undos];
}

/**
 * What a person does: again and again up to three presses, which cross each other on the way; they arrive in some order,
 * some of them more than once, and with them come earlier ones again.
 */
const doings = fc.array(
  fc.record({
    presses: fc.array(
      fc.record({ button: fc.nat(), grade: fc.constantFrom(...grades), same: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    order: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
    again: fc.array(fc.nat(), { maxLength: 2 }),
    nextDay: fc.nat({ max: 4 }),
  }),
  { minLength: 1, maxLength: 12 },
);

const numRuns = runs();

describe('grades and undos, delivered in whatever order and however often', () => {
  test('come to what each comes to, delivered once and in order of the platform’s time', () => {
    fc.assert(
      fc.property(doings, (steps) => {
        let inOrder = begin();
        let asDelivered = begin();
        let at = 0;
        let day = today;
        const old: Press[] = [];
        let known: Button[] = [];
        for (const { presses, order, again, nextDay } of steps) {
          known = [...buttonsOf(inOrder, day), ...known.filter(({ kind }) => kind === 'grade')].slice(0, 40);
          if (known.length === 0) continue;
          const batch = presses.map(({ button, grade, same }, index): Press => {
            if (!same) at += 1;
            // Midnight may come between two presses.
            if (!same && nextDay === index) day += 1;
            const pressed = known[button % known.length] as Button;
            return { ...pressed, grade, at, day };
          });
          for (const press of [...batch].sort(byTime)) inOrder = take(inOrder, press);
          const repeated = again.flatMap(
            (index) => [...batch, ...old][index % (batch.length + old.length)] ?? [],
          );
          const arriving = [...batch, ...repeated]
            .map((press, index) => ({ press, place: order[index] ?? 0 }))
            .sort((one, other) => one.place - other.place);
          for (const { press } of arriving) asDelivered = take(asDelivered, press);
          old.push(...batch);
          expect(everything(asDelivered, day)).toEqual(everything(inOrder, day));
        }
      }),
      { numRuns },
    );
  });

  test('an undo brings back the card, the tally and the order of what is due exactly as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ button: fc.nat(), grade: fc.constantFrom(...grades) })), (presses) => {
        let practice = begin();
        let at = 0;
        for (const { button, grade } of presses) {
          const buttons = buttonsOf(practice, today);
          if (buttons.length === 0) break;
          at += 1;
          practice = take(practice, {
            ...(buttons[button % buttons.length] as Button),
            grade,
            at,
            day: today,
          });
        }
        const card = buttonsOf(practice, today).find(({ kind }) => kind === 'grade');
        if (card === undefined) return;
        const { question, revision } = card;
        const press = {
          kind: 'grade' as const,
          question,
          revision,
          grade: 'good' as const,
          at: at + 1,
          day: today,
        };
        const after = take(practice, press);
        expect(undoable(after, today)?.question).toBe(question);
        const back = take(after, { ...press, kind: 'undo', at: at + 2 });
        expect(back.today.grades).toEqual(practice.today.grades);
        expect(back.today.fresh).toBe(practice.today.fresh);
        const before = practice.cards.get(question) ?? freshCard(question);
        expect(back.cards.get(question)).toEqual({ ...before, revision: revisionAfter(revision, 2) });
      }),
      { numRuns },
    );
  });
});

/** Of presses in one instant the worse grade comes first, and an undo after the grades. */
function byTime(one: Press, other: Press): number {
  const rank = ({ kind, grade }: Press) => (kind === 'undo' ? grades.length : grades.indexOf(grade));
  return one.at - other.at || rank(one) - rank(other);
}
