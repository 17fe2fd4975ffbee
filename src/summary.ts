import type { Store } from './app/ports/store.ts';
import type { Connection } from './delivery/keep-connected.ts';

/** What a person at the console wants to know of a Viva that has just become ready. */
export interface Summary {
  questions: number;
  feeds: number;
  /** Of the feeds; undefined where there are too many to look at each. */
  paused: number | undefined;
  /** Servers and workspaces with a feed, personal ones aside; undefined as above. */
  spaces: number | undefined;
  platforms: string[];
  /** Per platform: `connected`, `standby`, `trying`, or why it was given up. Empty without the role gateway. */
  states: Record<string, string>;
  /** The next three posts, soonest first. */
  next: { feed: string; at: number }[];
  storage: string;
  durable: boolean;
}

/** Reading more feeds than this would hold the start up. */
const feedsRead = 2_000;
/** Later than any post. */
const everything = 8_640_000_000_000_000;

/** What the store knows for the summary; with the store away, nothing. */
export async function summariseStore(
  store: Pick<Store, 'feeds' | 'due'>,
): Promise<Pick<Summary, 'feeds' | 'paused' | 'spaces' | 'next'>> {
  try {
    const count = await store.feeds.count();
    const next = await nextPosts(store, 3);
    if (count > feedsRead) return { feeds: count, paused: undefined, spaces: undefined, next };
    const feeds = await store.feeds.some(feedsRead);
    const shared = feeds.filter(({ personal }) => personal === undefined);
    return {
      feeds: count,
      paused: feeds.filter(({ paused }) => paused).length,
      spaces: new Set(shared.map(({ space }) => space)).size,
      next,
    };
  } catch {
    return { feeds: 0, paused: undefined, spaces: undefined, next: [] };
  }
}

/** The next posts that are due, soonest first; a paused feed has none. */
export async function nextPosts(
  store: Pick<Store, 'due'>,
  count: number,
): Promise<{ feed: string; at: number }[]> {
  // Closes of rounds are due too.
  const items = await store.due.list(everything, count * 20);
  return items
    .flatMap((item) => (item.kind === 'post' ? [{ feed: item.feed, at: item.at }] : []))
    .slice(0, count);
}

/** How each platform's connection stands, by the platform's name. */
export function connectionStates(
  names: readonly string[],
  connections: readonly Connection[],
): Record<string, string> {
  const states = connections.map((connection, index) => {
    const state = connection.state();
    return [
      names[index] ?? '',
      state.kind === 'given-up' ? `given up: ${state.trouble.message}` : state.kind,
    ];
  });
  return Object.fromEntries(states);
}
