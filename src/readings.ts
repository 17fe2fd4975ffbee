import type { Context } from './app/context.ts';
import type { OpenQueue } from './delivery/queue.ts';
import type { Readings } from './ops/metrics.ts';

/** What metrics ask for when they are read. `states`: of each platform that this process connects to. */
export function readingsOf(
  { store, clock, platforms }: Context,
  queue: OpenQueue,
  states: () => Record<string, string>,
): Readings {
  return {
    queue: queue.depth,
    backlog: () => store.due.backlog(clock.now()),
    feeds: store.feeds.count,
    connections: () =>
      Object.entries(states()).map(([platform, state]) => ({
        platform,
        connected: state === 'connected' && platforms.get(platform)?.reachable() === true,
        standby: state === 'standby',
      })),
  };
}
