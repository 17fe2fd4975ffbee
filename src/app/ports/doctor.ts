import type { Feed } from '../../core/feed.ts';
import type { KeyValue } from './system.ts';

/** `warn`: Viva runs, but something will hurt one day. `wrong`: something does not work. */
export type Mark = 'well' | 'warn' | 'wrong';

/** One thing that `viva doctor` looked at. No text ever holds a secret. */
export interface Finding {
  /** Names the fault for scripts, and stays the same for ever: `discord-token`. */
  id: string;
  mark: Mark;
  text: string;
  /** How to put it right; every `warn` and `wrong` has one. */
  mend?: string;
}

/** What a platform's own doctor is handed besides its settings. */
export interface Examination {
  /** The platform's feeds in channels. */
  feeds: readonly Feed[];
  /** The edges' notes; undefined where the store cannot be asked. */
  keyValue: KeyValue | undefined;
  /** Milliseconds. */
  now: number;
}
