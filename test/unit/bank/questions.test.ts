import { relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bank } from '../../../src/app/ports/bank.ts';
import { loadBank } from '../../../src/bank/load-bank.ts';
import type { Problem } from '../../../src/bank/problem.ts';
import type { Question } from '../../../src/core/question.ts';
import type { Inline } from '../../../src/core/rich-text.ts';
import { questions } from './folders.ts';

let bank: Bank;
let problems: Problem[];
const inline: string[] = [];
beforeAll(async () => {
  ({ bank, problems } = await loadBank([questions], {
    checkMath: async (tex, display) => {
      if (!display) inline.push(tex);
      return undefined;
    },
  }));
});

function lengthOf(nodes: Inline[]): number {
  return nodes.reduce((sum, node) => {
    if ('children' in node) return sum + lengthOf(node.children);
    if (node.type === 'math') return sum + node.tex.length;
    return sum + ('value' in node ? node.value.length : 1);
  }, 0);
}

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

  test('have everything that people are shown: references, tags, a member part', () => {
    const lacking = (question: Question) =>
      question.references.length === 0 || question.tags.length === 0 || question.more.length === 0;
    expect(
      bank
        .all()
        .filter(lacking)
        .map(({ id }) => id),
    ).toEqual([]);
  });

  test('do not give the right choice away by its length', () => {
    for (const { id, choices } of bank.all()) {
      const lengths = choices.filter(({ right }) => !right).map(({ text }) => lengthOf(text));
      const right = choices.filter((choice) => choice.right).map(({ text }) => lengthOf(text))[0] ?? 0;
      expect(right, `${id}: the right choice stands out`).toBeLessThanOrEqual(Math.max(...lengths) * 1.15);
      expect(Math.max(...lengths, right), `${id}: a choice is far longer than another`).toBeLessThanOrEqual(
        Math.min(...lengths, right) * 1.6,
      );
    }
  });

  test('keep inline formulas short and plain, since most are shown as text', () => {
    expect(inline.length).toBeGreaterThan(20);
    expect(
      inline.filter((tex) => tex.length > 40 || /\\(d?frac|sum|begin|int|prod|mathbb)/.test(tex)),
    ).toEqual([]);
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
