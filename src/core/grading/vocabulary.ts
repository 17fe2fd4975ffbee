import { fieldWords } from './field-words.ts';
import type { Wanted } from './needs.ts';
import type { Polarity } from './negation.ts';
import type { Written } from './numbers.ts';
import { stem } from './stem.ts';
import { readTokens, type Token } from './tokens.ts';
import { slipsAllowed, within } from './typos.ts';

/** One of several ways to say a thing: stems in a row, and whether it is their denial that says it. */
interface Phrase {
  tokens: Token[];
  stems: string[];
  denied: boolean;
}

export interface SameThings {
  /** Names of the things that a single stem says. */
  ofStem: Map<string, Said[]>;
  /** Phrases of several stems, by the first. */
  phrases: Map<string, { rest: string[]; thing: string; denied: boolean }[]>;
  /** The words in them with their stems. */
  words: Map<string, string>;
}
interface Said {
  thing: string;
  denied: boolean;
}

const field: readonly Phrase[][] = fieldWords.map((line) => line.split(',').map(phraseOf));

function phraseOf(text: string): Phrase {
  const tokens = readTokens(text.trim());
  return {
    tokens,
    stems: tokens.filter(({ word }, index) => word !== tokens[index - 1]?.word).map((token) => token.stem),
    denied: tokens.some(({ polarity }) => polarity === 'denied'),
  };
}

/**
 * What says the same in one question: its own synonyms, and those of the field that have to do with the words it asks for.
 */
export function sameThings(
  synonyms: readonly (readonly string[])[],
  wanted: ReadonlySet<string>,
): SameThings {
  const ofStem = new Map<string, Said[]>();
  const phrases: SameThings['phrases'] = new Map();
  const words = new Map<string, string>();
  const lines = [...synonyms.map((line) => line.map(phraseOf)), ...field];
  for (const [index, line] of lines.entries()) {
    if (!line.some(({ stems }) => stems.some((one) => wanted.has(one)))) continue;
    const thing = `#${index}`;
    for (const { tokens, stems, denied } of line) {
      const [first, ...rest] = stems;
      for (const token of tokens) words.set(token.word, token.stem);
      if (first === undefined) continue;
      if (rest.length === 0) put(ofStem, first, { thing, denied });
      else put(phrases, first, { rest, thing, denied });
    }
  }
  return { ofStem, phrases, words };
}

function put<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [value]);
  else there.push(value);
}

/** Where a thing is said, and whether it is meant. */
export interface Hit {
  at: number;
  polarity: Polarity;
}

/** A text, ready to be asked where it says a thing. */
export interface Heard {
  /** By stem, and by the name of a thing that several stems say. */
  hits: Map<string, Hit[]>;
  /** Each number once, with all its places. */
  numbers: { written: Written; hits: Hit[] }[];
  /** Where what was asked for before is said. */
  places: Map<Wanted, number[]>;
}

/** What is said in a text; a word that nobody knows is taken for a known one that it is a slip or two from. */
export function hear(tokens: readonly Token[], same: SameThings, known: Known): Heard {
  const hits: Heard['hits'] = new Map();
  const meant = known.meant(tokens);
  const say = (word: string, hit: Hit) => {
    put(hits, word, hit);
    for (const { thing, denied } of same.ofStem.get(word) ?? []) put(hits, thing, asMeant(hit, denied));
  };
  for (const [index, token] of tokens.entries()) {
    const word = meant[index] ?? token.stem;
    say(word, token);
    const next = tokens[index + 1];
    if (next?.at === token.at + 1) {
      const joined = known.joined(token.word + next.word);
      if (joined !== undefined) say(joined, token);
    }
    for (const { rest, thing, denied } of same.phrases.get(word) ?? []) {
      const end = endOf(rest, tokens, meant, index);
      if (end !== undefined) put(hits, thing, asMeant({ at: token.at, polarity: end.polarity }, denied));
    }
  }
  return { hits, numbers: numbersIn(tokens), places: new Map() };
}

function numbersIn(tokens: readonly Token[]): Heard['numbers'] {
  const numbers = new Map<string, { written: Written; hits: Hit[] }>();
  for (const token of tokens) {
    if (token.number === undefined) continue;
    const there = numbers.get(token.word);
    // A sign may make two numbers of one word.
    const key =
      there !== undefined && there.written.value !== token.number.value ? `-${token.word}` : token.word;
    const entry = numbers.get(key);
    if (entry === undefined) numbers.set(key, { written: token.number, hits: [token] });
    else entry.hits.push(token);
  }
  return [...numbers.values()];
}

/** The last token of a phrase that goes on after a token; a number's other forms stand at the same place. */
function endOf(
  rest: readonly string[],
  tokens: readonly Token[],
  meant: readonly string[],
  start: number,
): Token | undefined {
  let index = start;
  for (const wanted of rest) {
    const place = tokens[index]?.at ?? 0;
    do index += 1;
    while (tokens[index]?.at === place);
    const token = tokens[index];
    if (token === undefined || token.at > place + 1 || meant[index] !== wanted) return undefined;
  }
  return tokens[index];
}

/** The denial of what a phrase denies is what it says. */
function asMeant({ at, polarity }: Hit, denied: boolean): Hit {
  if (!denied || polarity === 'averted') return { at, polarity };
  return { at, polarity: polarity === 'said' ? 'denied' : 'said' };
}

export interface Known {
  /** The stem of a word that was written as two; undefined where no such word is asked for. */
  joined(word: string): string | undefined;
  /** The stem that each token stands for. */
  meant(tokens: readonly Token[]): string[];
}

/** `words` are asked for, each with its stem; `others` are stems that are right as they are, and so no slip of a wanted one. */
export function knownWords(words: ReadonlyMap<string, string>, others: ReadonlySet<string>): Known {
  const wanted = new Set(words.values());
  const byLetter = new Map<string, [word: string, stem: string][]>();
  for (const [word, one] of words) if (/^[a-z]{4,}$/.test(word)) put(byLetter, word.slice(0, 1), [word, one]);
  const meantBy = ({ stem: one, word, number }: Token): string => {
    if (number !== undefined || wanted.has(one) || others.has(one)) return one;
    // The first letter is right in nearly every slip, and tells increase from decrease.
    const near = byLetter.get(one.slice(0, 1)) ?? [];
    for (let slips = 1; slips <= slipsAllowed(word.length); slips += 1) {
      const found = near.find(([other, root]) => within(word, other, slips) || within(one, root, slips));
      if (found !== undefined) return found[1];
    }
    return one;
  };
  const beginnings = new Set([...wanted].map((word) => word.slice(0, 5)));
  return {
    joined(word) {
      if (!beginnings.has(word.slice(0, 5))) return undefined;
      const joined = stem(word);
      return wanted.has(joined) ? joined : undefined;
    },
    meant(tokens) {
      const seen = new Map<string, string>();
      return tokens.map((token) => {
        const found = seen.get(token.word) ?? meantBy(token);
        seen.set(token.word, found);
        return found;
      });
    },
  };
}
