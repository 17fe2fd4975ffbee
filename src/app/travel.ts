import { farthestJump, type TravelRefusal } from '../core/words/travel.ts';
import type { Context } from './context.ts';
import { keepOffset, type MovableClock } from './movable-clock.ts';
import type { DueItem } from './ports/store.ts';
import { tick } from './tick.ts';

/** Enough for all that can be due on a local page: its feeds, and the rounds that are open. */
const lookedAt = 1_000;

/** What is due at any time, earliest first. */
async function everythingDue(context: Context): Promise<DueItem[]> {
  return context.store.due.list(Number.MAX_SAFE_INTEGER, lookedAt);
}

/** When the next post of a feed is due; a round's close is no post. */
export async function nextPost(context: Context): Promise<number | undefined> {
  return (await everythingDue(context)).find(({ kind }) => kind === 'post')?.at;
}

/**
 * Moves time to the next post of a feed. What falls due in between has its turn at its own instant, one after the
 * other: a round with `close=8h` closes after eight hours and not when the jump ends, and who is to be reminded is so in
 * between.
 * `settled` resolves once the queue has worked what it was given, with false when that takes too long.
 */
export async function travelToNextPost(
  context: Context,
  clock: MovableClock,
  settled: () => Promise<boolean>,
): Promise<'arrived' | TravelRefusal> {
  if (!(await settled())) return 'busy';
  const goal = await nextPost(context);
  if (goal === undefined) return (await context.store.feeds.count()) > 0 ? 'all-paused' : 'no-feed';
  if (goal - clock.now() > farthestJump) return 'too-far';
  // A close that cannot be shown stays due from minute to minute: one turn within a jump is enough for it.
  const had = new Set<string>();
  for (;;) {
    const due = (await everythingDue(context)).find((item) => item.kind !== 'close' || !had.has(item.round));
    // The feed was removed or paused meanwhile.
    if (due === undefined) return 'arrived';
    await moveOn(context, clock, due.at);
    await tick(context);
    // A close at the moment of the post, or in its minute, had it posted in the same turn.
    if (due.kind === 'post' || clock.now() >= goal) return 'arrived';
    if (due.kind === 'close') had.add(due.round);
    if (!(await settled())) return 'busy';
  }
}

/** Moves time on to an instant. In the minutes that are left out Viva was there: no round is excused for them. */
async function moveOn(context: Context, clock: MovableClock, at: number): Promise<void> {
  const from = clock.now();
  if (at <= from) return;
  const offset = clock.offsetFor(at);
  const to = from + offset - clock.ahead();
  for (const platform of context.platforms.values()) {
    if (platform.reachable()) await context.store.heartbeats.beatThrough(platform.name, from, to);
  }
  await keepOffset(context.store.keyValue, offset);
  clock.moveTo(offset);
}
