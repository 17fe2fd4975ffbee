/** A formula longer than this is refused: nothing a question needs, and time grows with it. */
const longestTex = 2_000;
const deepestNesting = 60;

/** A hundred em and more, or a thousand points or pixels. */
const far =
  '[-+]?(?:\\d{3,}(?:\\.\\d*)?\\s*(?:em|ex|cm|in|pc)|\\d{4,}(?:\\.\\d*)?\\s*(?:p[tx]|mu|mm|sp|bp))\\b';

interface Ban {
  pattern: RegExp;
  words: string;
}

/** What MathJax would take, and what would make it allocate without end, draw beyond any page, or remember things. */
const bans: readonly Ban[] = [
  {
    // `*{1000000000}{c}` is an array of a thousand million columns.
    pattern: /\*\s*(?:\{[^{}]*\}|\d)\s*\{(?=[\s\S]*\\end\s*\{)/,
    words: 'it repeats columns by `*{…}{…}`: write each of them, such as `\\begin{array}{ccc}`',
  },
  {
    pattern: /\{x*alignat(?:ed)?\*?\}\s*(?:\[[^\]]*\]\s*)?(?:\{\s*(?!\d\s*\})|[^{\s\d])/,
    words: 'it has too many columns: nine at most, such as `\\begin{alignedat}{2}`',
  },
  {
    pattern: new RegExp(
      `[{[]\\s*${far}\\s*[\\]}]|\\\\(?:[hm]?skip|m?kern|raise|lower|above|move(?:left|right))\\s*${far}`,
    ),
    words:
      'it has a length that no screen holds: a formula is 760 pixels wide at most, so write `\\quad` or `\\hspace{2em}`',
  },
  {
    pattern: /\\(?:label|ref|eqref|tag)\b/,
    words: 'it has a label or tag, and formulas are not numbered here: leave it out, as in `y = F(x) + x`',
  },
  {
    pattern: /\\mmlToken\b/,
    words: 'it holds MathML: write TeX, such as `\\operatorname{softmax}`',
  },
  {
    pattern:
      /\\(?:g?def|edef|xdef|let|(?:re)?newcommand|providecommand|(?:re)?newenvironment|DeclareMathOperator)\b/,
    words: 'it defines a macro, and none is defined here: write it out, such as `\\operatorname{softmax}`',
  },
  {
    pattern: /\\(?:require|input|include|href|url|style|class|cssId|unicode|data)\b/,
    words:
      'it reaches outside the formula: write math alone, and a link in the text beside it, as `[text](https://example.org)`',
  },
];

/** Words for why a formula is not handed to MathJax at all; undefined where it may be. Takes time with its length only. */
export function texRefusal(tex: string): string | undefined {
  if (tex.trim() === '') return 'it is empty: write what it should hold, such as `$x^2$`';
  if (tex.length > longestTex) return `it is longer than ${longestTex} characters: break it into several`;
  if (nesting(tex) > deepestNesting) {
    return `it nests deeper than ${deepestNesting} levels: name a part, such as \`z = W x + b\`, and write it by itself`;
  }
  return bans.find(({ pattern }) => pattern.test(tex))?.words;
}

/** How deep braces and environments go: MathJax recurses, so this is asked before it sees the formula. */
function nesting(tex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of tex.matchAll(/\\(?:begin|left)\b|\\(?:end|right)\b|\\[\s\S]|[{}]/g)) {
    if (token === '{' || token === '\\begin' || token === '\\left') depth += 1;
    else if (token === '}' || token === '\\end' || token === '\\right') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
