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

export function isLike({ words, least }: Likeness, { hits }: Heard, same: SameThings): boolean {
  let whole = 0;
  let found = 0;
  for (const { stem, weight, denied } of words) {
    whole += weight;
    const all = [hits.get(stem), ...(same.ofStem.get(stem) ?? []).map(({ thing }) => hits.get(thing))];
    const meant = all
      .flat()
      .some((hit) => hit !== undefined && hit.polarity !== (denied ? 'said' : 'denied'));
    if (meant) found += weight;
  }
  return whole > 0 && found / whole >= least;
}
