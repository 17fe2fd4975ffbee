import type { KeyValue } from '../../app/ports/system.ts';
import { shelf } from './register.ts';

/** What only a connected Viva gets to know, noted for `viva doctor`. */
export const elsewhereKey = 'answered-elsewhere';

/** Interactions that another process had acknowledged before this one tried, since it was started. */
export interface AnsweredElsewhere {
  at: number;
  count: number;
}

/** The store is not written to for each. */
const noteEvery = 10_000;

export interface ElsewhereNotes {
  /** Somebody else acknowledged this interaction. One that this process had before is its own repetition. */
  answered(interaction: string): void;
  seen(interaction: string): void;
  /** At the start: what was noted before says nothing any more. */
  forget(): void;
}

/**
 * Two Vivas with one token on two stores are both connected, since no lease is between them, and race for each click.
 * The one that comes too late notices.
 */
export function elsewhereNotes(keyValue: KeyValue, now: () => number): ElsewhereNotes {
  const own = new Set<string>();
  let count = 0;
  let noted = Number.NEGATIVE_INFINITY;
  return {
    seen(interaction) {
      own.add(interaction);
      if (own.size > 1_000) for (const oldest of [...own].slice(0, 500)) own.delete(oldest);
    },
    answered(interaction) {
      if (own.has(interaction)) return;
      count += 1;
      const at = now();
      if (count > 2 && at - noted < noteEvery) return;
      noted = at;
      const note: AnsweredElsewhere = { at, count };
      void keyValue.put(shelf, elsewhereKey, JSON.stringify(note)).catch(() => {});
    },
    forget() {
      count = 0;
      void keyValue.drop(shelf, elsewhereKey).catch(() => {});
    },
  };
}
