import { awayRounds } from '../core/away.ts';
import type { Feed, FeedId, MemberId } from '../core/feed.ts';
import type { Outcome } from '../core/outcome.ts';
import { phaseAt, type Round } from '../core/round.ts';
import { type Streak, streakOf } from '../core/streak.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';

/** A member's streak in a feed as of now, and as it would be had they missed an open round of it until it closes (ms). */
export async function streakIfMissed(
  context: Context,
  feed: Feed,
  member: MemberId,
  round: { number: number; closes: number },
): Promise<{ streak: Streak; missed: Streak }> {
  const standing = await readStanding(context, feed.id, member);
  const now = context.clock.now();
  return { streak: streakFrom(standing, feed, now), missed: streakFrom(standing, feed, now, round) };
}

/** A member's streak in a feed, as of now. */
export async function streakFor(context: Context, feed: Feed, member: MemberId): Promise<Streak> {
  return streakFrom(await readStanding(context, feed.id, member), feed, context.clock.now());
}

async function readStanding(context: Context, feed: FeedId, member: MemberId) {
  const [history, taken, profile, newest] = await Promise.all([
    context.store.rounds.history(feed),
    context.store.deeds.participation(feed, member),
    context.store.members.profile(member),
    context.store.rounds.newest(feed),
  ]);
  return { history, taken: new Set(taken), profile, newest };
}

/** `missed`: an open round that is taken as over: its window then reaches to its close, and so into away dates to come. */
function streakFrom(
  standing: Awaited<ReturnType<typeof readStanding>>,
  feed: Feed,
  now: number,
  missed?: { number: number; closes: number },
): Streak {
  const { history, taken, profile, newest } = standing;
  const windows = history.windows.map(([number, from, to]) => {
    const end = number === missed?.number ? missed.closes : now;
    return [number, from, to ?? end] as const;
  });
  const open = openNumbers(newest, history.count, now);
  if (missed !== undefined) open.delete(missed.number);
  return streakOf({
    count: history.count,
    taken,
    voided: new Set(history.voided),
    excused: new Set(history.excused),
    away: awayRounds(windows, profile.away, profile.zone ?? feed.rule.zone),
    open,
  });
}

/** The newest round that was sent, while it can be joined, and those after it, which are still being sent. */
function openNumbers(newest: Round | undefined, count: number, now: number): Set<number> {
  const sent = newest?.number ?? 0;
  const phase = newest && phaseAt(newest, now);
  const from = phase === undefined || phase === 'over' || phase === 'void' ? sent + 1 : sent;
  return new Set(Array.from({ length: Math.max(0, count - from + 1) }, (_, index) => from + index));
}

/**
 * The streak of the feed that a round belongs to; undefined for an extra round, which has none. `taking`: as it is once
 * the member took part in this round, so that it can be read while that is being recorded.
 */
export async function streakIn(
  context: Context,
  round: Round,
  member: MemberId,
  taking: boolean,
): Promise<Streak | undefined> {
  if (round.number === undefined) return undefined;
  const [feed, standing] = await Promise.all([
    context.store.feeds.get(round.feed),
    readStanding(context, round.feed, member),
  ]);
  if (taking) standing.taken.add(round.number);
  return feed && streakFrom(standing, feed, context.clock.now());
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
  return why ? { kind: 'why', streaks } : { kind: 'streaks', streaks, here: here.length > 0 };
}

async function allFeedsOf(context: Context, member: MemberId): Promise<Feed[]> {
  const ids = await context.store.deeds.feedsOf(member);
  const feeds = await Promise.all(ids.map((id) => context.store.feeds.get(id)));
  return feeds.filter((feed) => feed !== undefined);
}
