import type { Feed } from '../core/feed.ts';
import type { Round } from '../core/round.ts';
import type { Bank } from './ports/bank.ts';
import type { Meter } from './ports/meter.ts';
import type { Address, Platform } from './ports/platform.ts';
import type { Queue } from './ports/queue.ts';
import type { Scheduler } from './ports/scheduler.ts';
import type { Store } from './ports/store.ts';
import type { Clock, Cron, Log } from './ports/system.ts';
import type { Typesetter } from './ports/typesetter.ts';

/** What the use cases work with; wired once, in the composition root. */
export interface Context {
  store: Store;
  queue: Queue;
  platforms: ReadonlyMap<string, Platform>;
  bank: Bank;
  typesetter: Typesetter;
  clock: Clock;
  cron: Cron;
  scheduler: Scheduler;
  log: Log;
  meter: Meter;
  /** This process, among those on the same store: the owner of its leases. */
  instance: string;
  /** Least time between two posts of a feed, ms. */
  minInterval: number;
  /** How long the words of written answers are kept, ms; 0: not at all. */
  answersKept: number;
  patience: Patience;
}

/** How long things are waited for, ms. */
export interface Patience {
  /** A lease on a round: longer than any request of a platform may last. */
  lease: number;
  /** The age of a slot up to which a first try is sure to be the first. */
  freshSlot: number;
  /** Waits before each further try of a post in doubt; the last one is used from then on. */
  afterDoubt: readonly number[];
  /** When to look for a second post after one that was sent in doubt. */
  verify: number;
}

export const defaultPatience: Patience = {
  lease: 60_000,
  freshSlot: 5_000,
  afterDoubt: [2_000, 5_000, 15_000, 60_000],
  verify: 60_000,
};

export function placeOf({ place }: Round): Address {
  return { kind: 'channel', space: place.space, channel: place.channel };
}

export function addressOf(feed: Feed): Address {
  return { kind: 'channel', space: feed.space, channel: feed.channel };
}
