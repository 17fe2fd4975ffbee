import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/cli.ts';
import { wrapped } from '../../src/cli/wrapped.ts';
import { keptConsole } from '../support/doctor.ts';
import { folderWith, questionText } from './bank/folders.ts';

const many = Object.fromEntries(
  Array.from({ length: 23 }, (_, index) => {
    const id = `CV${String(index + 1).padStart(4, '0')}`;
    return [`vision/${id}-lens.md`, questionText(id, `Lens ${index + 1}`)];
  }),
);
const long = 'A Title That Is As Long As Titles May Be And So Fits Into No Line Beside It';

function shelf(): string {
  return folderWith({
    ...many,
    'deep-learning/DL0001-residual-connection.md': questionText('DL0001', 'Residual Connection'),
    'optimisation/OP0001-long.md': questionText('OP0001', long),
  });
}

async function run(...args: string[]): Promise<{ code: number; text: string; lines: string[] }> {
  const io = keptConsole({ VIVA_QUESTIONS: shelf(), VIVA_DATA: folderWith({}) });
  const code = await runCli(args, io);
  const text = io.written();
  return { code, text, lines: text.split('\n') };
}

describe('the terminal', () => {
  test.each([
    [['search', 'residaul', 'conection'], 'DL0001  Residual Connection'],
    [['search', 'lens', '7'], 'CV0007  Lens 7'],
    [['show', 'residual', 'connection'], 'DL0001 · Residual Connection'],
    [['show', 'dl0001'], 'DL0001 · Residual Connection'],
    [['browse', '--topic', 'optimisation'], 'OP0001  A Title That Is As Long As Titles May Be'],
    [['browse', '--topic', 'vision', '--page', '2'], 'CV0003  Lens 3'],
  ])('viva %j finds its question, within 80 columns', async (args, expected) => {
    const { code, text, lines } = await run(...args);
    expect(code).toBe(0);
    expect(text).toContain(expected);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test('search says how a question begins, and never how it is answered', async () => {
    const { text } = await run('search', 'residual');
    expect(text).toContain('What is Residual Connection?');
    expect(text).not.toMatch(/Choice|Reason|Something/);
  });

  test('a long list says what shows more of it', async () => {
    const first = await run('browse', '--topic', 'CV');
    expect(first.text).toContain('23 questions, page 1 of 2: `viva browse --topic CV --page 2` goes on');
    const last = await run('browse', '--topic', 'CV', '--page', '2');
    expect(last.lines.filter((line) => line.startsWith('CV'))).toHaveLength(3);
    expect(last.text).toContain('23 questions, page 2 of 2\n');
  });

  test.each([
    [['search', 'zeppelin'], /Nothing found.*“zeppelin”[\s\S]*viva browse/],
    [['show', 'zeppelin'], /No question goes by “zeppelin”[\s\S]*viva search/],
    [['show', 'lens'], /Several questions fit “lens”[\s\S]*CV0001 {2}Lens 1 /],
    [['browse', '--topic', 'cooking'], /no topic “cooking”[\s\S]*NL {2}Language models and NLP/],
    [['browse', '--difficulty', 'harsh'], /no difficulty “harsh”[\s\S]*medium/],
    [['browse', '--topic', 'RL'], /no questions on Reinforcement learning/],
    [['browse', '--page', '0'], /--page takes a whole number from 1 on, and not “0”/],
    [['search'], /missing required argument/],
  ])('viva %j ends with 1 and says what to do', async (args, expected) => {
    const { code, text } = await run(...args);
    expect(code).toBe(1);
    expect(text).toMatch(expected);
  });
});

describe('text for a terminal', () => {
  const words = 'word '.repeat(30).trim();
  test.each([
    ['a paragraph', words, /^(word( word)*\n){1,}word( word)*$/],
    ['a numbered point goes on under its text', `12. ${words}`, /^12\. word[^\n]*\n {4}word/],
    ['a choice goes on under its text', `A. ${words}`, /^A\. word[^\n]*\n {3}word/],
    ['a quote stays one', `> ${words}`, /^> word[^\n]*\n> word/],
    ['what is set in keeps its place', `   ${words}`, /^ {3}word[^\n]*\n {3}word/],
  ])('%s', (_what, text, expected) => {
    expect(wrapped(text)).toMatch(expected);
    expect(
      Math.max(
        ...wrapped(text)
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(80);
  });

  test('code, formulas, and a word longer than a line are left whole', () => {
    const code = `    ${words}`;
    const word = 'x'.repeat(100);
    expect(wrapped(code)).toBe(code);
    expect(wrapped(`see ${word} there`)).toBe(`see\n${word}\nthere`);
  });
});
