import { describe, expect, test } from 'vitest';
import { type Card, freshCard } from '../../../src/core/practice/card.ts';
import {
  changed,
  graded,
  noNotes,
  undone,
  withAllowance,
  withMissed,
} from '../../../src/core/practice/practice.ts';
import { type QueueAsk, queueOf } from '../../../src/core/practice/queue.ts';
import { sampleQuestion } from '../../support/samples.ts';
import { learnt, plainSchedule, practiceOf, today } from './support.ts';

const bank = ['DL0001', 'DL0002', 'DL0003', 'DL0004', 'DL0005', 'DL0006'].map((id) => sampleQuestion({ id }));
const ask: QueueAsk = { questions: bank, day: today, limit: 10, days: 3, seed: 'local:ben' };
const missed = (question: string): Card => ({ ...freshCard(question), missed: true });
const dealt = (cards: Card[], changes: Partial<QueueAsk> = {}, notes = {}) =>
  [...queueOf(practiceOf(cards, notes), { ...ask, ...changes }).candidates()].map(
    ({ question, source }) => `${question.id} ${source}`,
  );

describe('what comes next', () => {
  test('due first, the longest due before all; then what was missed; then what is new', () => {
    const cards = [
      missed('DL0001'),
      learnt('DL0002', today),
      learnt('DL0003', today - 4),
      learnt('DL0004', today + 1),
    ];
    expect(dealt(cards).slice(0, 3)).toEqual(['DL0003 due', 'DL0002 due', 'DL0001 missed']);
    expect(dealt(cards).slice(3).sort()).toEqual(['DL0005 new', 'DL0006 new']);
    expect(queueOf(practiceOf(cards), ask)).toMatchObject({
      left: { due: 2, missed: 1, new: 2 },
      more: 0,
      ahead: [2, 1, 0],
      next: { day: today + 1, cards: 1 },
    });
  });

  test('new questions have an order of each member’s own, which stays as questions come and go', () => {
    const order = dealt([], { seed: 'local:ben' });
    expect(dealt([], { seed: 'local:ben', questions: [...bank].reverse() })).toEqual(order);
    expect(dealt([], { questions: bank.slice(0, 4) })).toEqual(order.filter((one) => !/0005|0006/.test(one)));
    expect(dealt([], { seed: 'local:cleo' })).not.toEqual(order);
  });

  test.each<[string, number, object, number, number]>([
    ['no more than the day allows', 2, {}, 2, 4],
    ['none where the member wants none', 0, {}, 0, 6],
    ['what was begun today is taken off', 3, { day: today, fresh: 2, allowance: 0 }, 1, 5],
    ['more than was allowed may have come', 1, { day: today, fresh: 2, allowance: 0 }, 0, 6],
    ['more where the member asked for it', 2, { day: today, fresh: 2, allowance: 5 }, 3, 3],
    ['yesterday does not count', 2, { day: today - 1, fresh: 2, allowance: 5 }, 2, 4],
  ])('new questions: %s', (_rule, limit, tally, fresh, more) => {
    const notes = { today: { ...noNotes.today, ...tally } };
    const queue = queueOf(practiceOf([], notes), { ...ask, limit });
    expect(queue.left.new).toBe(fresh);
    expect(queue.more).toBe(more);
    expect([...queue.candidates()].length).toBe(fresh === 0 ? 0 : 6);
  });

  test('a card of a question that is gone, or not wanted now, is passed over and counted nowhere', () => {
    const queue = queueOf(
      practiceOf([learnt('DL0009', today), missed('DL0008'), learnt('DL0007', today + 1)]),
      ask,
    );
    expect(queue).toMatchObject({ left: { due: 0, missed: 0 }, ahead: [0, 0, 0], next: undefined });
  });
});

describe('what becomes of a card', () => {
  const press = { question: 'DL0001', revision: 0, at: 5, day: today };

  test('a new question that is graded is a card, and one of the day’s new ones', () => {
    const change = graded(practiceOf(), { ...press, grade: 'good' }, plainSchedule);
    const practice = changed(practiceOf(), change ?? { cards: [], notes: noNotes });
    expect(practice.cards.get('DL0001')).toMatchObject({ revision: 1, memory: { due: today + 4, reps: 1 } });
    expect(practice.today).toMatchObject({ day: today, fresh: 1, grades: { good: 1 } });
    const back = undone(practice, press);
    expect(back?.cards).toEqual([{ ...freshCard('DL0001'), revision: 2 }]);
    expect(back?.notes.today).toMatchObject({ fresh: 0, grades: { good: 0 } });
    expect(undone(practice, { ...press, day: today + 1 })).toBeUndefined();
    expect(undone(practice, { ...press, revision: 1 })).toBeUndefined();
  });

  test('what was missed in a round is none of the day’s new ones', () => {
    const practice = practiceOf([missed('DL0001')]);
    const change = graded(practice, { ...press, grade: 'again' }, plainSchedule);
    expect(change?.notes.today).toMatchObject({ fresh: 0, grades: { again: 1 } });
  });

  test('a button of an earlier card does nothing', () => {
    const practice = practiceOf([learnt('DL0001', today)]);
    expect(graded(practice, { ...press, grade: 'good' }, plainSchedule)).toBeUndefined();
  });

  test('what was missed is taken in once, and leaves a card that is there as it is', () => {
    const practice = practiceOf([learnt('DL0001', today)]);
    const change = withMissed(practice, ['DL0001', 'DL0002', 'DL0002'], { feed0001: 3 });
    expect(change?.cards).toEqual([missed('DL0002')]);
    const after = changed(practice, change ?? { cards: [], notes: noNotes });
    expect(after.looked).toEqual({ feed0001: 3 });
    expect(withMissed(after, ['DL0003'], { feed0001: 3 })).toBeUndefined();
    expect(withMissed(after, [], { feed0001: 4 })?.notes.looked).toEqual({ feed0001: 4 });
  });

  test('asked for twice, more is allowed once', () => {
    const change = withAllowance(practiceOf(), today, 5);
    expect(change?.notes.today).toMatchObject({ day: today, allowance: 5 });
    expect(withAllowance(practiceOf([], change?.notes), today, 5)).toBeUndefined();
  });
});
