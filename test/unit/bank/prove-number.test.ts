import { describe, expect, test } from 'vitest';
import { loadBank } from '../../../src/bank/load-bank.ts';
import { proveNumber } from '../../../src/bank/prove-number.ts';
import { folderWith, questionText } from './folders.ts';

const claim = 'so many';

describe('a stated number is proved by its expression', () => {
  test.each([
    ['a whole number', '4 * 512^2', 1_048_576, undefined],
    ['a rounded decimal', '0.9^50', 0.005, undefined],
    ['a small power of ten', '2^-24', 6e-8, undefined],
    ['several statements, of which the last counts', 'd = 64; 12 * d^2', 49_152, undefined],
    ['a derivative at a point', 'derivative("x^3", "x").evaluate({x: 2})', 12, undefined],
    ['a big count', 'combinations(52, 5)', 2_598_960, undefined],
    ['a number rounded to thousands', '4 * 512^2', 1_049_000, 500],
    ['a comparison', '16e9 < 80e9', true, undefined],
    ['a sum of floating-point numbers', '0.1 + 0.2', 0.3, undefined],
  ])('%s', (_title, expression, value, tolerance) => {
    expect(proveNumber({ claim, expression, value, tolerance })).toBeUndefined();
  });

  test.each([
    ['a whole number that is off by one', '4 * 512^2', 1_048_577, undefined, /is 1048576, and not 1048577/],
    ['a decimal that is rounded wrongly', '0.9^50', 0.006, undefined, /and not 0.006/],
    ['a comparison that is false', '16e9 > 80e9', true, undefined, /is false, and not true/],
    ['a number beyond its tolerance', '100', 104, 3, /is 100, and not 104/],
    ['a tolerance that proves anything', '100', 150, 50, /more than 5 %/],
    ['what cannot be read', '4 *', 4, undefined, /cannot be computed/],
    ['what is not finite', '1 / 0', 1, undefined, /is Infinity, and not a number/],
    ['a matrix', '[1, 2]', 1, undefined, /and not a number/],
    ['nothing', '', 1, undefined, /is nothing, and not a number/],
    [
      'what would change the language',
      'import({ pi: 3 }, { override: true }); pi',
      3,
      undefined,
      /cannot be used/,
    ],
    ['what would read another language', 'evaluate("1")', 1, undefined, /cannot be used/],
  ])('%s is refused', (_title, expression, value, tolerance, words) => {
    expect(proveNumber({ claim, expression, value, tolerance })).toMatch(words);
  });

  test('the file and the line of a check that fails are named, and the question is left out', async () => {
    const checks = 'checks:\n  - claim: Something\n    expression: 2 + 2\n    value: 5\n';
    const folder = folderWith({ 'statistics/ST0101-sum.md': questionText('ST0101', 'Sum', checks) });
    const { bank, problems } = await loadBank([folder], { checkNumber: proveNumber });
    expect(bank.size).toBe(0);
    expect(problems).toEqual([
      {
        file: expect.stringContaining('ST0101-sum.md'),
        line: 9,
        message: expect.stringMatching(/^The check fails: `2 \+ 2` is 4, and not 5: write `value: 4`/),
      },
    ]);
  });

  test('the words of a check must stand in the text', async () => {
    const checks = 'checks:\n  - claim: three lines\n    expression: 1 + 2\n    value: 3\n';
    const folder = folderWith({ 'statistics/ST0101-sum.md': questionText('ST0101', 'Sum', checks) });
    const { problems } = await loadBank([folder]);
    expect(problems).toMatchObject([
      { line: 8, message: expect.stringMatching(/^The claim “three lines” does not stand in the text/) },
    ]);
  });
});
