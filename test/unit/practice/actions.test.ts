import { describe, expect, test } from 'vitest';
import {
  type Action,
  decodeAction,
  encodeAction,
  maxActionLength,
  turnsPage,
} from '../../../src/core/action.ts';
import type { Card } from '../../../src/core/card.ts';
import { commandFromText } from '../../../src/core/command-text.ts';
import { grades } from '../../../src/core/practice/card.ts';
import type { PracticeNotice, PracticeOutcome } from '../../../src/core/practice/outcome.ts';
import { noNotes } from '../../../src/core/practice/practice.ts';
import { wordOutcome } from '../../../src/core/words/outcome.ts';
import { sampleQuestion } from '../../support/samples.ts';
import { learnt, today } from './support.ts';

describe('buttons of a session', () => {
  const card = { topic: 'any', question: 'DL0001', revision: 46_655 } as const;
  const actions: Action[] = [
    { name: 'practice', topic: 'any' },
    { name: 'practice', topic: 'DL' },
    { name: 'practice-choose', ...card, position: 3 },
    { name: 'practice-hint', ...card, revision: 0 },
    { name: 'practice-answer', ...card, position: 'none' },
    { name: 'practice-answer', ...card, position: 0 },
    ...grades.map((grade): Action => ({ name: 'practice-grade', ...card, grade })),
    { name: 'practice-undo', ...card },
    { name: 'practice-more', topic: 'RL', allowance: 55 },
  ];

  test.each(actions)(
    '$name comes back as it went, and all but the first go on in their message',
    (action) => {
      const id = encodeAction(action);
      expect(id.length).toBeLessThanOrEqual(maxActionLength);
      expect(decodeAction(id)).toEqual(action);
      expect(turnsPage(action)).toBe(action.name !== 'practice');
    },
  );

  test.each([
    'viva1/practice',
    'viva1/practice/XX',
    'viva1/practice/any/1',
    'viva1/practice-choose/any/DL0001/0/4',
    'viva1/practice-choose/any/DL0001/-1/0',
    'viva1/practice-choose/any/DL0001/01/0',
    'viva1/practice-hint/any/dl0001/0',
    'viva1/practice-hint/any/DL0001/0/0',
    'viva1/practice-answer/any/DL0001/0/',
    'viva1/practice-answer/any/DL0001/0/4',
    'viva1/practice-grade/any/DL0001/0/perfect',
    'viva1/practice-grade/any/DL0001/123456/good',
    'viva1/practice-undo/any/DL0001',
    'viva1/practice-more/any/0',
    'viva1/practice-more/any/1e3',
  ])('%j is not one of ours', (id) => expect(decodeAction(id)).toBeUndefined());

  test.each([
    ['practice', { name: 'practice' }],
    ['practice DL', { name: 'practice', topic: 'DL' }],
    ['practice topic="deep learning"', { name: 'practice', topic: 'DL' }],
    ['me new-cards=0', { name: 'me', 'new-cards': '0' }],
  ])('%j is understood', (text, command) => expect(commandFromText('viva', text)).toEqual(command));
});

