/**
 * The families of keys: the first word behind the prefix. Everything is backed up but what is transient; a test holds
 * both lists against the keys that are built and found, so that a family added later is not forgotten.
 */
export const keptFamilies = [
  'answers',
  'beats',
  'board',
  'channel',
  'content',
  'deck',
  'deeds',
  'due',
  'excused',
  'feed',
  'feeds',
  'forgotten',
  'flags',
  'hidden',
  'joinable',
  'ledger',
  'member',
  'milestones',
  'names',
  'newest',
  'notes',
  'open',
  'own',
  'practice',
  'resolved',
  'round',
  'rounds',
  'shelf',
  'space',
  'streaks',
  'tally',
  'took',
  'tries',
  'unfinished',
  'voided',
  'windows',
] as const;

/** What a backup leaves out, and why nothing is lost by that. */
export const transientFamilies: Readonly<Record<string, string>> = {
  lease: 'who works on what just now: over within a minute, and never true of another process',
  once: 'which deeds were answered already: a repetition merges into the same facts',
  presence: 'which processes run just now: each says so again within half a minute',
  q: 'the queue: made anew from what is due and from the unfinished rounds',
  restoring: 'the mark of a restore that is not done',
};

/** The family of a key without its prefix. */
export function familyOf(key: string): string {
  return key.split(':', 1)[0] ?? '';
}

export function isTransient(key: string): boolean {
  return Object.hasOwn(transientFamilies, familyOf(key));
}
