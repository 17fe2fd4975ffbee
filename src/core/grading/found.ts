import type { Needs, Wanted, WantedPhrase } from './needs.ts';
import { sameNumber } from './numbers.ts';
import type { Heard, Hit, SameThings } from './vocabulary.ts';

/** Where a phrase was found, in places of tokens. */
interface Span {
  from: number;
  to: number;
}

/** A phrase of n words may be spread over so many words more. */
const slack = 2;
/** The groups of a key point have to be met within so many telling words. */
const passage = 24;

export function areMet(needs: Needs, heard: Heard, same: SameThings): boolean {
  if (needs.length === 0) return false;
  const groups: Span[][] = [];
  for (const phrases of needs) {
    const spans = phrases.flatMap((phrase) => spansOf(phrase, heard, same));
    if (spans.length === 0) return false;
    groups.push(spans);
  }
  return areTogether(groups, passage);
}

/** A text that says one thing over and over is not followed through all its pairings. */
const mostSpans = 200;

/** Whether one span of each group can be chosen so that all lie within `most` tokens. */
function areTogether(groups: readonly Span[][], most: number): boolean {
  const starts = groups.flat().map(({ from }) => from);
  return starts.some((from) =>
    groups.every((spans) => spans.some((span) => span.from >= from && span.to <= from + most)),
  );
}

function spansOf(phrase: WantedPhrase, heard: Heard, same: SameThings): Span[] {
  const most = phrase.length - 1 + slack;
  let spans: (Span & { used: number[] })[] = [{ from: Number.POSITIVE_INFINITY, to: 0, used: [] }];
  for (const wanted of phrase) {
    const places = placesOf(wanted, heard, same);
    spans = spans.flatMap(({ from, to, used }) =>
      places.flatMap((at) => {
        const wider = { from: Math.min(from, at), to: Math.max(to, at), used: [...used, at] };
        // No word of an answer stands for two of a phrase.
        return used.includes(at) || wider.to - wider.from > most ? [] : [wider];
      }),
    );
    if (spans.length > mostSpans) spans = spans.slice(0, mostSpans);
  }
  return spans;
}

/** Where a word is said: itself, what says the same, or a number that is the same. */
function placesOf({ stem, number, denied }: Wanted, { hits, tokens }: Heard, same: SameThings): number[] {
  const places = new Set<number>();
  const take = (found: readonly Hit[] | undefined, reversed: boolean) => {
    for (const { at, polarity } of found ?? []) {
      const unwanted = denied === reversed ? 'denied' : 'said';
      if (polarity !== unwanted) places.add(at);
    }
  };
  take(hits.get(stem), false);
  for (const { thing, denied: reversed } of same.ofStem.get(stem) ?? []) take(hits.get(thing), reversed);
  if (number !== undefined) {
    take(
      tokens.filter((token) => token.number !== undefined && sameNumber(number, token.number)),
      false,
    );
  }
  return [...places];
}
