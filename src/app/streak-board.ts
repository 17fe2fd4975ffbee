import type { Feed, MemberId } from '../core/feed.ts';
import type { Context } from './context.ts';
import type { BoardRead } from './ports/boards.ts';
import { readFeed, streakOfMember } from './standing.ts';

/** So many members' streaks are looked at for one board; what was put right stays so for the next. */
const lookedAtMost = 200;
const batch = 25;

/**
 * The longest streaks of a feed that run now. What is kept of each member is the streak at their last deed, which can
 * only have become shorter since, unless rounds were taken back or away dates were set: so whoever leads by what is kept
 * is looked at, put right where they stopped, and the next one may lead. Whoever is not known to have more than is kept
 * is found at their next deed, or when they look themselves.
 */
export async function readStreakBoard(
  context: Context,
  feed: Feed,
  at: { space: string; reader: MemberId; limit: number },
): Promise<BoardRead> {
  const { store } = context;
  const shared = await readFeed(context, feed.id);
  const verified = new Set<MemberId>();
  const verify = async (rows: { member: MemberId; value: number }[]) => {
    const members = rows.map(({ member }) => member);
    const [taken, profiles] = await Promise.all([
      store.deeds.participations(feed.id, members),
      store.members.profiles(members),
    ]);
    const changes = rows.map(({ member, value }, index) => {
      verified.add(member);
      const own = { taken: taken[index] ?? [], profile: profiles[index] };
      const to = streakOfMember(shared, own, feed, context.clock.now()).current;
      return { member, from: value, to };
    });
    await store.boards.correctStreaks(
      feed.id,
      changes.filter(({ from, to }) => from !== to),
    );
  };
  const read = (limit: number) => store.boards.streaks({ ...at, feed: feed.id, limit });
  const first = await read(at.limit);
  await verify([{ member: at.reader, value: first.own?.value ?? 0 }]);
  for (;;) {
    const board = await read(at.limit + batch);
    const rows = board.rows.slice(0, at.limit);
    const unseen = board.rows.filter(({ member }) => !verified.has(member));
    const isKnown = rows.every(({ member }) => verified.has(member));
    if (isKnown || verified.size >= lookedAtMost) {
      return { ...board, rows: rows.filter(({ member }) => verified.has(member)) };
    }
    await verify(unseen.slice(0, batch));
  }
}
