import { beforeEach, describe, expect, test } from 'vitest';
import type { Command } from '../../../src/core/command.ts';
import type { Question } from '../../../src/core/question.ts';
import { useStage } from '../../contract/stage.ts';
import { fullShelf } from '../../support/shelf.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';
import { clickAt } from './click.ts';

/** A question that is edited or removed between a card and the press of its buttons. */
describe('practising what changes meanwhile', () => {
  const stage = useStage(openLocalWorld);
  const shelve = async (change?: (question: Question) => Question) => {
    stage.viva.context.bank = await fullShelf(2, change);
  };
  beforeEach(() => shelve());

  const card = { topic: 'DL', question: 'DL0001', revision: 0 } as const;
  const click = (command: Command) => clickAt(stage, 'ben', stage.clock.now(), command);
  const remove = () => {
    const { bank } = stage.viva.context;
    const rest = bank.all().filter(({ id }) => id !== card.question);
    stage.viva.context.bank = {
      ...bank,
      get: (id) => rest.find((one) => one.id === id),
      all: () => rest,
      matching: ({ topic }) => rest.filter((one) => one.topic === topic),
    };
  };
  const revision = async () =>
    (await stage.viva.context.store.practice.of(stage.world.member('ben'))).cards.get(card.question)
      ?.revision;

  test('a letter that is no longer there tells the answer without a verdict, and can be graded', async () => {
    await click({ name: 'practice', topic: 'DL' });
    await shelve((one) => ({
      ...one,
      choices: one.choices.filter(({ right }, index) => right || index < 2),
    }));
    const told = await click({ name: 'practice-choose', ...card, position: 3 });
    expect(told).toContain('Right choice');
    expect(told).not.toMatch(/You chose|Not quite|That is right/);
    for (const grade of ['Again', 'Hard', 'Good', 'Easy']) expect(told).toContain(`${grade} · `);
    expect(await click({ name: 'practice-grade', ...card, grade: 'good' })).toContain('DL0001: Good');
  });

  test('a hint that was taken out leaves the card as it is', async () => {
    await click({ name: 'practice', topic: 'DL' });
    await shelve((one) => ({ ...one, hint: [] }));
    const told = await click({ name: 'practice-hint', ...card });
    expect(told).toContain('Show the answer');
    expect(told).not.toContain('"Hint"');
  });

  test('new words of a question keep its memory, and show at the next press', async () => {
    await click({ name: 'practice-grade', ...card, grade: 'good' });
    await shelve((one) => ({ ...one, title: `${one.title}, mended`, version: 'new' }));
    expect(await click({ name: 'practice-undo', ...card })).toContain('Residual Connection, mended');
    expect(await revision()).toBe(2);
  });

  test.each<[string, Command]>([
    ['a letter', { name: 'practice-choose', ...card, position: 0 }],
    ['the answer', { name: 'practice-answer', ...card, position: 'none' }],
    ['the hint', { name: 'practice-hint', ...card }],
    ['a grade', { name: 'practice-grade', ...card, grade: 'good' }],
  ])('%s of a question that is gone goes on with the next, and is recorded nowhere', async (_what, press) => {
    await click({ name: 'practice', topic: 'DL' });
    remove();
    const told = await click(press);
    expect(told).toContain('DL0001 is no longer among the questions');
    expect(told).toContain('Practice · DL000');
    expect(await revision()).toBeUndefined();
  });

  test('a grade cannot be taken back once its question is gone, and stands again when that comes back', async () => {
    await click({ name: 'practice-grade', ...card, grade: 'easy' });
    const whole = stage.viva.context.bank;
    remove();
    expect(await click({ name: 'practice-undo', ...card })).toContain('no longer among the questions');
    expect(await revision()).toBe(1);
    stage.viva.context.bank = whole;
    expect(await click({ name: 'practice-undo', ...card })).toContain('Easy was taken back');
  });
});
