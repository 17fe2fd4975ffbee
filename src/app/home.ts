import type { Feed, MemberId } from '../core/feed.ts';
import type { Outcome } from '../core/outcome.ts';
import { addressOf, type Context } from './context.ts';
import { feedNow } from './feed-now.ts';
import type { Exchange } from './ports/platform.ts';
import { streakFor } from './standing.ts';

/** A member's own page: the open rounds of their channels, their streaks in this space, and what comes next. */
export async function home(context: Context, exchange: Exchange): Promise<Outcome> {
  const { member, space } = exchange.caller;
  const { feeds, deeds } = context.store;
  const [all, taken] = await Promise.all([feeds.inSpace(space), deeds.feedsOf(member)]);
  const known = all.filter((feed) => feed.personal === undefined || feed.personal === member);
  const mine = known.filter((feed) => taken.includes(feed.id));
  const visible = await visibleOf(context, known, mine, member);
  const [now, streaks] = await Promise.all([
    Promise.all(visible.map((feed) => feedNow(context, feed, member))),
    Promise.all(mine.map(async (feed) => ({ feed, streak: await streakFor(context, feed, member) }))),
  ]);
  const begun = streaks.filter(({ streak }) => streak.steps.length > 0);
  return { kind: 'home', feeds: now, streaks: begun };
}

/** The feeds of channels that the member can see; each channel is asked about once. */
async function visibleOf(
  context: Context,
  feeds: readonly Feed[],
  mine: readonly Feed[],
  member: MemberId,
): Promise<Feed[]> {
  const asked = new Map<string, Promise<boolean>>();
  const sees = (feed: Feed): Promise<boolean> => {
    const known = asked.get(feed.channel) ?? asks(context, feed, mine, member);
    asked.set(feed.channel, known);
    return known;
  };
  const seen = await Promise.all(feeds.map(sees));
  return feeds.filter((_, index) => seen[index]);
}

async function asks(context: Context, feed: Feed, mine: readonly Feed[], member: MemberId): Promise<boolean> {
  if (feed.personal === member) return true;
  try {
    return (await context.platforms.get(feed.platform)?.canSee(member, addressOf(feed))) ?? false;
  } catch {
    // The platform does not say: where they took part they were, so that much is shown.
    return mine.some(({ channel }) => channel === feed.channel);
  }
}
