import { hash32 } from '../core/chance.ts';
import { spreadOf, tookPart } from '../core/deeds.ts';
import { isExcused, minutesOf } from '../core/excused.ts';
import type { Feed } from '../core/feed.ts';
import type { Round } from '../core/round.ts';
import { closedCard, voidCard } from '../core/words/round.ts';
import { addressOf, type Context } from './context.ts';
import { PublishFailure } from './ports/platform.ts';
import type { JobResult } from './ports/queue.ts';

const waitForPost = 5_000;
/** How long a platform that cannot be reached is asked again to show a close. */
const showFor = 24 * 3_600_000;

/** A round's time is up: closes its record and shows the answer, the turnout and the spread in its post. */
export async function closeRound(context: Context, id: string): Promise<JobResult> {
  const before = await context.store.rounds.get(id);
  if (before === undefined || before.status === 'void' || before.status === 'failed') return 'done';
  if (before.status === 'posting') return { againAfter: waitForPost };
  const feed = await context.store.feeds.get(before.feed);
  const round = await closeRecord(context, before, feed);
  return round === undefined ? 'done' : showClose(context, round, feed);
}

async function closeRecord(
  context: Context,
  round: Round,
  feed: Feed | undefined,
): Promise<Round | undefined> {
  if (round.status === 'closed') return round;
  const now = context.clock.now();
  const at = Math.min(round.closesAt ?? now, round.overAt ?? now, now);
  return context.store.rounds.close(round.id, at, await wasExcused(context, round, feed, at));
}

async function wasExcused(
  context: Context,
  round: Round,
  feed: Feed | undefined,
  at: number,
): Promise<boolean> {
  const platform = feed?.platform;
  if (round.number === undefined || platform === undefined) return false;
  const { from, to, total } = minutesOf(round.openedAt ?? round.slot, at);
  return isExcused(total, await context.store.heartbeats.minutes(platform, from, to));
}

/** A feed was paused or removed: its open round closes now. `feed` is as it was before it went. */
export async function closeNow(context: Context, feed: Feed): Promise<void> {
  const round = await context.store.rounds.newest(feed.id);
  if (round === undefined || round.status !== 'open') return;
  const at = context.clock.now();
  const closed = await context.store.rounds.close(round.id, at, await wasExcused(context, round, feed, at));
  if (closed === undefined) return;
  // What the platform cannot take now is shown later by the queue, which needs no feed for it.
  const shown = await showClose(context, closed, feed).catch(() => 'later');
  if (shown !== 'done')
    await context.queue.add(`close-${closed.id}-again`, { kind: 'close', round: closed.id });
}

async function showClose(context: Context, round: Round, feed: Feed | undefined): Promise<JobResult> {
  const platform = feed && context.platforms.get(feed.platform);
  if (feed === undefined || platform === undefined || round.message === undefined) return 'done';
  if (await context.store.rounds.isCloseShown(round.id)) return 'done';
  const question = await context.store.rounds.content(round.question, round.version);
  if (question === undefined) return 'done';
  const deeds = await context.store.deeds.all(round.id);
  const turnout = deeds.filter(tookPart).length;
  const card = await context.typesetter.typeset(closedCard(round, question, turnout, spreadOf(deeds, round)));
  try {
    await platform.revise({ space: feed.space, channel: feed.channel, message: round.message }, card);
  } catch (error) {
    if (!(error instanceof PublishFailure)) throw error;
    if (error.kind !== 'refused') return again(context, round, error);
    // Deleted, or too old to be edited: the answer comes as a message of its own.
    const nonce = `c${hash32(round.id).toString(36)}`;
    try {
      await platform.publish(addressOf(feed), card, { round: undefined, nonce });
    } catch (second) {
      if (!(second instanceof PublishFailure)) throw second;
      if (second.kind !== 'refused') return again(context, round, second);
      await noteTrouble(context, feed, round, `${second.message} ${second.mend}`.trim());
    }
  }
  await context.store.rounds.closeShown(round.id);
  await context.store.ledger.write(feed.id, {
    kind: 'closed',
    at: round.closedAt ?? round.slot,
    round: round.id,
    text: `${round.number === undefined ? 'The extra round' : `Round ${round.number}`} closed; ${turnout} took part.`,
  });
  return 'done';
}

function again(context: Context, round: Round, failure: PublishFailure): JobResult {
  const age = context.clock.now() - (round.closedAt ?? round.slot);
  if (age > showFor) return 'done';
  return { againAfter: failure.kind === 'slow-down' ? failure.retryAfter : 30_000 };
}

async function noteTrouble(context: Context, feed: Feed, round: Round, text: string): Promise<void> {
  await context.store.ledger.write(feed.id, {
    kind: 'trouble',
    at: round.slot,
    round: round.id,
    text: `The close could not be shown. ${text}`,
  });
}

/** Shows in the post that a round was taken back; the record says so already. */
export async function showVoid(context: Context, feed: Feed, round: Round): Promise<void> {
  const platform = context.platforms.get(feed.platform);
  if (platform === undefined || round.message === undefined) return;
  try {
    const card = await context.typesetter.typeset(voidCard(round));
    await platform.revise({ space: feed.space, channel: feed.channel, message: round.message }, card);
  } catch (error) {
    if (!(error instanceof PublishFailure)) throw error;
    await noteTrouble(context, feed, round, `${error.message} ${error.mend}`.trim());
  }
}
