import type { Card, Grade, Memory, Schedule } from '../../../src/core/practice/card.ts';
import { changed, noNotes, outlineOf, type Practice, tallyOn } from '../../../src/core/practice/practice.ts';

/** The day that tests are on: Monday, 2026-11-23. */
export const today = 20_780;

/** A practice that holds these cards. */
export function practiceOf(cards: readonly Card[] = [], notes: Partial<Practice> = {}): Practice {
  const empty: Practice = { ...noNotes, cards: { get: () => undefined, outline: () => [] } };
  return changed(empty, { cards, notes: { ...noNotes, ...notes } });
}

export function learnt(question: string, due: number, changes: Partial<Memory> = {}): Card {
  const memory = { due, last: due - 3, stability: 3, difficulty: 5, reps: 1, lapses: 0, ...changes };
  return { question, revision: 1, missed: false, memory };
}

const days: Record<Grade, number> = { again: 1, hard: 2, good: 4, easy: 8 };

/** So many days whatever was before: what tests of anything but the spacing need. */
export const plainSchedule: Schedule = (memory, day) => {
  const after = (grade: Grade): Memory => ({
    due: day + days[grade],
    last: day,
    stability: days[grade],
    difficulty: 5,
    reps: (memory?.reps ?? 0) + 1,
    lapses: (memory?.lapses ?? 0) + (grade === 'again' ? 1 : 0),
  });
  return { again: after('again'), hard: after('hard'), good: after('good'), easy: after('easy') };
};

/** All that counts of a practice from that day on, as one value. */
export function everything(practice: Practice, day: number): unknown {
  const { recent, looked } = practice;
  const tally = tallyOn(practice, day);
  const cards = practice.cards
    .outline()
    .map(({ question }) => practice.cards.get(question))
    .sort((one, other) => ((one?.question ?? '') < (other?.question ?? '') ? -1 : 1));
  return { tally, recent, looked, cards, outline: cards.map((card) => card && outlineOf(card)) };
}
