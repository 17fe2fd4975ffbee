import type { Token } from './tokens.ts';
import type { Heard, SameThings } from './vocabulary.ts';

/** How much of a key point's own words an answer must have. */
export interface Likeness {
  words: { stem: string; weight: number; denied: boolean }[];
  /** Share of the weight, 0 to 1. */
  least: number;
}

/** Of a key point whose needs its author wrote, only what is nearly its own text counts as like it. */
const leastWithNeeds = 0.8;
const leastWithout = 0.55;

/**
 * A key point's words, weighed: what stands in several of the points, or was told by prompt and hint, says less.
 */
export function likenessOf(
  point: readonly Token[],
  points: readonly (readonly Token[])[],
  told: ReadonlySet<string>,
  hasNeeds: boolean,
): Likeness {
  const stems = new Map(point.map(({ stem, polarity }) => [stem, polarity]));
  const words = [...stems].map(([stem, polarity]) => {
    const others = points.filter((tokens) => tokens.some((token) => token.stem === stem)).length;
    return { stem, weight: (told.has(stem) ? 0.3 : 1) / others, denied: polarity === 'denied' };
  });
  return { words, least: hasNeeds ? leastWithNeeds : leastWithout };
}

/** Whether enough of the words stand together in one place of an answer. */
export function isLike({ words, least }: Likeness, { hits }: Heard, same: SameThings): boolean {
  const enough = least * words.reduce((sum, { weight }) => sum + weight, 0);
  const meant = words.flatMap(({ stem, weight, denied }, word) => {
    const unwanted = denied ? 'said' : 'denied';
    const things = [stem, ...(same.ofStem.get(stem) ?? []).map(({ thing }) => thing)];
    return things
      .flatMap((thing) => hits.get(thing) ?? [])
      .filter(({ polarity }) => polarity !== unwanted)
      .map(({ at }) => ({ at, word, weight }));
  });
  meant.sort((one, other) => one.at - other.at);
  const reach = words.length + elbowRoom;
  /** How often each word stands between `first` and here. */
  const times = words.map(() => 0);
  let found = 0;
  let first = 0;
  for (const { at, word, weight } of meant) {
    if (times[word] === 0) found += weight;
    times[word] = (times[word] ?? 0) + 1;
    for (let left = meant[first]; left !== undefined && left.at < at - reach; left = meant[first]) {
      times[left.word] = (times[left.word] ?? 0) - 1;
      if (times[left.word] === 0) found -= left.weight;
      first += 1;
    }
    if (found >= enough) return true;
  }
  return false;
}

/** So many other words may stand between those of the key point. */
const elbowRoom = 6;
