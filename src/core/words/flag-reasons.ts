import type { FlagReason } from '../flag.ts';

/** What may be wrong, as one chooses it and as managers read it. */
export const reasonLabels: Record<FlagReason, string> = {
  fact: 'A fact is wrong',
  prompt: 'The question is unclear',
  choices: 'More than one choice is right',
  typo: 'A slip of the pen',
  other: 'Something else',
};
