/** More than the longest answer a form takes; what is beyond is not read. */
const longest = 4_000;

/**
 * A text in one way of writing, for `readTokens`: lower case, no accents or invisible characters, formulas spelt with
 * words (`√d`, `\sqrt{d}` and `sqrt(d)` as `sqrt d`; `n²` as `n squared`), and numbers in one form (`.5`, `203,530`).
 */
export function tidied(text: string): string {
  if (/^[a-z ]*$/.test(text) && !/root|nt\b|can ?not|percent|per cent/.test(text)) return text;
  const whole = text.slice(0, longest).replace(/\p{Cf}/gu, '');
  return plainNumbers(plainFormulas(plainLetters(whole)));
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵏⁿᵀᵈ';
const raisedAscii = '0123456789+-kntd';

function plainLetters(text: string): string {
  return text
    .replace(
      /[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵏⁿᵀᵈ]+/g,
      (run) => `^(${[...run].map((one) => raisedAscii[raised.indexOf(one)]).join('')})`,
    )
    .replace(/[\u2080-\u2089]+/g, (run) => `_${run.normalize('NFKC')}`)
    .replaceAll('≠', ' not equal ')
    .replace(/(?<=\d)[\u2009\u202f\u00a0'’](?=\d{3}\b)/g, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’ʼ`´]/g, "'")
    .replace(/[−‐‑‒]/g, '-')
    .replace(/\s+[–—]\s+|—/g, ' , ')
    .replaceAll('–', '-')
    .replace(/[√∞∑∏∂≈≃~×·∗⋅≤≥→⇒⟶∝⁄÷Α-ωϕϵ]/g, (sign) => signs[sign] ?? sign)
    .replace(/->|=>/g, ' , ');
}

const signs: Readonly<Record<string, string>> = {
  '√': ' sqrt ',
  '∞': ' infinity ',
  '∑': ' sum ',
  '∏': ' product ',
  '∂': ' d ',
  '≈': ' about ',
  '≃': ' about ',
  '~': ' about ',
  '×': '*',
  '·': '*',
  '∗': '*',
  '⋅': '*',
  '≤': ' < ',
  '≥': ' > ',
  '→': ' , ',
  '⇒': ' , ',
  '⟶': ' , ',
  '∝': ' proportional ',
  '⁄': '/',
  '÷': '/',
  ...Object.fromEntries(
    [
      ...'α:alpha β:beta γ:gamma δ:delta ε:epsilon ϵ:epsilon ζ:zeta η:eta θ:theta κ:kappa λ:lambda μ:mu ν:nu'.split(
        ' ',
      ),
      ...'ξ:xi π:pi ρ:rho σ:sigma ς:sigma τ:tau φ:phi ϕ:phi χ:chi ψ:psi ω:omega'.split(' '),
    ].map((entry) => {
      const [sign = '', name = ''] = entry.split(':');
      return [sign, ` ${name} `];
    }),
  ),
};

function plainFormulas(text: string): string {
  return text
    .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '($1)/($2)')
    .replace(/\\(cdot|times|ast)(?![a-z])/g, '*')
    .replace(/\\(left|right|big|text|mathrm|operatorname|quad|qquad|[,;!: ])/g, ' ')
    .replace(/\^\s*\{([^{}]*)\}/g, '^($1)')
    .replace(/_\s*\{([^{}]*)\}/g, '_$1')
    .replace(/[\\${}]/g, ' ')
    .replace(/\*\*(?=\s*[-(\d])/g, '^')
    .replace(/(\d+(?:\.\d+)?)\s*\^\s*\(?\s*([+-]?\d{1,3})\b\)?/g, power)
    .replace(/\^\s*\(?\s*2\b\)?/g, ' squared ')
    .replace(/\^\s*\(?\s*3\b\)?/g, ' cubed ')
    .replace(/\^\s*\(?\s*-\s*1\b\)?/g, ' inverse ')
    .replace(/\^\s*\(?\s*(0?\.5|1\/2)\b\)?/g, ' sqrt ')
    .replaceAll('^', ' power ')
    .replace(/\b(the )?(square |sq\.? )?root of\b|\bsq(uare)?[ -]?root\b|\bsqrt\b/g, ' sqrt ')
    .replace(/(?<![a-z])([a-z])_(\d+)/g, '$1$2')
    .replace(/(?<![a-z])([a-z])_[a-z0-9]+/g, '$1')
    .replaceAll('_', ' ')
    .replace(/\bk\/v\b/g, 'kv')
    .replace(/\b(can|do|does|did|is|are|was|were|wo|would|should|could|has|have|had)n'?t\b/g, '$1 not')
    .replace(/\bcannot\b|\bcant\b|\bcan'?t\b/g, 'can not')
    .replace(/'s?\b/g, ' ');
}

/** Powers of numbers are numbers: `2^-10`, `10^9`. */
function power(all: string, base: string, exponent: string): string {
  const value = Number(base) ** Number(exponent);
  return Number.isFinite(value) && value !== 0 ? ` ${value}p ` : all;
}

function plainNumbers(text: string): string {
  return text
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/(?<![\d.,])0,(?=\d{2})/g, '0.')
    .replace(/(?<![\d\w.])\.(?=\d)/g, '0.')
    .replace(/(\d)\s*(%|percent\b|per cent\b|pct\b)/g, '$1% ')
    .replace(
      /(\d)\s*(thousand|million|billion|trillion)\b/g,
      (_, digit, scale) => `${digit}${scale === 'thousand' ? 'k' : scale[0]} `,
    )
    .replace(/(\d)(st|nd|rd|th)\b/g, '$1 ');
}
