import { awayRounds } from '../core/away.ts';
import type { Feed, FeedId, MemberId } from '../core/feed.ts';
import type { Outcome } from '../core/outcome.ts';
import { phaseAt, type Round } from '../core/round.ts';
import { type Streak, streakOf } from '../core/streak.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';
import type { Profile } from './ports/store.ts';

/** A member's streak in a feed as of now, and as it would be had they missed an open round of it until it closes (ms). */
export async function streakIfMissed(
  context: Context,
  feed: Feed,
  member: MemberId,
  round: { number: number; closes: number },
): Promise<{ streak: Streak; missed: Streak }> {
  const [shared, own] = await readStanding(context, feed.id, member);
  const now = context.clock.now();
  return {
    streak: streakOfMember(shared, own, feed, now),
    missed: streakOfMember(shared, own, feed, now, round),
  };
}

/** A member's streak in a feed, as of now. */
export async function streakFor(context: Context, feed: Feed, member: MemberId): Promise<Streak> {
  const [shared, own] = await readStanding(context, feed.id, member);
  return streakOfMember(shared, own, feed, context.clock.now());
}

async function readStanding(context: Context, feed: FeedId, member: MemberId) {
  const { deeds, members } = context.store;
  const readOwn = async () => {
    const [taken, profile] = await Promise.all([deeds.participation(feed, member), members.profile(member)]);
    return { taken, profile };
  };
  return Promise.all([readFeed(context, feed), readOwn()]);
}

/** What all streaks of a feed are computed from. */
export async function readFeed(context: Context, feed: FeedId) {
  const { rounds } = context.store;
  const [history, newest] = await Promise.all([rounds.history(feed), rounds.newest(feed)]);
  return { history, newest };
}

/**
 * A member's streak from what they took part in and their away dates. `missed`: an open round that is taken as over; its
 * window then reaches to its close (ms), and so into away dates to come.
 */
export function streakOfMember(
  { history, newest }: Awaited<ReturnType<typeof readFeed>>,
  { taken, profile }: { taken: readonly number[]; profile: Profile | undefined },
  feed: Feed,
  now: number,
  missed?: { number: number; closes: number },
): Streak {
  const windows = history.windows.map(([number, from, to]) => {
    const end = number === missed?.number ? missed.closes : now;
    return [number, from, to ?? end] as const;
  });
  const open = openNumbers(newest, history.count, now);
  if (missed !== undefined) open.delete(missed.number);
  return streakOf({
    count: history.count,
    taken: new Set(taken),
    voided: new Set(history.voided),
    excused: new Set(history.excused),
    away: awayRounds(windows, profile?.away ?? [], profile?.zone ?? feed.rule.zone),
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
  const [feed, [shared, own]] = await Promise.all([
    context.store.feeds.get(round.feed),
    readStanding(context, round.feed, member),
  ]);
  if (taking) own.taken.push(round.number);
  return feed && streakOfMember(shared, own, feed, context.clock.now());
}

/** `/viva streak`: of this channel's feeds; in a DM, or where there is none, all of the member's. */
export async function showStreak(context: Context, exchange: Exchange, why: boolean): Promise<Outcome> {
  const { member, space } = exchange.caller;
  const here =
    exchange.place.kind === 'dm' ? [] : await context.store.feeds.inChannel(space, exchange.place.channel);
  const feeds = here.length > 0 ? here : await allFeedsOf(context, member);
  const all = await Promise.all(
    feeds.map(async (feed) => ({ feed, streak: await streakFor(context, feed, member) })),
  );
  // Of a feed in which they had extra rounds alone there is nothing to tell.
  const streaks = here.length > 0 ? all : all.filter(({ streak }) => streak.steps.length > 0);
  return why ? { kind: 'why', streaks } : { kind: 'streaks', streaks, here: here.length > 0 };
}

async function allFeedsOf(context: Context, member: MemberId): Promise<Feed[]> {
  const ids = await context.store.deeds.feedsOf(member);
  const feeds = await Promise.all(ids.map((id) => context.store.feeds.get(id)));
  return feeds.filter((feed) => feed !== undefined);
}
