import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadBank } from '../../../src/bank/load-bank.ts';
import { example, examplePath, figurePath, figureText, folderWith, questionText } from './folders.ts';

const related = { 'machine-learning/ML0101-another.md': questionText('ML0101', 'Another') };
const whole = { ...related, [examplePath]: example, [figurePath]: figureText };

async function exampleOf(files: Record<string, string | Buffer>) {
  const folder = folderWith(files);
  const { bank, problems } = await loadBank([folder]);
  expect(problems).toEqual([]);
  const question = bank.get('DL0101');
  if (question === undefined) throw new Error('DL0101 is not in the bank');
  return { question, folder };
}

describe('a question is read as its author wrote it', () => {
  test('every part, with breaks in the file as spaces', async () => {
    const { question, folder } = await exampleOf(whole);
    expect(question).toMatchObject({
      id: 'DL0101',
      difficulty: 'easy',
      access: 'public',
      related: ['ML0101'],
    });
    expect(question).not.toHaveProperty('checks');
    expect(question.prompt).toEqual([
      {
        type: 'paragraph',
        children: [
          { type: 'text', value: 'A prompt over two lines with ' },
          { type: 'math', tex: 'x^2' },
          { type: 'text', value: ', ' },
          { type: 'strong', children: [{ type: 'text', value: 'bold' }] },
          { type: 'text', value: ', ' },
          { type: 'emphasis', children: [{ type: 'text', value: 'italic' }] },
          { type: 'text', value: ', ' },
          { type: 'code', value: 'code' },
          { type: 'text', value: ' and ' },
          { type: 'link', url: 'https://example.org', children: [{ type: 'text', value: 'a link' }] },
          { type: 'text', value: '.' },
        ],
      },
      { type: 'quote', children: [{ type: 'paragraph', children: [{ type: 'text', value: 'A quote' }] }] },
    ]);
    expect(question.hint).toEqual([
      {
        type: 'paragraph',
        children: [
          { type: 'text', value: 'A line' },
          { type: 'break' },
          { type: 'text', value: 'and the next.' },
        ],
      },
    ]);
    expect(question.answer.map(({ type }) => type)).toEqual(['math', 'figure', 'table', 'list', 'code']);
    expect(question.answer.slice(0, 4)).toEqual([
      { type: 'math', tex: 'y = F(x) + x', alt: undefined },
      { type: 'figure', source: join(folder, figurePath), alt: 'A line that falls', caption: 'The loss' },
      {
        type: 'table',
        header: [[{ type: 'text', value: 'Layer' }], [{ type: 'text', value: 'Weights' }]],
        rows: [[[{ type: 'text', value: 'first' }], [{ type: 'math', tex: 'n' }]]],
      },
      {
        type: 'list',
        ordered: true,
        start: 3,
        items: [
          [{ type: 'paragraph', children: [{ type: 'text', value: 'three' }] }],
          [
            { type: 'paragraph', children: [{ type: 'text', value: 'four' }] },
            {
              type: 'list',
              ordered: false,
              start: 1,
              items: [[{ type: 'paragraph', children: [{ type: 'text', value: 'nested' }] }]],
            },
          ],
        ],
      },
    ]);
    expect(question.answer[4]).toEqual({ type: 'code', language: 'python', value: 'print("$x$")' });
    expect(question.more).toEqual([{ type: 'paragraph', children: [{ type: 'text', value: 'Deeper.' }] }]);
  });

  test('choices in the author’s order, a reason as a paragraph or as a list item', async () => {
    const { question } = await exampleOf(whole);
    expect(question.choices.map(({ right }) => right)).toEqual([false, true, false, false]);
    expect(question.choices[0]).toEqual({
      text: [
        { type: 'text', value: 'Wrong with ' },
        { type: 'math', tex: 'a' },
      ],
      right: false,
      reason: [{ type: 'text', value: 'First reason' }],
    });
    expect(question.choices[1]?.reason).toEqual([{ type: 'text', value: 'Second reason, as a list item' }]);
  });

  test('key points without the full stop of their names, since cards set one', async () => {
    const { question } = await exampleOf(whole);
    expect(question.keyPoints).toEqual([
      {
        name: 'First',
        text: [
          { type: 'text', value: 'One ' },
          { type: 'emphasis', children: [{ type: 'text', value: 'thing' }] },
          { type: 'text', value: '.' },
        ],
      },
      {
        name: 'Second',
        text: [
          { type: 'text', value: 'Another ' },
          { type: 'math', tex: 'n' },
          { type: 'text', value: '.' },
        ],
      },
      { name: 'Third', text: [{ type: 'text', value: 'And the last.' }] },
    ]);
  });

  test('a question may have no member part', async () => {
    const { question } = await exampleOf({
      ...whole,
      [examplePath]: example.replace(/## More[\s\S]*/, ''),
    });
    expect(question.more).toEqual([]);
  });

  test('single ~ strike nothing out', async () => {
    const text = example.replace('Deeper.', 'With a~b and b~c.');
    const { question } = await exampleOf({ ...whole, [examplePath]: text });
    expect(question.more).toEqual([
      { type: 'paragraph', children: [{ type: 'text', value: 'With a~b and b~c.' }] },
    ]);
  });

  test('lines may end as on Windows, and the file may begin with a byte order mark', async () => {
    const { question: unix } = await exampleOf(whole);
    const windows = `\ufeff${example.replaceAll('\n', '\r\n')}`;
    const { question } = await exampleOf({ ...whole, [examplePath]: windows });
    const { version: _one, answer: _answer, ...read } = question;
    const { version: _other, answer: _same, ...expected } = unix;
    expect(read).toEqual(expected);
  });
});

describe('the version', () => {
  test('is the same wherever the files lie', async () => {
    const [one, other] = [await exampleOf(whole), await exampleOf(whole)];
    expect(one.question.version).toBe(other.question.version);
    expect(one.question.version).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each([
    ['the text', { [examplePath]: example.replace('Deeper.', 'Deepest.') }],
    ['a figure', { [figurePath]: figureText.replace('"loss": 2', '"loss": 3') }],
  ])('changes with %s', async (_what, change) => {
    const before = await exampleOf(whole);
    const after = await exampleOf({ ...whole, ...change });
    expect(after.question.version).not.toBe(before.question.version);
  });
});

describe('formulas and figures are checked by those who draw them', () => {
  test('each is asked for once, as it is written', async () => {
    const folder = folderWith(whole);
    const asked: unknown[] = [];
    await loadBank([folder], {
      checkMath: async (tex, display) => void asked.push([tex, display]),
      checkFigure: async (path) => void asked.push(path),
    });
    expect(asked).toEqual([
      ['x^2', false],
      ['a', false],
      ['n', false],
      ['y = F(x) + x', true],
      ['n', false],
      join(folder, figurePath),
    ]);
  });

  test('a fault leaves the question out, at the line of the formula or figure', async () => {
    const folder = folderWith(whole);
    const { bank, problems } = await loadBank([folder], {
      checkMath: async (tex) => (tex === 'x^2' ? 'no such thing' : undefined),
      checkFigure: async () => {
        throw new Error('no data');
      },
    });
    expect(bank.get('DL0101')).toBeUndefined();
    const file = join(folder, examplePath);
    expect(problems).toEqual([
      {
        file,
        line: 18,
        message: expect.stringMatching(/^The formula `x\^2` cannot be set: no such thing. A good one: `/),
      },
      {
        file,
        line: 54,
        message: expect.stringMatching(/^The figure `loss.vl.json` cannot be drawn: no data. A good one: `/),
      },
    ]);
  });

  test('a figure that is a link out of its folder is a problem', async () => {
    const folder = folderWith({ ...related, [examplePath]: example, 'secret.json': '{}' });
    symlinkSync(join(folder, 'secret.json'), join(folder, figurePath));
    const { bank, problems } = await loadBank([folder]);
    expect(bank.get('DL0101')).toBeUndefined();
    expect(problems.map(({ line, message }) => `${line} ${message}`)).toEqual([
      expect.stringMatching(/^54 The figure `loss.vl.json` lies outside/),
    ]);
  });
});
