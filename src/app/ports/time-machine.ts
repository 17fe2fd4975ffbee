import type { TravelRefusal } from '../../core/words/travel.ts';

/** Viva's time, for those who show it. Instants are milliseconds since the epoch. */
export interface TimeView {
  now: number;
  /** When the next post of a feed is due; undefined when none is. */
  next: number | undefined;
  /** Whether one can jump to it. */
  travels: boolean;
}

/** Shows Viva's time, and jumps to the next post where no platform's clock is to be kept in step with. */
export interface TimeMachine {
  /** Rejects with `StoreAway`. */
  view(): Promise<TimeView>;
  /**
   * Jumps to the next post of a feed and resolves once that was handed to the queue. The same `id` again does nothing.
   * Jumps go one after the other. Rejects with `StoreAway`; time is then where the jump had come to.
   */
  travel(id: string): Promise<'arrived' | TravelRefusal>;
  /** Looks whether the next post is another than the one told last, and tells those who watch. Never rejects. */
  look(): Promise<void>;
  watch(listener: (time: TimeView) => void): void;
}
