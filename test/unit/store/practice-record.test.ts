import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Card, type Grade, grades } from '../../../src/core/practice/card.ts';
import { noNotes, outlineOf } from '../../../src/core/practice/practice.ts';
import { topicCodes } from '../../../src/core/topics.ts';
import {
  CardText,
  cardFrom,
  cardLength,
  cardText,
  notesFrom,
  notesText,
} from '../../../src/store/practice-record.ts';
import { runs } from '../../support/runs.ts';

const thousandths = (min: number, max: number) =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((value) => value / 1000);
const card: fc.Arbitrary<Card> = fc.record({
  question: fc
    .tuple(fc.constantFrom(...topicCodes), fc.nat({ max: 9999 }))
    .map(([topic, number]) => `${topic}${String(number).padStart(4, '0')}`),
  revision: fc.nat({ max: 36 ** 3 - 1 }),
  missed: fc.boolean(),
  memory: fc.option(
    fc.record({
      due: fc.nat({ max: 46_655 }),
      last: fc.nat({ max: 46_655 }),
      stability: thousandths(0.001, 36_500),
      difficulty: thousandths(1, 10),
      reps: fc.integer({ min: 1, max: 1_295 }),
      lapses: fc.nat({ max: 1_295 }),
    }),
    { nil: undefined },
  ),
});
const cards = fc.uniqueArray(card, { selector: ({ question }) => question, maxLength: 30 });

describe('cards as they are kept', () => {
  test('each is read as it was written, at a length that never differs', () => {
    fc.assert(
      fc.property(card, (one) => {
        expect(cardText(one)).toHaveLength(cardLength);
        expect(cardFrom(cardText(one))).toEqual(one);
      }),
      { numRuns: runs() },
    );
  });

  test('among many, each is found, and the outline tells when it is due', () => {
    fc.assert(
      fc.property(cards, (all) => {
        const text = new CardText(all.map(cardText).join(''));
        expect(text.outline()).toEqual(all.map(outlineOf));
        for (const one of all) expect(text.get(one.question)).toEqual(one);
        expect(text.get('XX0000')).toBeUndefined();
      }),
      { numRuns: runs() },
    );
  });

  test('counts that do not fit are held at the most that does', () => {
    const memory = { due: 1, last: 1, stability: 1, difficulty: 1, reps: 5_000, lapses: 9_999 };
    const kept = cardFrom(cardText({ question: 'DL0001', revision: 0, missed: false, memory }));
    expect(kept.memory).toMatchObject({ reps: 1_295, lapses: 1_295 });
  });

  test('the id of a question has six characters, whatever its topic', () => {
    expect(topicCodes.every((code) => code.length === 2)).toBe(true);
  });

  test('notes are read as they were written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ before: card, grade: fc.constantFrom(...grades), at: fc.nat(), day: fc.nat() })),
        fc.array(fc.nat(), { minLength: 7, maxLength: 7 }),
        (recent, [day = 0, again = 0, hard = 0, good = 0, easy = 0, fresh = 0, allowance = 0]) => {
          const counts: Record<Grade, number> = { again, hard, good, easy };
          const notes = {
            version: 7,
            today: { day, grades: counts, fresh, allowance },
            recent: recent.map((one) => ({ ...one, question: one.before.question })),
            looked: { feed0001: 12 },
          };
          expect(notesFrom(notesText(notes))).toEqual(notes);
        },
      ),
      { numRuns: runs() },
    );
    expect(notesFrom('')).toEqual(noNotes);
  });
});
