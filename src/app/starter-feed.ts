import { defaultCatchUp, type Feed, type MemberId, maxFeedsPerSpace, type SpaceId } from '../core/feed.ts';
import { isZone, localTime } from '../core/zone.ts';
import type { Context } from './context.ts';

/** Where the feed goes that a newcomer finds. */
export interface StarterPlace {
  platform: string;
  space: SpaceId;
  channel: string;
  /** Who is told about trouble with it. */
  createdBy: MemberId;
  /** The machine's zone; one that is not known is taken for UTC. */
  zone: string;
}

/** Always the same: two processes that start at once plant one feed. */
const feedId = 'starter1';
const shelf = 'starter-feed';
const leaseName = 'starter-feed';
const leaseFor = 10_000;

/** Its first round is to stay open for a while. */
const longEnough = 2;

/** Daily at nine; at noon where the first round, which comes at once, would be over too soon by that. */
export function starterFeed(place: StarterPlace, now: number): Feed {
  const { platform, space, channel, createdBy } = place;
  const zone = isZone(place.zone) ? place.zone : 'UTC';
  const { hour } = localTime(now, zone);
  const soon = hour < 9 && hour >= 9 - longEnough;
  return {
    id: feedId,
    platform,
    space,
    channel,
    personal: undefined,
    rule: { cron: soon ? '0 12 * * *' : '0 9 * * *', zone },
    filter: {},
    reveal: 'anytime',
    closeAfter: undefined,
    catchUp: defaultCatchUp,
    paused: false,
    createdAt: now,
    createdBy,
  };
}

/**
 * In a place where nothing was ever set up, a daily feed whose first round is due now. It is planted once: who removes
 * it does not get it back. True when it was planted.
 */
export async function plantStarterFeed(context: Context, place: StarterPlace): Promise<boolean> {
  const { store, bank, instance, clock } = context;
  // Without questions its first round would be a failure; it waits for a start with some.
  if (bank.size === 0) return false;
  // Under a lease: a slow process must not bring back what was planted, and removed, while it looked.
  if (!(await store.leases.take(leaseName, instance, leaseFor))) return false;
  try {
    if ((await store.keyValue.get(shelf, place.space)) !== undefined) return false;
    const now = clock.now();
    const fresh =
      (await store.feeds.count()) === 0 &&
      (await store.rounds.newestIn(place.space, place.channel)) === undefined;
    // To the second, as the names of rounds are.
    const firstSlot = Math.floor(now / 1_000) * 1_000;
    if (fresh) await store.feeds.create(starterFeed(place, now), firstSlot, maxFeedsPerSpace);
    await store.keyValue.put(shelf, place.space, String(now));
    return fresh;
  } finally {
    await store.leases.release(leaseName, instance);
  }
}
