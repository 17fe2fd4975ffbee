import { describe, expect, test } from 'vitest';
import { draftsOfJson, jsonOf } from '../../../src/bank/exchange/json.ts';
import { draftsOfTable, tableOf } from '../../../src/bank/exchange/table.ts';
import { fileOf, writtenOf } from '../../../src/bank/exchange/written.ts';
import { loadBank } from '../../../src/bank/load-bank.ts';
import type { Question } from '../../../src/core/question.ts';
import { folderWith, questionText } from './folders.ts';

const path = 'statistics/ST0101-sum.md';
const plain = questionText('ST0101', 'Sum').replace(
  /1\. \*\*One[\s\S]*?Three\.\*\* Something\./,
  '1. **Adding.** Variances add.\n2. **Scaling.** It is divided by n.\n3. **Root.** The root is taken, and it halves.',
);
const withSaid = (...lines: string[]) => `${plain}\n## Said as\n\n${lines.join('\n')}\n`;

async function read(text: string): Promise<{ question: Question | undefined; messages: string[] }> {
  const { bank, problems } = await loadBank([folderWith({ [path]: text })]);
  return {
    question: bank.get('ST0101'),
    messages: problems.map(({ line, message }) => `${line} ${message}`),
  };
}

describe('what key points are said as', () => {
  test('stands in a list with their numbers: groups of phrases, on as many lines as it takes', async () => {
    const { question, messages } = await read(
      withSaid(
        '1. variances add |',
        '   spread grows | a_1 + a_2',
        '3. - root taken |',
        '     square root',
        '   - halves',
      ),
    );
    expect(messages).toEqual([]);
    expect(question?.saidAs).toEqual([
      [['variances add', 'spread grows', 'a_1 + a_2']],
      [],
      [['root taken', 'square root'], ['halves']],
    ]);
  });

  test('may be left out', async () => {
    const { question, messages } = await read(plain);
    expect([question?.saidAs, messages]).toEqual([[], []]);
  });

  test('is no part of the version, which everything else is', async () => {
    const versionOf = async (text: string) => (await read(text)).question?.version;
    const before = await versionOf(plain);
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    expect(await versionOf(withSaid('1. variances add'))).toBe(before);
    expect(await versionOf(withSaid('1. variances add | spread adds'))).toBe(before);
    expect(await versionOf(withSaid('1. variances add').replace('Think.', 'Think twice.'))).not.toBe(before);
  });

  test('is no text that a check may claim', async () => {
    const check = 'checks:\n  - claim: 8 is said\n    expression: 2 * 4\n    value: 8\n';
    const { messages } = await read(
      withSaid('1. variances add | 8 is said').replace('since: 2026-11-23\n', `since: 2026-11-23\n${check}`),
    );
    expect(messages.join()).toMatch(/The claim “8 is said” does not stand in the text/);
  });

  const line = withSaid('').split('\n').length - 1;
  test.each([
    [
      'a number without a key point',
      ['4. anything goes'],
      /There is no key point 4 to be said so: .* 1 to 3/,
    ],
    ['a number twice', ['1. variances add', '1. spread grows'], /Key point 1 is here twice/],
    ['bullets', ['- variances add'], /one numbered list: `1\. variances add \| spread grows`/],
    ['text', ['variances add'], /one numbered list/],
    ['a number without phrases', ['1. |'], /A number has phrases behind it/],
    ['code', ['1. ```', '   add', '   ```'], /Phrases are plain text/],
    [
      'seven groups',
      ['1. - variances add', ...Array.from({ length: 6 }, () => '   - variances add')],
      /at most 6/,
    ],
    [
      'a long phrase',
      [`1. variances add | ${'very long '.repeat(11)}`],
      /at most 100 characters, and “very long very long/,
    ],
    [
      'too many phrases',
      [`1. variances add | ${Array.from({ length: 100 }, (_, i) => `word${i} other${i}`).join(' | ')}`],
      /at most 100 ways to say it, and not 101/,
    ],
    ['a phrase of small words', ['1. variances add | of the'], /“of the” holds only small words/],
    [
      'a phrase that contains another',
      ['1. variances add | the variances all add'],
      /“the variances all add” is needless, since “variances add” finds/,
    ],
    ['a phrase twice', ['1. variances add | variances add'], /“variances add” is here twice/],
    [
      'phrases that the key point itself does not say',
      ['1. zebras gallop'],
      /The text of key point 1, “Adding”, does not say itself/,
    ],
  ])('%s is named at its line', async (_what, lines, message) => {
    const { question, messages } = await read(withSaid(...lines));
    expect(question).toBeUndefined();
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(message);
    expect(Number(messages[0]?.split(' ')[0])).toBeGreaterThanOrEqual(line);
  });

  test.each([
    ['CSV', tableOf, draftsOfTable],
    ['JSON', jsonOf, draftsOfJson],
  ])('goes out and in again as %s', (_format, write, take) => {
    const text = withSaid('1. variances add | spread grows', '3. - root taken', '   - halves');
    const written = writtenOf(text);
    if (written === undefined) throw new Error('it cannot be read');
    expect(written.saidAs).toContain('variances add | spread grows');
    const [draft] = take(write([written]));
    expect(draft?.saidAs).toBe(written.saidAs);
    expect(fileOf(written)).toContain('\n## Said as\n\n1. variances add | spread grows\n3. - root taken\n');
  });

  test('an export of before there was such a thing is taken all the same', () => {
    const written = writtenOf(plain);
    if (written === undefined) throw new Error('it cannot be read');
    const { saidAs: _none, ...before } = written;
    expect(
      draftsOfJson(JSON.stringify({ format: 'viva-questions', version: 1, questions: [before] }))[0],
    ).toMatchObject({ saidAs: '' });
  });
});
