import { type FontMetrics, readFontMetrics } from '../font-file.ts';
import { readFont, textFonts } from '../fonts.ts';

export type Weight = 400 | 600;

/** A part of a text that one font draws. */
export interface Run {
  family: string;
  text: string;
}

/** What can be drawn of a text, and how wide it comes out. */
export interface Lettering {
  /**
   * What the fonts can draw of a text from people, as one line: without emoji, scripts that no font here has, marks
   * heaped on a letter, and signs that turn text around. Undefined where too little is left to know it by.
   */
  drawable(text: string): string | undefined;
  /** By fonts, since whoever draws would take a letter's stand-in from any font, and in any weight. */
  runs(text: string, weight: Weight): Run[];
  /** In CSS pixels. */
  width(text: string, size: number, weight: Weight): number;
  /** The text, or as much of it as `most` pixels hold with an ellipsis at its end. */
  fit(text: string, most: number, size: number, weight: Weight): string;
}

interface Face {
  family: string;
  weight: Weight;
  metrics: FontMetrics;
}

/** Right-to-left scripts are not among them: lone letters of them, for formulas, do not make a name. */
const scripts = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]$/u;
/** Has signs, and letters for formulas. */
const signs = 'Noto Sans Math';
/** Names are shorter; who sends more has other plans. */
const longest = 400;
const letterOrDigit = /[\p{L}\p{N}]/gu;

let lettering: Promise<Lettering> | undefined;

/** Reads the fonts once, at the first drawing; all who ask meanwhile share that. */
export function loadLettering(): Promise<Lettering> {
  lettering ??= readFaces()
    .then(letteringOf)
    .catch((error: unknown) => {
      // What failed (a file was missing for a moment) is not kept for ever.
      lettering = undefined;
      throw error;
    });
  return lettering;
}

function readFaces(): Promise<Face[]> {
  return Promise.all(
    textFonts.map(async (font) => ({ ...font, metrics: await readFontMetrics(await readFont(font)) })),
  );
}

function letteringOf(faces: readonly Face[]): Lettering {
  const known = { 400: new Map<string, Face>(), 600: new Map<string, Face>() };
  /** Fonts in their order; one that lacks the weight still has the letter. */
  function faceOf(character: string, weight: Weight): Face | undefined {
    const before = known[weight].get(character);
    if (before !== undefined) return before;
    const code = character.codePointAt(0) ?? 0;
    const having = faces.filter(({ metrics }) => metrics.advance(code) !== undefined);
    const [first] = having;
    const found = having.find((face) => face.family === first?.family && face.weight === weight) ?? first;
    if (found !== undefined) known[weight].set(character, found);
    return found;
  }
  function advance(character: string, weight: Weight): number {
    return faceOf(character, weight)?.metrics.advance(character.codePointAt(0) ?? 0) ?? 0;
  }
  function width(text: string, size: number, weight: Weight): number {
    let sum = 0;
    for (const character of text) sum += advance(character, weight);
    return sum * size;
  }
  function has(character: string): boolean {
    return scripts.test(character) && faceOf(character, 400) !== undefined;
  }
  /** A character as it stands, or the plain letters that it is a fancy form of (𝓐, Ａ), or nothing. */
  function drawn(character: string): string {
    if (/[\p{M}\p{C}]/u.test(character)) return '';
    if (has(character) && faceOf(character, 400)?.family !== signs) return character;
    const plain = character.normalize('NFKC');
    if (plain !== character && [...plain].every(has)) return plain;
    return has(character) ? character : '';
  }
  return {
    width,
    drawable(text) {
      const line = text.slice(0, longest).normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
      const left = [...line]
        .map(drawn)
        .join('')
        .replaceAll(/\(\s*\)|\[\s*\]/g, '')
        .replaceAll(/ +/g, ' ')
        .trim();
      const [before, after] = [line, left].map((one) => one.match(letterOrDigit)?.length ?? 0) as [
        number,
        number,
      ];
      const lost = after < before;
      // One letter of a name in another script is nobody's name.
      return left === '' || (lost && after < 2) ? undefined : left;
    },
    runs(text, weight) {
      const runs: Run[] = [];
      for (const character of text) {
        const family = faceOf(character, weight)?.family ?? 'Inter';
        const last = runs.at(-1);
        // A space never stands alone, where XML would lose it: every font has one.
        if (last !== undefined && (last.family === family || character === ' ')) last.text += character;
        else runs.push({ family, text: character });
      }
      return runs;
    },
    fit(text, most, size, weight) {
      if (width(text, size, weight) <= most) return text;
      let kept = '';
      let room = most / size - advance('…', weight);
      for (const character of text) {
        room -= advance(character, weight);
        if (room < 0) break;
        kept += character;
      }
      return `${kept.trimEnd()}…`;
    },
  };
}
