import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/core/card.ts';
import { wordsSought } from '../../../src/core/folded.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { pageOf } from '../../../src/core/page.ts';
import { inlineText } from '../../../src/core/plain-text.ts';
import { newestFirst, type Question } from '../../../src/core/question.ts';
import type { Block, Inline, SetBlock } from '../../../src/core/rich-text.ts';
import { excerpt } from '../../../src/core/words/excerpt.ts';
import { wordOutcome } from '../../../src/core/words/outcome.ts';
import { renderPages } from '../../../src/platforms/discord/render.ts';
import { renderMessage } from '../../../src/platforms/slack/render.ts';
import { messageProblems } from '../../servers/discord/validate.ts';
import { blockProblems } from '../../servers/slack/blocks.ts';
import { SlackState } from '../../servers/slack/state.ts';
import { fullShelf } from '../../support/shelf.ts';

const text = (value: string): Inline => ({ type: 'text', value });
const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children });

describe('the beginning of a prompt', () => {
  const math: Inline = { type: 'math', tex: 'y = F(x) + x' };
  test.each<[what: string, blocks: Block[], room: number, expected: string]>([
    ['all of a short one', [paragraph(text('Why is that?'))], 20, 'Why is that?'],
    ['cut between words', [paragraph(text('Why is the sky so very blue?'))], 15, 'Why is the sky…'],
    ['cut in a word where that is too long', [paragraph(text('x'.repeat(40)))], 10, `${'x'.repeat(9)}…`],
    ['paragraphs on one line', [paragraph(text('One.')), paragraph(text('Two.'))], 20, 'One. Two.'],
    ['without emphasis', [paragraph({ type: 'strong', children: [text('Why?')] })], 20, 'Why?'],
    ['a formula is whole', [paragraph(text('So '), math, text(' holds.'))], 30, 'So y = F(x) + x holds.'],
    ['or not there', [paragraph(text('So '), math, text(' holds.'))], 9, 'So …'],
    [
      'no longer than the room, its ellipsis counted',
      [paragraph(math, text(' holds.'))],
      13,
      'y = F(x) + x…',
    ],
    ['all of it where it just fits', [paragraph(math, text('.'))], 13, 'y = F(x) + x.'],
    ['an emoji is whole', [paragraph(text('👍'.repeat(9)))], 10, '👍👍👍👍…'],
    [
      'figures and code are passed over',
      [{ type: 'code', language: undefined, value: 'x' }, paragraph(text('Why?'))],
      9,
      'Why?',
    ],
    ['nothing', [], 9, ''],
  ])('%s', (_what, blocks, room, expected) => {
    expect(inlineText(excerpt(blocks, room))).toBe(expected);
  });
});

test.each([
  ['as folded', 'Résidual  CONNECTION!', 'residual connection', false],
  ['up to the last whole word', 'word '.repeat(30), 'word '.repeat(14).trim(), true],
  ['without what has no width', 'resi\u00addual \u200bconnec\u2060tion\ufeff', 'residual connection', false],
  ['one endless word is cut', 'x'.repeat(300), 'x'.repeat(70), true],
  ['signs alone are nothing', '?!', '', false],
])('what is looked for: %s', (_how, given, words, cut) => {
  expect(wordsSought(given)).toEqual({ words, cut });
});

test.each([
  [1, 1, [1, 2, 3]],
  [2, 2, [4, 5, 6]],
  [3, 3, [7]],
  [9, 3, [7]],
  [0, 1, [1, 2, 3]],
])('page %d of seven in threes is page %d', (wanted, number, items) => {
  expect(pageOf([1, 2, 3, 4, 5, 6, 7], wanted, 3)).toEqual({ number, of: 3, total: 7, items });
});

test('an empty list is one empty page', () => {
  expect(pageOf([], 1, 3)).toEqual({ number: 1, of: 1, total: 0, items: [] });
});

test('newest first, and of one day the greater id', () => {
  const entries = [
    { id: 'CV0001', since: '2026-01-02' },
    { id: 'DL0001', since: '2026-01-02' },
    { id: 'ML0001', since: '2026-02-01' },
  ];
  expect(newestFirst(entries).map(({ id }) => id)).toEqual(['ML0001', 'DL0001', 'CV0001']);
});

/** Lists as full as they can be. */
async function fullLists(): Promise<[string, Outcome][]> {
  const shelf = await fullShelf(12, (question: Question) => ({
    ...question,
    title: `<@1> *${question.id}* `.padEnd(80, 'W'),
    topic: 'NL',
    prompt: [paragraph(text('&'.repeat(600)))],
  }));
  const all = [...shelf.all()];
  const words = wordsSought('w'.repeat(300)).words;
  const [first] = all;
  if (first === undefined) throw new Error('the shelf is empty');
  const answer = {
    kind: 'answer' as const,
    question: first,
    round: undefined,
    deeds: undefined,
    late: false,
  };
  return [
    ['found', { kind: 'found', words, cut: true, page: pageOf(all, 2, 5) }],
    ['browsed', { kind: 'browsed', filter: { topic: 'NL', difficulty: 'medium' }, page: pageOf(all, 1, 10) }],
    ['candidates', { kind: 'candidates', given: 'w'.repeat(300), questions: all.slice(0, 5) }],
    ['answer', { ...answer, more: { kind: 'none' }, related: all.slice(0, 3), streak: undefined }],
    ['nothing found', { kind: 'refused', refusal: { kind: 'nothing-found', given: 'w'.repeat(80) } }],
  ];
}

const set = (card: Card) =>
  card as unknown as Parameters<typeof renderPages>[0] & { sections: { body: SetBlock[] }[] };

test('lists as full as they can be keep the limits of Discord and of Slack, and mention nobody', async () => {
  for (const [name, outcome] of await fullLists()) {
    // The answer of a real question holds formulas, which the typesetter would have set.
    const [card] = wordOutcome(outcome);
    if (card === undefined) throw new Error('no card');
    const shown = set(name === 'answer' ? { ...card, sections: card.sections.slice(-1) } : card);
    for (const page of renderPages(shown)) {
      const body = {
        flags: (1 << 15) | (1 << 6),
        allowed_mentions: { parse: [] },
        components: page.components,
        attachments: [],
      };
      expect(
        messageProblems(JSON.parse(JSON.stringify(body)), { files: [], interaction: true }),
        name,
      ).toEqual([]);
    }
    const slack = renderMessage(shown, new Map(), 'private');
    const blocks: unknown = JSON.parse(JSON.stringify(slack.blocks));
    expect(blockProblems(blocks, 'message', 'channel', new SlackState(Date.now, [])), name).toEqual([]);
  }
});
