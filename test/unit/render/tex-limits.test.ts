import { describe, expect, test } from 'vitest';
import { checkMath } from '../../../src/render/check.ts';

const tex = String.raw;
const nested = (open: string, close: string, times: number) => `${open.repeat(times)}x${close.repeat(times)}`;
const cells = (many: number) => tex`\begin{array}{c}${'&'.repeat(many)}\end{array}`;

/** A formula of the bank takes 2 ms; whatever somebody writes must not hold a start or a build up. */
const boundMs = 3_000;

const refused: [title: string, tex: string, words: RegExp][] = [
  ['endless text', 'x+'.repeat(2_000), /longer than 2000 characters/],
  ['a nest of braces', nested('{', '}', 900), /nests deeper than 60 levels/],
  ['a nest of fences', nested(tex`\left(`, tex`\right)`, 100), /nests deeper/],
  ['a space of 10,000 em', tex`a\hspace{10000em}b`, /a length that no screen holds/],
  ['a kern without braces', tex`a\kern99999em b`, /a length/],
  ['a space in math units', tex`a\mskip 9999999mu b`, /a length/],
  ['a huge rule', tex`\rule{99999em}{99999em}`, /a length/],
  ['a huge negative rule', tex`\rule{-99999em}{1em}`, /a length/],
  ['something raised out of sight', tex`\raise 99999em {x}`, /a length/],
  ['a fraction with a huge line', tex`\genfrac{(}{)}{99999em}{0}{a}{b}`, /a length/],
  ['an array of 1,000 columns', tex`\begin{array}{*{1000}{c}}a\end{array}`, /repeats columns/],
  ['an array of 10⁹ columns', tex`\begin{array}{*{1000000000}{c}}a\end{array}`, /repeats columns/],
  ['columns that multiply', tex`\begin{array}{*9{*9{*9{*9{*9{c}}}}}}a\end{array}`, /repeats columns/],
  ['an alignment of 10⁹ columns', tex`\begin{alignat}{1000000000}a&b\end{alignat}`, /too many columns/],
  ['an alignment with a starred name', tex`\begin{alignat*}{10}a&b\end{alignat*}`, /too many columns/],
  ['1,900 cells in a row', cells(1_900), /larger than 1600×1200 pixels/],
  ['a macro bomb', tex`\def\a{\a\a}\a`, /defines a macro/],
  ['a recursive command', tex`\newcommand{\a}{\a\a}\a`, /defines a macro/],
  ['a command that others use', tex`\renewcommand{\frac}[2]{#1}\frac{1}{2}`, /defines a macro/],
  ['another name for a command', tex`\let\alpha=\beta`, /defines a macro/],
  ['a package', tex`\require{html}x`, /reaches outside/],
  ['a script behind a link', tex`\href{javascript:alert(1)}{x}`, /reaches outside/],
  ['a style', tex`\style{background:url(//example.org)}{x}`, /reaches outside/],
  ['a file', tex`\input{/etc/passwd}`, /reaches outside/],
  ['MathML', tex`\mmlToken{mglyph}[src="http://example.org/a.png"]{}`, /holds MathML/],
  ['a label, which a later formula would meet', tex`x \label{a}`, /a label or tag/],
  ['an unknown macro', tex`\foo`, /Undefined control sequence/],
  ['an unknown environment', tex`\begin{foo}x\end{foo}`, /Unknown environment/],
];

describe('TeX that is absurd is named, and costs little time', () => {
  test.each(refused)('%s', async (_title, formula, words) => {
    const began = performance.now();
    expect(await checkMath(formula, true)).toMatch(words);
    expect(performance.now() - began).toBeLessThan(boundMs);
  });

  test.each(refused.filter(([, , words]) => !/larger/.test(words.source)))(
    'in a line too: %s',
    async (_title, formula, words) => {
      expect(await checkMath(formula, false)).toMatch(words);
    },
  );

  test.each([
    ['a deep nest of fractions', nested(tex`\frac{1}{`, '}', 58)],
    ['a deep nest of braces below', nested(tex`\underbrace{`, '}', 58)],
    ['600 lines of a stack', tex`\substack{${'a\\\\'.repeat(600)}}`],
    ['900 rows', tex`\begin{array}{c}${'\\\\'.repeat(900)}\end{array}`],
    ['a long arrow', tex`\xrightarrow{${'aaaa '.repeat(390)}}`],
    ['2,000 primes', `x${"'".repeat(1_990)}`],
  ])('what is only heavy is drawn or refused in time: %s', async (_title, formula) => {
    const began = performance.now();
    await checkMath(formula, true);
    expect(performance.now() - began).toBeLessThan(boundMs);
  });
});

describe('what questions need is taken', () => {
  test.each([
    ['a product with a star', tex`a * 2 b^* {x}`],
    ['an array with its columns written out', tex`\begin{array}{c|cc}1 & 2 & 3\end{array}`],
    ['aligned columns', tex`\begin{alignedat}{2}a &= b & c &= d\end{alignedat}`],
    ['a wide space', tex`a \qquad b \hspace{2em} c`],
    ['pixels in words', tex`\text{4096 px wide, 1000 in all}`],
    ['macros of Viva', tex`\argmax_θ \mathbb{E}[x] \coloneqq y`],
    ['names that begin as others do', tex`\left( x \leq y \right)`],
  ])('%s', async (_title, formula) => {
    expect(await checkMath(formula, true)).toBeUndefined();
  });
});
