import { relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bank } from '../../../src/app/ports/bank.ts';
import { loadBank } from '../../../src/bank/load-bank.ts';
import type { Problem } from '../../../src/bank/problem.ts';
import { reportOn } from '../../../src/bank/report/report.ts';
import type { Written } from '../../../src/bank/written.ts';
import { measuresOf } from '../../../src/cli/report/targets.ts';
import type { Question } from '../../../src/core/question.ts';
import { plainMath } from '../../../src/render/check.ts';
import { questions } from './folders.ts';

let bank: Bank;
let problems: Problem[];
const inline: string[] = [];
const all: Written[] = [];
beforeAll(async () => {
  ({ bank, problems } = await loadBank([questions], {
    checkMath: async (tex, display) => {
      if (!display) inline.push(tex);
      return undefined;
    },
    checkWhole: async (written) => {
      all.push(written);
      return [];
    },
  }));
});

describe('the questions of the repository', () => {
  test('load without a problem', () => {
    expect(
      problems.map(({ file, line, message }) => `${relative(questions, file)}:${line} ${message}`),
    ).toEqual([]);
    expect(bank.all().map(({ id, title, difficulty }) => `${id} ${title}, ${difficulty}`)).toEqual(
      expect.arrayContaining([
        'DL0001 Residual Connection, medium',
        'DL0002 All Ones Init, medium',
        'DL0003 1×1 Convolution, medium',
      ]),
    );
  });

  test('have everything that people are shown: references and tags', () => {
    const lacking = (question: Question) => question.references.length === 0 || question.tags.length === 0;
    expect(
      bank
        .all()
        .filter(lacking)
        .map(({ id }) => id),
    ).toEqual([]);
  });

  test('meet every target of the report', async () => {
    const forms = new Map<string, string>();
    for (const tex of inline) forms.set(tex, (await plainMath(tex)) ?? tex);
    const report = reportOn(all, (tex) => forms.get(tex) ?? tex);
    const missed = measuresOf(report, { misspellings: [] }).filter(({ met }) => met === false);
    expect(missed.map(({ name, value, listed }) => `${name}: ${value} ${listed}`)).toEqual([]);
  });

  test('have inline formulas that are read at a glance as plain text', async () => {
    expect(inline.length).toBeGreaterThan(20);
    const forms = await Promise.all(inline.map(async (tex) => [tex, await plainMath(tex)] as const));
    expect(forms.filter(([, form]) => form === undefined || form.length > 50)).toEqual([]);
  });

  test('are found by what people type', () => {
    const best = (words: string) => bank.find(words, { within: 'names', limit: 5 })[0]?.id;
    expect(['1x1', '1 × 1 conv', 'residual', 'skip connection', 'all ones', 'dl0002'].map(best)).toEqual([
      'DL0003',
      'DL0003',
      'DL0001',
      'DL0001',
      'DL0002',
      'DL0002',
    ]);
  });
});
