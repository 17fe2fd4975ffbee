import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFigure, checkMath } from '../../../src/render/check.ts';
import { scratchFolder } from './scratch.ts';

describe('checkMath', () => {
  it('finds nothing wrong with good formulas', async () => {
    expect(await checkMath('x_i^2', false)).toBeUndefined();
    expect(await checkMath(String.raw`\begin{pmatrix}1\\2\end{pmatrix}`, true)).toBeUndefined();
  });

  it('sends inline math without a plain form to a line of its own', async () => {
    const words = await checkMath(String.raw`\begin{pmatrix}1\\2\end{pmatrix}`, false);
    expect(words).toBe('it has no plain Unicode form: put it on a line of its own as $$…$$');
  });

  it('says what TeX says', async () => {
    expect(await checkMath(String.raw`\foo`, false)).toBe(String.raw`Undefined control sequence \foo`);
    expect(await checkMath(String.raw`\frac{1`, true)).toBe('Missing close brace');
  });

  it('asks for shorter lines where nobody could read them', async () => {
    const tex = Array.from({ length: 8 }, () => 'alpha + beta').join(' + ');
    expect(await checkMath(tex, true)).toMatch(/pixels wide/);
    expect(await checkMath(String.raw`\rule{99999em}{1em}`, true)).toMatch(/a length that no screen holds/);
  });
});

describe('checkFigure', () => {
  async function figure(name: string, text: string): Promise<string> {
    const path = join(await scratchFolder(), name);
    await writeFile(path, text);
    return path;
  }

  it('finds nothing wrong with a good chart', async () => {
    const spec = {
      data: { values: [{ a: 1 }] },
      mark: 'point',
      encoding: { x: { field: 'a', type: 'quantitative' } },
    };
    expect(await checkFigure(await figure('a.vl.json', JSON.stringify(spec)))).toBeUndefined();
  });

  it.each([
    ['a.png', 'not a picture', 'it is no whole PNG'],
    ['a.jpg', '', 'a.jpg is neither a .png nor a .vl.json'],
    ['a.vl.json', '{', /^it is not JSON/],
    [
      'a.vl.json',
      '{"data": {"url": "../b.csv"}, "mark": "bar"}',
      'it names data outside its own folder: ../b.csv',
    ],
    ['a.vl.json', '{"data": {"values": []}, "mark": "bar", "encoding": {"wings": {"field": "a"}}}', /wings/],
    [
      'a.vl.json',
      '{"data": {"sequence": {"start": 0, "stop": 1e12}}, "mark": "line"}',
      /its sequence has more/,
    ],
    ['a.vl.json', '{"data": {"sequence": {"stop": 9, "step": 0}}, "mark": "line"}', /its sequence has more/],
    [
      'a.vl.json',
      '{"transform": [{"calculate": "sequence(0, 1e9)", "as": "x"}]}',
      /`sequence\(0, 1e9\)` may come to more than 20000 rows/,
    ],
    [
      'a.vl.json',
      '{"encoding": {"x": {"axis": {"tickCount": 1e9}}}}',
      /its `tickCount` is 1000000000, and 200/,
    ],
  ])('says what is wrong with %s: %s', async (name, text, words) => {
    expect(await checkFigure(await figure(name, text))).toEqual(
      typeof words === 'string' ? words : expect.stringMatching(words),
    );
  });

  it('names a file that is not there', async () => {
    expect(await checkFigure(join(await scratchFolder(), 'gone.png'))).toBe('there is no file gone.png');
  });
});
