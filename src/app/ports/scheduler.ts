import type { Schedule } from '../../core/practice/card.ts';

/** When a card comes again. */
export interface Scheduler {
  /** Read in at the first use, so that a start does not wait for it. */
  load(): Promise<Schedule>;
}
