import { describe, expect, it } from 'vitest';
import { BadMath, drawMath, mathTree } from '../../../src/render/math.ts';

describe('a formula drawn', () => {
  it('is one SVG of paths with its size in pixels', async () => {
    const drawing = await drawMath(String.raw`\frac{QK^\top}{\sqrt{d_k}}`, true);
    expect(drawing.svg).toMatch(/^<svg\b/);
    expect(drawing.svg).toContain('<path');
    expect(drawing.svg).not.toContain('<text');
    expect(drawing.width).toBeGreaterThan(20);
    expect(drawing.width).toBeLessThan(80);
    expect(drawing.height).toBeGreaterThan(30);
    expect(drawing.height).toBeLessThan(80);
  });

  it('stays whole where MathJax would break it into lines', async () => {
    const one = await drawMath('a+b', false);
    const many = await drawMath(Array.from({ length: 20 }, () => 'a+b').join('='), false);
    expect(many.width).toBeGreaterThan(20 * one.width);
  });

  it.each([
    ['braces that stretch', String.raw`\overbrace{a+b+c+d+e+f+g+h}^{n}`],
    ['tall fences', String.raw`\left(\begin{matrix}1\\2\\3\\4\\5\\6\end{matrix}\right)`],
    ['glyphs from a file of their own', String.raw`\mathfrak{A}\mathscr{B}\mathbb{1}\text{é ü}`],
    ['lines that are aligned', String.raw`\begin{aligned}a &= b\\ &= c\end{aligned}`],
  ])('takes %s', async (_what, tex) => {
    await expect(drawMath(tex, true)).resolves.toHaveProperty('svg');
  });

  it('is the same whatever was drawn before it', async () => {
    const before = await drawMath('x', true);
    await drawMath(String.raw`\begin{aligned}y&=\displaystyle\sum_{i}z\end{aligned}`, true);
    await drawMath(String.raw`\frac{`, true).catch(() => undefined);
    expect(await drawMath('x', true)).toEqual(before);
  });
});

describe('a formula that is wrong', () => {
  it.each([
    ['an unknown macro', String.raw`\foo`, String.raw`Undefined control sequence \foo`],
    ['an open brace', String.raw`\frac{1`, 'Missing close brace'],
    ['an environment that does not exist', String.raw`\begin{foo}\end{foo}`, /Unknown environment/],
    ['two exponents', 'x^a^b', /Double exponent/],
    ['nothing', '  ', /^it is empty/],
    ['a letter the font lacks', String.raw`\text{中}`, /lacks: 中/],
    ['a number at the edge', String.raw`\sum_{i} x\tag{1}`, /has a label or tag/],
    ['a definition, which would leak into others', String.raw`\def\x{y}\x`, /defines a macro/],
    ['a new command', String.raw`\newcommand{\x}{y}\x`, /defines a macro/],
    ['a link', String.raw`\href{https://example.org}{x}`, /reaches outside/],
  ])('rejects %s', async (_what, tex, words) => {
    const failure = drawMath(tex, true);
    await expect(failure).rejects.toBeInstanceOf(BadMath);
    await expect(failure).rejects.toThrow(words);
  });

  it('rejects its tree with the same words', async () => {
    await expect(mathTree(String.raw`\foo`, false)).rejects.toThrow(BadMath);
  });
});

describe('a formula made to harm', () => {
  it.each([
    ['a wide rule', String.raw`\rule{99999em}{1em}`],
    ['a high rule', String.raw`\rule{1em}{99999em}`],
    ['great length', 'x+'.repeat(1_001)],
    ['great width', 'x+'.repeat(900)],
    ['nested braces', '{'.repeat(900) + '}'.repeat(900)],
    ['nested roots', `${String.raw`\sqrt{`.repeat(250)}x${'}'.repeat(250)}`],
    ['nested fences', `${String.raw`\left(`.repeat(100)}x${String.raw`\right)`.repeat(100)}`],
    ['thousands of columns', String.raw`\begin{matrix}${'&'.repeat(1_900)}\end{matrix}`],
    ['hundreds of rows', String.raw`\begin{matrix}${'\\\\'.repeat(900)}\end{matrix}`],
  ])('is refused: %s', async (_what, tex) => {
    await expect(drawMath(tex, true)).rejects.toBeInstanceOf(BadMath);
  });

  it('does not count escaped braces as nesting', async () => {
    await expect(drawMath(String.raw`\{\}`.repeat(70), true)).resolves.toHaveProperty('svg');
  });
});
