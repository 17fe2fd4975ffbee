/** Characters that Unicode has a raised, lowered or styled form of; what is missing here has none. */

function table(from: string, to: string): ReadonlyMap<string, string> {
  const forms = [...to];
  return new Map([...from].map((character, index) => [character, forms[index] ?? '']));
}

const superscripts = table(
  '0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφϕχ⊤',
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵠᵡᵀ',
);

const subscripts = table('0123456789+−=()aehijklmnoprstuvxβγρφϕχ', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵩᵪ');

/** The whole text raised (or lowered), or undefined when one character has no such form. */
export function shifted(text: string, where: 'super' | 'sub'): string | undefined {
  const forms = where === 'super' ? superscripts : subscripts;
  let result = '';
  for (const character of text) {
    const form = forms.get(character);
    if (form === undefined) return undefined;
    result += form;
  }
  return result;
}

const doubleStruck = table('CHNPQRZ', 'ℂℍℕℙℚℝℤ');
const script = table('BEFHILMRego', 'ℬℰℱℋℐℒℳℛℯℊℴ');
const fraktur = table('CHIRZ', 'ℭℌℑℜℨ');

interface Style {
  upper: number;
  lower: number;
  digit?: number;
  upperGreek?: number;
  lowerGreek?: number;
  /** Letters that Unicode had before the styled alphabets, in other places. */
  elsewhere?: ReadonlyMap<string, string>;
}

const bold: Style = {
  upper: 0x1d400,
  lower: 0x1d41a,
  digit: 0x1d7ce,
  upperGreek: 0x1d6a8,
  lowerGreek: 0x1d6c2,
};
const scripted: Style = { upper: 0x1d49c, lower: 0x1d4b6, elsewhere: script };
const styles: Readonly<Record<string, Style>> = {
  bold,
  'bold-italic': bold,
  '-tex-bold-mathit': bold,
  'double-struck': { upper: 0x1d538, lower: 0x1d552, digit: 0x1d7d8, elsewhere: doubleStruck },
  script: scripted,
  '-tex-calligraphic': scripted,
  fraktur: { upper: 0x1d504, lower: 0x1d51e, elsewhere: fraktur },
};

/** Text in one of MathML's styles: `R` in `double-struck` is ℝ. Upright, italic and the like stay as they are. */
export function styled(text: string, variant: string): string {
  const style = styles[variant];
  if (style === undefined) return text;
  return [...text].map((character) => styledCharacter(character, style)).join('');
}

function styledCharacter(character: string, style: Style): string {
  const elsewhere = style.elsewhere?.get(character);
  if (elsewhere !== undefined) return elsewhere;
  const ranges: [from: string, to: string, start: number | undefined][] = [
    ['A', 'Z', style.upper],
    ['a', 'z', style.lower],
    ['0', '9', style.digit],
    ['Α', 'Ω', style.upperGreek],
    ['α', 'ω', style.lowerGreek],
  ];
  for (const [from, to, start] of ranges) {
    if (character >= from && character <= to && start !== undefined) {
      return String.fromCodePoint(start + character.charCodeAt(0) - from.charCodeAt(0));
    }
  }
  return character;
}

/** Accents as MathJax writes them above a letter, and the combining mark for each. */
export const combining: Readonly<Record<string, string>> = {
  '^': '\u0302',
  ˆ: '\u0302',
  '~': '\u0303',
  '˜': '\u0303',
  '¯': '\u0304',
  ˉ: '\u0304',
  '―': '\u0304',
  '‾': '\u0304',
  '→': '\u20d7',
  '⃗': '\u20d7',
  '˙': '\u0307',
  '¨': '\u0308',
  ˇ: '\u030c',
  '˘': '\u0306',
  '´': '\u0301',
  '`': '\u0300',
};
