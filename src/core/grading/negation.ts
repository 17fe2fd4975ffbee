import { stem } from './stem.ts';

/** `said`; `denied` by a "not" before it; `averted` where it is avoided, prevented or removed, which says a bit of both. */
export type Polarity = 'said' | 'averted' | 'denied';

/** So many telling words a negation reaches over at most, unless the part of the sentence ends before. */
const reach = { not: 4, no: 2, averted: 4 };

/** Follows the reach of negations through a text, word by word. */
export function newNegation() {
  let left = 0;
  let polarity: Polarity = 'said';
  /** A word that averts what follows is said itself. */
  let averts = false;
  /** Where the part of the sentence began. */
  let since = 0;
  const begin = (what: Polarity, words: number) => {
    left = words;
    polarity = what;
  };
  return {
    /** A part of a sentence ends. */
    end() {
      left = 0;
      averts = false;
    },
    /** Whether a word has been said, denied or averted. */
    take(): Polarity {
      if (averts) begin('averted', reach.averted);
      else if (left > 0) {
        left -= 1;
        return polarity;
      }
      averts = false;
      return 'said';
    },
    /** Looks at the next word; true where it is a negation, or the end of one, and tells nothing else. */
    hear(word: string, next: string | undefined, told: readonly { polarity: Polarity }[]): boolean {
      if (ends.has(word)) {
        left = 0;
        since = told.length;
        return true;
      }
      if ((word === 'rather' && next === 'than') || (word === 'instead' && next === 'of')) {
        begin('denied', reach.no);
        return true;
      }
      if (negations.has(word)) {
        if (denyNothing.has(next ?? '') || (word === 'no' && noneOfIt.has(next ?? ''))) left = 0;
        else if (reachesNoFurther.has(next ?? '')) begin('denied', 1);
        else begin('denied', word === 'no' || word === 'without' ? reach.no : reach.not);
        // "It does nothing" says something.
        return word !== 'nothing';
      }
      if (averting.has(stem(word))) {
        // "Overflow is avoided": what is averted may stand before.
        const before = /ed$|lost$/.test(word) ? told.slice(Math.max(since, told.length - 2)) : [];
        for (const token of before) if (token.polarity === 'said') token.polarity = 'averted';
        averts = left === 0;
      }
      return false;
    },
  };
}

const ends = new Set(
  'but because so since while whereas and which if when until unless although though hence therefore'.split(
    ' ',
  ),
);
const negations = new Set(
  'not no never without neither nor none nothing nobody hardly barely scarcely nowhere'.split(' '),
);
/** Not only, no matter, no doubt: these deny nothing. */
const denyNothing = new Set('only merely simply necessarily just'.split(' '));
/** It does not matter how many: that there are many is not denied. */
const reachesNoFurther = new Set('matter care'.split(' '));
const noneOfIt = new Set('matter doubt wonder surprise'.split(' '));
const averting = new Set(
  `avoid prevent stop remove eliminate lose lack cancel preserve protect guard forbid bar kill stall avert fewer less
  little few impossible drop`
    .split(/\s+/)
    .map(stem),
);
