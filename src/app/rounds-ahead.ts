import type { Feed, MemberId } from '../core/feed.ts';
import { leastStreak, type Span } from '../core/remind-time.ts';
import { phaseAt, type Round } from '../core/round.ts';
import { addressOf, type Context } from './context.ts';
import { streakIfMissed } from './standing.ts';

/** An open round whose miss would end a member's streak. */
export interface Ending extends Span {
  feed: Feed;
  round: Round;
  /** How many rounds it is long. */
  streak: number;
}

export interface RoundsAhead {
  endings: Ending[];
  /** The next rounds of the feeds that the member takes part in. */
  coming: Span[];
  /** Of the first of these feeds: for members whose own zone is not known. */
  zone: string | undefined;
}

/** A post that came within so long of its slot is on time. */
const onTime = 60_000;

/** What is open and what comes next in the feeds of a member, as far as they may be reminded of it. */
export async function roundsAhead(context: Context, member: MemberId): Promise<RoundsAhead> {
  const { feeds, deeds } = context.store;
  const known = await feeds.many(await deeds.feedsOf(member));
  const live = [...known.values()].filter((feed) => !feed.paused);
  const all = await Promise.all(live.map((feed) => aheadIn(context, feed, member)));
  return {
    endings: all.flatMap(({ ending }) => ending ?? []),
    coming: all.flatMap(({ coming }) => coming ?? []),
    zone: live[0]?.rule.zone,
  };
}

async function aheadIn(
  context: Context,
  feed: Feed,
  member: MemberId,
): Promise<{ ending?: Ending | undefined; coming?: Span | undefined }> {
  const { rounds, feeds, deeds } = context.store;
  const [newest, taken, next] = await Promise.all([
    rounds.newest(feed.id),
    deeds.participation(feed.id, member),
    feeds.nextSlot(feed.id),
  ]);
  const last = taken.at(-1);
  if (newest?.number === undefined || last === undefined) return {};
  const coming = next === undefined ? undefined : spanFrom(context, feed, next);
  const ending =
    last < newest.number && taken.length >= leastStreak
      ? await endingOf(context, feed, member, newest, next)
      : undefined;
  return { ending, coming };
}

/** The round that a slot will bring. */
function spanFrom(context: Context, feed: Feed, slot: number): Span | undefined {
  const next = context.cron.next(feed.rule, slot);
  const own = feed.closeAfter === undefined ? undefined : slot + feed.closeAfter;
  const closes = earlier(own, next);
  return closes === undefined ? undefined : { opens: slot, closes };
}

async function endingOf(
  context: Context,
  feed: Feed,
  member: MemberId,
  round: Round,
  next: number | undefined,
): Promise<Ending | undefined> {
  const closes = earlier(round.closesAt, next);
  const { number, openedAt = round.slot } = round;
  const now = context.clock.now();
  if (closes === undefined || number === undefined || phaseAt(round, now) !== 'open') return undefined;
  const { streak, missed } = await streakIfMissed(context, feed, member, { number, closes });
  if (streak.current < leastStreak || missed.current > 0) return undefined;
  const opens = openedAt - round.slot < onTime ? round.slot : openedAt;
  return { feed, round, streak: streak.current, opens, closes };
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}

/** Those that the member can still see: who left the channel or the server is not called back into it. */
export async function visibleEndings(
  context: Context,
  endings: readonly Ending[],
  member: MemberId,
): Promise<Ending[]> {
  const seen = await Promise.all(
    endings.map(async ({ feed }) => {
      if (feed.personal === member) return true;
      try {
        return (await context.platforms.get(feed.platform)?.canSee(member, addressOf(feed))) ?? false;
      } catch {
        // The platform does not say: they took part there.
        return true;
      }
    }),
  );
  return endings.filter((_, index) => seen[index]);
}
