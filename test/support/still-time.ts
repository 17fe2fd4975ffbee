import type { TimeMachine } from '../../src/app/ports/time-machine.ts';

/** Time that nobody moves, with no post to come: for tests of the local page that are about something else. */
export function stillTime(now: () => number): TimeMachine {
  return {
    view: async () => ({ now: now(), next: undefined, travels: false }),
    travel: async () => 'no-machine',
    look: async () => {},
    watch() {},
  };
}
