import { newNegation, type Polarity } from './negation.ts';
import { readNumber, speltNumber, type Written } from './numbers.ts';
import { stem } from './stem.ts';
import { tidied } from './tidied.ts';

/** A word or number of a text that tells something. */
export interface Token {
  /** In lower case, as typed. */
  word: string;
  stem: string;
  number: Written | undefined;
  /** Counted in tokens, with a gap between sentences, so that what is near in the text is near in number. */
  at: number;
  polarity: Polarity;
}

/** What the end of a sentence or a part of one adds to the distance of the words on both sides. */
const gaps: Readonly<Record<string, number>> = { '.': 3, '!': 3, '?': 3, '\n': 3, ';': 3, ':': 0, ',': 1 };

/** Small words that tell nothing. Negations, quantities and letters that may be symbols are not among them. */
const small = new Set(
  `a an the this that these those it its is are was were be been being am of in on at to from by with for as into onto
  than then there here their they them we you your i my our us which who whom whose what when where why how will
  would shall should can could may might must do does did done has have had having and or if so such very quite just also
  even still too about around roughly approximately circa via per while whereas because since though although however
  thus hence therefore get gets got getting become becomes became becoming make makes made making let lets come comes
  came coming them themselves itself up down out over-all overall eg ie etc s t ll re ve times time`.split(
    /\s+/,
  ),
);
for (const kept of ['t', 'up', 'down', 'out', 'time', 'times', 's']) small.delete(kept);

/** The telling words and numbers of a text, in order. A number that is spelt out or a fraction stands at its place in both forms. */
export function readTokens(text: string): Token[] {
  const words = tidied(text).match(pieces) ?? [];
  const tokens: Token[] = [];
  const negation = newNegation();
  let at = 0;
  const add = (word: string, number?: Written) => {
    const polarity = negation.take();
    tokens.push({ word, stem: number === undefined ? stem(word) : word, number, at, polarity });
  };
  for (const [index, word] of words.entries()) {
    const [before, after] = [words[index - 1], words[index + 1]];
    if (/^[^\p{L}\d]$/u.test(word)) {
      const sign = signOf(word, before, after);
      if (sign !== undefined) {
        at += 1;
        add(sign);
      } else if (word in gaps) {
        negation.end();
        at += gaps[word] ?? 0;
      }
      continue;
    }
    const number = readNumber(word);
    if (number === undefined) {
      if (negation.hear(word, after, tokens) || small.has(word) || isVerbMeans(word, before)) continue;
      at += 1;
      add(word);
      const spelt = speltNumber(word);
      if (spelt !== undefined) add(word, spelt);
      continue;
    }
    at += 1;
    const negative = before === '-' && !isOperand(words[index - 2]);
    add(word, negative ? { ...number, value: -number.value } : number);
    const part = before === '/' ? readNumber(words[index - 2] ?? '') : undefined;
    if (part === undefined || number.value === 0) continue;
    add(`${words[index - 2]}/${word}`, { value: part.value / number.value, unit: 0 });
  }
  return tokens;
}

const pieces =
  /\d+(?:\.\d+)?(?:e[-+]?\d+(?![a-z\d]))?(?:%|[kmbtp](?![\p{L}\d]))?|\p{L}[\p{L}\d]*|[^\s\p{L}\d]|\n/gu;

/** `+` is plus, `/` between symbols is over, `-` between them minus; undefined for what is no such sign. */
function signOf(word: string, before: string | undefined, after: string | undefined): string | undefined {
  if (word === '+') return 'plus';
  if (word === '<') return 'below';
  if (word === '>') return 'above';
  if (word === '/' && (isOperand(before) || isOperand(after))) return 'over';
  if (word === '-' && isOperand(before) && isOperand(after)) return 'minus';
  return undefined;
}

/** A number, a symbol of one letter, a bracket: not a word, which a hyphen or stroke may join to the next. */
function isOperand(word: string | undefined): boolean {
  return (
    word !== undefined &&
    /^(\d.*|[a-z]|[()‖|]|sqrt|log|squared|alpha|beta|gamma|delta|epsilon|eta|theta|kappa|lambda|mu|pi|rho|sigma|tau|phi|psi)$/.test(
      word,
    )
  );
}

/** "This means that", and not "the mean of the means". */
function isVerbMeans(word: string, before: string | undefined): boolean {
  return (
    word === 'means' &&
    !/^(k|of|the|their|both|two|batch|bootstrap|sample|cluster|group|-)$/.test(before ?? '')
  );
}
