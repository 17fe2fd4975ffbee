import type { Needs, Wanted, WantedPhrase } from './needs.ts';
import type { Polarity } from './negation.ts';
import { sameNumber } from './numbers.ts';
import type { Heard, Hit, SameThings } from './vocabulary.ts';

/** A phrase of n words may be spread over so many words more. */
const slack = 3;
/** Two words alone are found together by chance more easily. */
const slackOfTwo = 2;
/** The groups of a key point have to be met within so many telling words. */
const passage = 24;
/** A text that says one thing over and over is not followed through all its pairings. */
const mostSpans = 200;

/** Whether an answer says all that a key point needs, in one passage. */
export function areMet(needs: Needs, heard: Heard, same: SameThings): boolean {
  const groups: Map<number, number>[] = [];
  for (const phrases of needs) {
    const spans = new Map<number, number>();
    for (const phrase of phrases) {
      for (const { from, to } of spansOf(phrase, heard, same)) {
        spans.set(from, Math.min(to, spans.get(from) ?? to));
      }
    }
    if (spans.size === 0) return false;
    groups.push(spans);
  }
  return groups.length > 0 && areTogether(groups);
}

/** Whether one span of each group can be chosen so that all lie in one passage; spans by where they begin. */
function areTogether(groups: readonly Map<number, number>[]): boolean {
  if (groups.length === 1) return true;
  const starts = new Set(groups.flatMap((spans) => [...spans.keys()]));
  return [...starts].some((start) =>
    groups.every((spans) => {
      for (let from = start; from <= start + passage; from += 1) {
        if ((spans.get(from) ?? Number.POSITIVE_INFINITY) <= start + passage) return true;
      }
      return false;
    }),
  );
}

interface Span {
  from: number;
  to: number;
  /** The places of the words so far: no word of an answer stands for two of a phrase. */
  used: number[];
}

function spansOf(phrase: WantedPhrase, heard: Heard, same: SameThings): Span[] {
  const most = phrase.length - 1 + (phrase.length === 2 ? slackOfTwo : slack);
  let spans: Span[] = [{ from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY, used: [] }];
  for (const wanted of phrase) {
    const places = placesOf(wanted, heard, same);
    const wider: Span[] = [];
    for (const { from, to, used } of spans) {
      for (const at of places) {
        if (wider.length === mostSpans) break;
        if (at < to - most || at > from + most) continue;
        const span = { from: Math.min(from, at), to: Math.max(to, at), used: [...used, at] };
        if (span.to - span.from <= most && !used.includes(at)) wider.push(span);
      }
    }
    if (wider.length === 0) return [];
    spans = wider;
  }
  return spans;
}

/** Where a word is said: itself, what says the same, or a number that is the same. */
function placesOf(wanted: Wanted, heard: Heard, same: SameThings): number[] {
  const { stem, number, denied } = wanted;
  const before = heard.places.get(wanted);
  if (before !== undefined) return before;
  const places = new Set<number>();
  const take = (found: readonly Hit[] | undefined, unwanted: Polarity) => {
    for (const { at, polarity } of found ?? []) if (polarity !== unwanted) places.add(at);
  };
  take(heard.hits.get(stem), denied ? 'said' : 'denied');
  for (const { thing, denied: reversed } of same.ofStem.get(stem) ?? []) {
    take(heard.hits.get(thing), denied === reversed ? 'denied' : 'said');
  }
  if (number !== undefined) {
    for (const { written, hits } of heard.numbers) {
      if (sameNumber(number, written)) take(hits, denied ? 'said' : 'denied');
    }
  }
  const found = [...places].sort((one, other) => one - other);
  heard.places.set(wanted, found);
  return found;
}
