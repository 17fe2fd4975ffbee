import type { Written } from './numbers.ts';
import { readTokens } from './tokens.ts';

/** A word or number that a phrase asks for. */
export interface Wanted {
  stem: string;
  number: Written | undefined;
  /** The phrase has a "not" before it. */
  denied: boolean;
}

/** Words that have to stand near each other, in any order. */
export type WantedPhrase = Wanted[];

/** What a key point needs: of each group, one of its phrases. */
export type Needs = WantedPhrase[][];

/** The same for what is found in the same places. */
export function keyOf({ stem, number, denied }: Wanted): string {
  return `${denied} ${stem} ${number?.value} ${number?.unit}`;
}

/**
 * Reads phrases of which one will do, each also with what says the same in this question. What several phrases want is
 * one object, found in `known`, so that an answer is searched for it once.
 */
export function readGroup(
  group: readonly string[],
  synonyms: readonly (readonly string[])[] = [],
  known = new Map<string, Wanted>(),
): WantedPhrase[] {
  return group
    .flatMap((phrase) => saidOtherwise(phrase, synonyms))
    .map((phrase) =>
      readPhrase(phrase).map((wanted) => {
        const key = keyOf(wanted);
        const there = known.get(key) ?? wanted;
        known.set(key, there);
        return there;
      }),
    )
    .filter((phrase) => phrase.length > 0);
}

/** `kv cache quarter` → the same, and `cached keys and values quarter`. */
function saidOtherwise(phrase: string, synonyms: readonly (readonly string[])[]): string[] {
  const within = (way: string) => ` ${phrase.trim().toLowerCase()} `.includes(` ${way.toLowerCase()} `);
  const others = synonyms.flatMap((ways) =>
    ways
      .filter(within)
      .flatMap((way) =>
        ways
          .filter((one) => one !== way)
          .map((one) => phrase.replace(new RegExp(escaped(way), 'i'), () => one)),
      ),
  );
  return [phrase, ...others];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

export function readPhrase(text: string): WantedPhrase {
  const wanted: Wanted[] = [];
  let place = -1;
  for (const { word, stem, number, at, polarity } of readTokens(text)) {
    const last = wanted.at(-1);
    if (number !== undefined && word.includes('/')) wanted.splice(-3, 3);
    // Of a number in words, either form will do.
    else if (number !== undefined && at === place && last !== undefined) {
      last.number = number;
      continue;
    }
    place = at;
    wanted.push({ stem, number, denied: polarity === 'denied' });
  }
  return wanted.flatMap((one, index) => {
    // `1/n`, one over n, the inverse of n.
    if (one.number?.value === 1 && wanted[index + 1]?.stem === 'over') return [];
    const inverse = one.stem === 'over' && wanted[index - 1]?.number?.value === 1;
    return inverse ? [{ ...one, stem: 'invers' }] : [one];
  });
}
