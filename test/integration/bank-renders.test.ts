import { describe, expect, test } from 'vitest';
import { loadBank } from '../../src/bank/load-bank.ts';
import { cardsOf } from '../../src/cli/shown/cards.ts';
import { createMeasuringTypesetter } from '../../src/render/typesetter.ts';
import { onDiscord, onSlack } from '../support/held-against.ts';
import { questions } from '../unit/bank/folders.ts';

const complaints: object[] = [];
const keep = (fields: object) => void complaints.push(fields);
const { bank } = await loadBank([questions]);
const { typeset } = createMeasuringTypesetter({ debug: keep, info: keep, warn: keep, error: keep });

/** What both services write where they cut. */
const cut = /This is longer than a message may be|Cut here/;

describe('every question of the bank, on every card in which people meet it', () => {
  test.each(bank.all().map((question) => [question.id, question] as const))(
    '%s is shown whole, as Discord and Slack take it',
    async (_id, question) => {
      for (const { name, where, card } of cardsOf(question)) {
        const set = await typeset(card);
        for (const { texts, problems } of [onDiscord(set, where), onSlack(set, where)]) {
          expect(problems, name).toEqual([]);
          expect(
            texts.filter((text) => cut.test(text)),
            name,
          ).toEqual([]);
        }
      }
    },
  );

  test('with all of its formulas and figures set', () => {
    expect(bank.size).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  test('with its right choice, reasons, answer and member part on the cards that are for them', () => {
    const question = bank.get('DL0001');
    if (question === undefined) throw new Error('DL0001 is not in the bank');
    const shown = Object.fromEntries(cardsOf(question).map(({ name, card }) => [name, JSON.stringify(card)]));
    expect(shown['the answer with its member part']).toContain('Why the shortcut must stay clean.');
    expect(shown['the answer']).not.toContain('Why the shortcut must stay clean.');
    expect(shown['the post once its round has closed']).toContain('Gradient flow');
    expect(shown['the post']).not.toContain('Gradient flow');
  });
});
