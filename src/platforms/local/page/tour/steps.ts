import type { MessageView } from '../../views.ts';

/** What a first visit leads through, in this order. */
export const steps = ['answer', 'reveal', 'streak'] as const;
export type Step = (typeof steps)[number];

/**
 * How Viva's private answers begin, by the step that they prove: a visitor has done it when Viva says so, and not when
 * some button was pressed. The words stand in `core/words`; a test holds the two together.
 */
const proofs: Record<Step, RegExp> = {
  answer: /^(You (chose [A-H]\.$|had (chosen [A-H]|answered) already)|Your answer (is in|covers))/,
  reveal: /^The answer to /,
  streak: /^Your streak/,
};

/** The steps that these messages prove. */
export function stepsDone(messages: readonly MessageView[]): Step[] {
  const told = messages.filter(({ from }) => from === 'viva').map(({ summary }) => summary ?? '');
  return steps.filter((step) => told.some((words) => proofs[step].test(words)));
}
