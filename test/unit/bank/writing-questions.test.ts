import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadBank } from '../../../src/bank/load-bank.ts';
import { headings } from '../../../src/bank/sections.ts';
import { topicCodes, topics } from '../../../src/core/question.ts';
import { folderWith } from './folders.ts';

const page = readFileSync(new URL('../../../docs/writing-questions.md', import.meta.url), 'utf8');

describe('the page for authors', () => {
  test('has an example that the bank takes as it stands', async () => {
    const example = /```markdown\n([\s\S]*?)\n```/.exec(page)?.[1] ?? '';
    const path = /`questions\/(statistics\/ST0001[^`]*)`/.exec(page)?.[1] ?? '';
    const { bank, problems } = await loadBank([folderWith({ [path]: example })]);
    expect(problems).toEqual([]);
    expect(bank.get('ST0001')?.more).toHaveLength(1);
  });

  test('names every topic’s code and folder, and every heading', () => {
    const lacking = topicCodes.filter((code) => !page.includes(`| ${code} | \`${topics[code].folder}\` |`));
    expect(lacking).toEqual([]);
    expect(headings.filter((heading) => !page.includes(`\`## ${heading}\``))).toEqual([]);
  });
});
