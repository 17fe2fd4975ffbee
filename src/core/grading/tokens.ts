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
  /** `said`; `denied` by a "not" before it; `averted` where it is avoided, prevented, removed: that says both. */
  polarity: Polarity;
}
export type Polarity = 'said' | 'averted' | 'denied';

/** What the end of a sentence adds to the distance of the words on both sides. */
const sentenceGap = 3;
const commaGap = 1;

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

export function readTokens(text: string): Token[] {
  const words = tidied(text).match(pieces) ?? [];
  const tokens: Token[] = [];
  const scope = newScope();
  let at = 0;
  const add = (word: string, number: Written | undefined) => {
    tokens.push({
      word,
      stem: number === undefined ? stem(word) : word,
      number,
      at,
      polarity: scope.take(tokens),
    });
  };
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    const after = words[index + 1];
    if (/^[.!?\n;:]$/.test(word)) {
      scope.end();
      if (word !== ':') at += sentenceGap;
      continue;
    }
    const sign = signOf(word, before, after);
    if (sign !== undefined) {
      if (sign === '') continue;
      at += 1;
      add(sign, undefined);
      continue;
    }
    if (/^[^\p{L}\d]$/u.test(word)) {
      if (word === ',') {
        scope.end();
        at += commaGap;
      }
      continue;
    }
    const number = readNumber(word);
    if (number === undefined && scope.see(word, after, words[index + 2], tokens)) continue;
    if (number === undefined && (small.has(word) || isVerbMeans(word, before))) continue;
    at += 1;
    if (number !== undefined) {
      const negative = before === '-' && !isOperand(words[index - 2]);
      add(word, negative ? { ...number, value: -number.value } : number);
      const part = before === '/' ? readNumber(words[index - 2] ?? '') : undefined;
      if (part !== undefined && number.value !== 0) {
        add(`${words[index - 2]}/${word}`, { value: part.value / number.value, unit: 0 });
      }
      continue;
    }
    add(word, undefined);
    const spelt = speltNumber(word);
    if (spelt !== undefined) add(word, spelt);
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
  if (word === '/') return isOperand(before) || isOperand(after) ? 'over' : '';
  if (word === '-') return isOperand(before) && isOperand(after) ? 'minus' : '';
  return undefined;
}

/** A number, a symbol of one letter, a bracket: not a word, which a hyphen or stroke may join to the next. */
function isOperand(word: string | undefined): boolean {
  return (
    word !== undefined &&
    /^(\d.*|[a-z]|[()‖|]|sqrt|log|squared|sigma|mu|epsilon|lambda|beta|alpha|gamma)$/.test(word)
  );
}

/** "This means that", and not "the mean of the means". */
function isVerbMeans(word: string, before: string | undefined): boolean {
  return (
    word === 'means' &&
    !/^(k|of|the|their|both|two|batch|bootstrap|sample|cluster|group|-)$/.test(before ?? '')
  );
}

/** Follows the reach of negations through a text. */
function newScope() {
  let left = 0;
  let polarity: Polarity = 'said';
  return {
    end() {
      left = 0;
    },
    /** Whether the word is a negation or an end of one, and tells nothing else. */
    see(word: string, next: string | undefined, second: string | undefined, tokens: Token[]): boolean {
      if (ends.has(word)) {
        left = 0;
        return small.has(word) || word === 'but';
      }
      if ((word === 'rather' && next === 'than') || (word === 'instead' && next === 'of')) {
        left = 2;
        polarity = 'denied';
        return true;
      }
      if (hard.has(word)) {
        if (harmless.has(next ?? '') || (next === 'just' && second !== undefined)) {
          left = 0;
          return true;
        }
        left = word === 'no' || word === 'without' ? 2 : 3;
        polarity = 'denied';
        // "Does nothing" ends with what it says.
        return word !== 'nothing';
      }
      if (soft.has(stem(word))) {
        // "Overflow is avoided": what was averted may stand before.
        for (const token of tokens.slice(-2)) if (token.polarity === 'said') token.polarity = 'averted';
        if (left === 0) {
          left = 4;
          polarity = 'averted';
        }
      }
      return false;
    },
    take(_tokens: Token[]): Polarity {
      if (left === 0) return 'said';
      left -= 1;
      return polarity;
    },
  };
}

const ends = new Set(
  'but because so since while whereas and which if when until unless although though hence therefore'.split(
    ' ',
  ),
);
const hard = new Set(
  'not no never without neither nor none nothing nobody hardly barely scarcely nowhere'.split(' '),
);
/** Not only, no matter, no doubt: these deny nothing. */
const harmless = new Set('only merely simply necessarily matter doubt wonder surprise'.split(' '));
const soft = new Set(
  'avoid prevent stop remove elimin lose lack cancel preserv protect guard forbid bar kill stall avert fewer less little few imposs drop'
    .split(' ')
    .map((word) => stem(word)),
);
