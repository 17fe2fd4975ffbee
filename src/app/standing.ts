import { awayRounds } from '../core/away.ts';
import type { Feed, MemberId } from '../core/feed.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import { phaseAt, type Round } from '../core/round.ts';
import { type Streak, streakOf } from '../core/streak.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';

/** A member's streak in a feed, as of now. */
export async function streakFor(context: Context, feed: Feed, member: MemberId): Promise<Streak> {
  const [history, taken, profile, newest] = await Promise.all([
    context.store.rounds.history(feed.id),
    context.store.deeds.participation(feed.id, member),
    context.store.members.profile(member),
    context.store.rounds.newest(feed.id),
  ]);
  const zone = profile.zone ?? feed.rule.zone;
  const phase = newest && phaseAt(newest, context.clock.now());
  // A round being sent is committed and numbered, but nobody has missed it yet.
  const sending = history.count > (newest?.number ?? 0);
  return streakOf({
    count: history.count,
    taken: new Set(taken),
    voided: new Set(history.voided),
    excused: new Set(history.excused),
    away: profile.away.length === 0 ? new Set() : awayRounds(history.windows, profile.away, zone),
    newestIsOpen: sending || phase === 'posting' || phase === 'open' || phase === 'late',
  });
}

/** The streak of the feed that a round belongs to; undefined for an extra round, which has none. */
export async function streakIn(
  context: Context,
  round: Round,
  member: MemberId,
): Promise<Streak | undefined> {
  if (round.number === undefined) return undefined;
  const feed = await context.store.feeds.get(round.feed);
  return feed && streakFor(context, feed, member);
}

/** `/viva streak`: of this channel's feeds; in a DM, or where there is none, all of the member's. */
export async function showStreak(context: Context, exchange: Exchange, why: boolean): Promise<Outcome> {
  const { member, space } = exchange.caller;
  const here =
    exchange.place.kind === 'dm' ? [] : await context.store.feeds.inChannel(space, exchange.place.channel);
  const feeds = here.length > 0 ? here : await allFeedsOf(context, member);
  const streaks = await Promise.all(
    feeds.map(async (feed) => ({ feed, streak: await streakFor(context, feed, member) })),
  );
  if (!why) return { kind: 'streaks', streaks, here: here.length > 0 };
  const longest = streaks.sort((a, b) => b.streak.steps.length - a.streak.steps.length)[0];
  if (longest === undefined) return refused({ kind: 'no-feed-here' });
  return { kind: 'why', feed: longest.feed, streak: longest.streak };
}

async function allFeedsOf(context: Context, member: MemberId): Promise<Feed[]> {
  const ids = await context.store.deeds.feedsOf(member);
  const feeds = await Promise.all(ids.map((id) => context.store.feeds.get(id)));
  return feeds.filter((feed) => feed !== undefined);
}
