import type { Clock, KeyValue } from './ports/system.ts';

/** The machine's clock, and how far Viva's time is ahead of it. */
export interface MovableClock extends Clock {
  /** How far, ms. */
  ahead(): number;
  /** Goes to `offset` ms ahead of the machine's clock; never back. */
  moveTo(offset: number): void;
  /** The least offset of whole minutes at which it is `at` or later: the minute's tick so still meets the minute. */
  offsetFor(at: number): number;
}

const minute = 60_000;

export function createMovableClock(machine: Clock): MovableClock {
  let ahead = 0;
  const now = () => machine.now() + ahead;
  return {
    now,
    ahead: () => ahead,
    moveTo: (offset) => {
      if (offset > ahead) ahead = offset;
    },
    offsetFor: (at) => ahead + Math.max(0, Math.ceil((at - now()) / minute)) * minute,
  };
}

const shelf = 'time-machine';
const key = 'offset';

/** Keeps the offset, so that time does not run backwards when Viva starts again. */
export async function keepOffset(keyValue: KeyValue, offset: number): Promise<void> {
  await keyValue.put(shelf, key, String(offset));
}

/** Goes to where an earlier process, or another one on the same store, has jumped. */
export async function catchUp(keyValue: KeyValue, clock: MovableClock): Promise<void> {
  clock.moveTo(Number((await keyValue.get(shelf, key)) ?? 0));
}
