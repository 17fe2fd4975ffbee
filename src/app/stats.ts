import { boardName } from '../core/board.ts';
import type { FeedId, MemberId } from '../core/feed.ts';
import type { Outcome } from '../core/outcome.ts';
import { accuracy, activity, together } from '../core/stats.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';
import { streakFor } from './standing.ts';

/** `/viva stats`: a member's last year over all their feeds, and how they do by topic, beside the others of the space. */
export async function showStats(context: Context, exchange: Exchange): Promise<Outcome> {
  const { store } = context;
  const { member, space, name } = exchange.caller;
  const ids = await store.deeds.feedsOf(member);
  // A Discord DM is a space of its own, where nobody is to be held against.
  const isAlone = space.includes(':@');
  const [feeds, profile, own, others, dates] = await Promise.all([
    store.feeds.many(ids),
    store.members.profile(member),
    store.boards.tallyOf(member),
    isAlone ? new Map() : store.boards.tallyIn(space),
    Promise.all(ids.map((feed) => datesIn(context, feed, member))),
  ]);
  const streaks = await Promise.all([...feeds.values()].map((feed) => streakFor(context, feed, member)));
  const [first] = feeds.values();
  const zone = profile.zone ?? exchange.caller.zone ?? first?.rule.zone ?? 'UTC';
  const tried = isAlone ? together(own.values()) : (own.get(space) ?? new Map());
  return {
    kind: 'stats',
    stats: {
      kind: 'stats',
      name: boardName(name),
      currentStreak: Math.max(0, ...streaks.map(({ current }) => current)),
      bestStreak: Math.max(0, ...streaks.map(({ best }) => best)),
      ...activity(dates.flat(), exchange.at, zone),
      topics: accuracy(tried, others),
    },
  };
}

/** When the rounds that a member took part in had opened; of removed feeds too. */
async function datesIn(context: Context, feed: FeedId, member: MemberId): Promise<number[]> {
  const { rounds, deeds } = context.store;
  const [history, taken] = await Promise.all([rounds.history(feed), deeds.participation(feed, member)]);
  const counted = new Set(taken);
  for (const number of history.voided) counted.delete(number);
  return history.windows.flatMap(([number, openedAt]) => (counted.has(number) ? [openedAt] : []));
}
