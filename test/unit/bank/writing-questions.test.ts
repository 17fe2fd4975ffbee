import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadBank } from '../../../src/bank/load-bank.ts';
import { proveNumber } from '../../../src/bank/prove-number.ts';
import { alikeFrom } from '../../../src/bank/report/alike.ts';
import { reportOn } from '../../../src/bank/report/report.ts';
import { headings } from '../../../src/bank/sections.ts';
import type { Written } from '../../../src/bank/written.ts';
import { targets } from '../../../src/cli/report/targets.ts';
import { topicCodes, topics } from '../../../src/core/question.ts';
import { checkMath } from '../../../src/render/check.ts';
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

  test('has a template beside it that the bank takes as it stands', async () => {
    const template = readFileSync(new URL('../../../docs/question-template.md', import.meta.url), 'utf8');
    const all: Written[] = [];
    const path = 'deep-learning/DL0999-name-of-the-subject.md';
    const { bank, problems } = await loadBank([folderWith({ [path]: template })], {
      checkMath,
      checkNumber: proveNumber,
      checkWhole: async (written) => {
        all.push(written);
        return [];
      },
    });
    expect(problems).toEqual([]);
    expect(bank.get('DL0999')?.more).toHaveLength(1);
    const { answers, choices } = reportOn(all, (tex) => tex);
    expect(answers[0]?.words).toBeGreaterThanOrEqual(targets.words.least);
    expect([...choices.longest, ...choices.shortest, ...choices.uneven]).toEqual([]);
  });

  test('gives the limits that are in force', () => {
    const { least, most } = targets.words;
    for (const words of [`${least} to ${most} words`, '600 characters', '120 characters', '40,000 bytes']) {
      expect(page).toContain(words);
    }
    expect(page).toContain(`0.5 and more`.replace('0.5', String(alikeFrom)));
  });

  test('names every topic’s code and folder, and every heading', () => {
    const lacking = topicCodes.filter((code) => !page.includes(`| ${code} | \`${topics[code].folder}\` |`));
    expect(lacking).toEqual([]);
    expect(headings.filter((heading) => !page.includes(`\`## ${heading}\``))).toEqual([]);
  });
});
