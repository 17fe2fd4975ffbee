import { type BoardKind, placed, placesShown, windowAt } from '../core/board.ts';
import type { Feed } from '../core/feed.ts';
import { type BoardLine, type BoardShown, type Outcome, refused } from '../core/outcome.ts';
import { addressOf, type Context } from './context.ts';
import type { BoardRead } from './ports/boards.ts';
import type { Exchange } from './ports/platform.ts';
import { readStreakBoard } from './streak-board.ts';

/** So many feeds can be turned to from a board: with the space's they fill a row of buttons. */
const feedsOffered = 4;

/**
 * `/viva board`: points of this week, unless another board is asked for, of this channel's feed, else of the whole space.
 * In a direct message: of the feeds that the person takes part in. `of` may come from a button, so it is not trusted.
 */
export async function showBoard(
  context: Context,
  exchange: Exchange,
  board: BoardKind = 'week',
  of?: string,
): Promise<Outcome> {
  const { space, member } = exchange.caller;
  const wanted = of === undefined || of === 'here' || of === 'space' ? undefined : of;
  const feeds = await feedsFor(context, exchange, wanted);
  if (wanted !== undefined && !feeds.some(({ id }) => id === wanted))
    return refused({ kind: 'misunderstood', problem: { kind: 'stale-button' } });
  // A Discord DM is a space of its own, in which nobody else ever is.
  const hasSpace = !space.includes(':@');
  const isSpace = of === 'space' && hasSpace && board !== 'streaks';
  const feed = isSpace ? undefined : (feeds.find(({ id }) => id === wanted) ?? feeds[0]);
  const [profile, elsewhere] = await Promise.all([
    context.store.members.profile(member),
    feed === undefined && feeds.length === 0 ? context.store.feeds.inSpace(space) : [],
  ]);
  // Weeks and months are those of the feed; a space has no zone of its own, so its first feed's stands for it.
  const zone = (feed ?? feeds[0] ?? elsewhere[0])?.rule.zone ?? profile.zone ?? exchange.caller.zone ?? 'UTC';
  const window = board === 'streaks' ? undefined : windowAt(board, exchange.at, zone);
  const limit = placesShown;
  const at = { space: feed?.space ?? space, reader: member, limit };
  const read =
    window !== undefined
      ? await context.store.boards.points({ ...at, scope: feed?.id ?? space, window: window.name })
      : feed && (await readStreakBoard(context, feed, at));
  return {
    kind: 'board',
    board,
    feed,
    feeds: feeds.slice(0, feedsOffered),
    space: hasSpace,
    ...linesOf(read ?? { rows: [], own: undefined, total: 0 }, exchange),
    endsAt: window?.endsAt,
    zone: profile.zone ?? exchange.caller.zone ?? zone,
  };
}

function linesOf(read: BoardRead, exchange: Exchange): Pick<BoardShown, 'rows' | 'own' | 'hidden' | 'total'> {
  const { member, name } = exchange.caller;
  const rows = placed(read.rows).map(
    ({ place, row }): BoardLine => ({ place, ...row, own: row.member === member }),
  );
  const { own } = read;
  const line = own && { place: own.above + 1, member, name, value: own.value, own: true };
  const isShown = rows.some((row) => row.own);
  const shared = { hidden: own?.hidden ?? false, total: read.total };
  if (line === undefined || isShown) return { rows, own: undefined, ...shared };
  return { rows, own: line, ...shared };
}

/** The feeds whose boards the person may see from here, the one of this place first. */
async function feedsFor(context: Context, exchange: Exchange, wanted: string | undefined): Promise<Feed[]> {
  const { feeds, deeds } = context.store;
  const { member, space } = exchange.caller;
  const inDm = exchange.place.kind === 'dm';
  const [here, named, taken] = await Promise.all([
    feeds.inChannel(space, exchange.place.channel),
    wanted === undefined ? undefined : feeds.get(wanted),
    inDm ? deeds.feedsOf(member) : [],
  ]);
  const mine = [...(await feeds.many(taken)).values()];
  const others = [...mine, ...(named ? [named] : [])].filter(
    (feed, index, all) =>
      !here.some(({ id }) => id === feed.id) && all.findIndex(({ id }) => id === feed.id) === index,
  );
  const visible = await Promise.all(others.map((feed) => isVisible(context, exchange, feed)));
  const own = here.filter(({ personal }) => personal === undefined || personal === member);
  const [first, ...rest] = [...own, ...others.filter((_, index) => visible[index])];
  if (named === undefined || first === undefined) return first === undefined ? [] : [first, ...rest];
  // What was asked for stays among those that can be turned to.
  const all = [first, ...rest];
  const index = all.findIndex(({ id }) => id === named.id);
  return index < feedsOffered ? all : [named, ...all.filter(({ id }) => id !== named.id)];
}

async function isVisible(context: Context, { caller }: Exchange, feed: Feed): Promise<boolean> {
  if (feed.personal !== undefined) return feed.personal === caller.member;
  try {
    return (await context.platforms.get(feed.platform)?.canSee(caller.member, addressOf(feed))) ?? false;
  } catch {
    // Names and points of a channel are not told to somebody who may not be in it.
    return false;
  }
}
