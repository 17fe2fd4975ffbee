import type { Clock } from '../app/ports/system.ts';
import type { Connection } from './connection.ts';
import type { Keys } from './keys.ts';
import type { RunScript } from './scripts.ts';

/** What every repository works with. */
export interface Room {
  ask: Connection['ask'];
  run: RunScript;
  keys: Keys;
  clock: Clock;
}