describe('a session in words', () => {
  const [question, topic] = [sampleQuestion(), 'any' as const];
  const before = { ...learnt('DL0002', today), revision: 3 };
  const undo = { question: 'DL0002', grade: 'good', at: 1, day: today, before } as const;
  const common = { topic, today, notice: undefined, undo, question, revision: 7, order: [2, 0, 3, 1] };
  const next = { again: today + 1, hard: today + 3, good: today + 12, easy: today + 60 };
  const told = (position: number | undefined, changes = {}): Card => {
    const outcome = {
      kind: 'practice-told',
      ...common,
      position,
      whole: false,
      more: { kind: 'none' },
      next,
    } as const;
    return wordOutcome({ ...outcome, ...changes })[0] as Card;
  };
  const done = (changes: Partial<Extract<PracticeOutcome, { kind: 'practice-done' }>> = {}): Card => {
    const outcome = { kind: 'practice-done', topic, today, notice: undefined, undo: undefined } as const;
    const rest = { tally: noNotes.today, held: 0, limit: 10, more: 0, ahead: [0, 0, 0], next: undefined };
    return wordOutcome({ ...outcome, ...rest, ...changes })[0] as Card;
  };
  const labels = ({ actions }: Card) => actions.map((row) => row.map(({ label }) => label));

  test.each<[string, number | undefined, string[], string | undefined]>([
    [
      'no choice: all four',
      undefined,
      ['Again · 24 Nov', 'Hard · 26 Nov', 'Good · 5 Dec', 'Easy · 22 Jan 2027'],
      undefined,
    ],
    ['right: how hard it was', 1, ['Hard · 26 Nov', 'Good · 5 Dec', 'Easy · 22 Jan 2027'], 'Good · 5 Dec'],
    ['wrong: again, or hard where one slipped', 0, ['Again · 24 Nov', 'Hard · 26 Nov'], 'Again · 24 Nov'],
  ])('%s, each with its date', (_rule, position, offered, fitting) => {
    const shown = told(position);
    expect(labels(shown)).toEqual([offered, ['Whole answer']]);
    const [row = []] = shown.actions;
    expect(row.find(({ style }) => style === 'primary')?.label).toBe(fitting);
  });

  test('a flag is offered under a whole answer, where somebody would hear of it', () => {
    expect(labels(told(1, { whole: true })).at(-1)).toEqual(['Something wrong?']);
    expect(labels(told(1, { whole: true, unmanaged: true }))).toHaveLength(1);
  });

  test('with nothing due it says when the next comes, and what to do', () => {
    const text = JSON.stringify(done({ next: { day: today + 1, cards: 2 }, more: 3, ahead: [0, 2, 0] }));
    expect(text).toContain('Nothing is due');
    expect(text).toContain('2 cards come tomorrow');
    expect(text).toContain('learn something new');
    expect(text).not.toContain('"drawing"');
    expect(labels(done({ more: 3 }))).toEqual([['3 new questions']]);
    expect(JSON.stringify(done())).toContain('You have met every question here');
    expect(labels(done())).toEqual([]);
  });

  test('a summary draws the grades and what comes, and says the same to whoever does not see it', () => {
    const tally = { ...noNotes.today, grades: { again: 1, hard: 0, good: 3, easy: 1 }, fresh: 2 };
    const text = JSON.stringify(done({ tally, ahead: [0, 1, 4], undo }));
    expect(text).toContain('5 cards today, 2 of them new');
    expect(text).toContain('5 cards: 1 again, 0 hard, 3 good, 1 easy');
    expect(text).toContain('Tomorrow: 1');
    expect(text).toContain('25 Nov: 4');
    expect(text).toContain('Undo Good on DL0002');
  });

  test.each([
    [5, 0, '5 cards today'],
    [5, 1, '5 cards today, 1 of them new'],
    [5, 5, '5 cards today, all new'],
    [1, 1, '1 card today, a new one'],
  ])('%i cards of which %i are new are told as they are', (good, fresh, line) => {
    const tally = { ...noNotes.today, grades: { again: 0, hard: 0, good, easy: 0 }, fresh };
    expect(done({ tally }).context).toBe(line);
  });

  test.each<[PracticeNotice, string]>([
    [
      { kind: 'graded', question: 'DL0002', grade: 'easy', due: today + 1 },
      'DL0002: Easy. It comes back tomorrow.',
    ],
    [{ kind: 'graded-before', question: 'DL0002', grade: 'hard' }, 'already: Hard, and it stands'],
    [{ kind: 'undone', question: 'DL0002', grade: 'again' }, 'Again was taken back'],
    [{ kind: 'not-undone', question: 'DL0002' }, 'can no longer be taken back'],
    [{ kind: 'moved-on' }, 'graded meanwhile'],
    [{ kind: 'in-round', question: 'DL0002', channel: 'quiz' }, 'DL0002 is being asked in '],
    [{ kind: 'gone', question: 'DL0002' }, 'no longer among the questions'],
    [{ kind: 'taken-in', missed: 2 }, '2 questions of your rounds are here'],
  ])('$kind is said', (notice, words) =>
    expect(JSON.stringify(told(undefined, { notice }))).toContain(words),
  );
});
