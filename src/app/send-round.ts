import { hash32 } from '../core/chance.ts';
import { formatDuration } from '../core/duration.ts';
import type { Feed } from '../core/feed.ts';
import type { Round } from '../core/round.ts';
import { roundCard } from '../core/words/round.ts';
import { closeNow } from './close-round.ts';
import { type Context, placeOf } from './context.ts';
import { giveUp, leaveOut, tooLate, unconnected } from './give-up.ts';
import { type Found, type Platform, PublishFailure, type SentMessage } from './ports/platform.ts';
import type { JobResult } from './ports/queue.ts';
import type { LedgerEntry } from './ports/store.ts';
import { closeJob } from './tick.ts';

/** A round's posts are looked for from a little before its slot on: the platform's clock may differ from ours. */
const clockSkew = 60_000;
/** How long to wait for a platform that is not connected, or for a close to be possible. */
const shortWait = 5_000;
/** From here on a post is late: it keeps its full time, and the ledger says so. */
const lateFrom = 60_000;

/** What a worker that holds a round's lease knows. */
interface Sending {
  context: Context;
  platform: Platform;
  round: Round;
  fence: number;
  /** Which try this is, from 1. */
  attempt: number;
}

/**
 * Brings a committed round into its channel, exactly once. The record is the truth: whatever happened before (a crash
 * at any line, a time-out, a second worker), the round goes on from there.
 */
export async function sendRound(context: Context, round: Round): Promise<JobResult> {
  if (round.status !== 'posting') return 'done';
  const lease = await context.store.rounds.lease(round.id, context.patience.lease);
  // Whoever holds it usually is done soon; only after a kill does it last.
  if ('heldForMs' in lease) return { againAfter: Math.min(lease.heldForMs, shortWait) };
  return thenRelease(context, round, lease.fence, async () => {
    const feed = await context.store.feeds.get(round.feed);
    return sendUnderLease(context, round, lease.fence, feed, undefined);
  });
}

/** A round that was committed, with the lease that its worker got with it. */
export interface Committed {
  round: Round;
  fence: number;
}

/** The same for a round that this worker just committed, of this feed. */
export async function sendCommitted(
  context: Context,
  { round, fence }: Committed,
  feed: Feed,
): Promise<JobResult> {
  return thenRelease(context, round, fence, () => sendUnderLease(context, round, fence, feed, 1));
}

async function thenRelease(
  context: Context,
  round: Round,
  fence: number,
  send: () => Promise<JobResult>,
): Promise<JobResult> {
  let result: JobResult | undefined;
  try {
    result = await send();
    return result;
  } finally {
    // Of a round that is done nobody takes the lease again: it ends by itself.
    if (result !== 'done') await context.store.rounds.release(round.id, fence);
  }
}

/** `begun`: which try has begun already. */
async function sendUnderLease(
  context: Context,
  round: Round,
  fence: number,
  feed: Feed | undefined,
  begun: number | undefined,
): Promise<JobResult> {
  const { rounds } = context.store;
  const tooOld = feed !== undefined && context.clock.now() - round.slot > feed.catchUp;
  const platform = context.platforms.get(round.place.platform);
  if (platform === undefined) {
    return feed !== undefined && !tooOld
      ? { againAfter: shortWait }
      : giveUp(context, feed, round, fence, unconnected);
  }
  const attempt = begun ?? (await rounds.sending(round.id, fence))?.try;
  if (attempt === undefined) return { againAfter: shortWait };
  const it: Sending = { context, platform, round, fence, attempt };
  try {
    const found = isSurelyFirst(it)
      ? undefined
      : await platform.find(placeOf(round), round.id, round.slot - clockSkew);
    if (found?.kind === 'found') return await keepOldest(it, feed, found);
    // The feed was paused or removed meanwhile, and nothing of it stands in the channel.
    if (feed === undefined || isStopped(feed, round)) {
      await rounds.failed(round.id, fence);
      return 'done';
    }
    if (found?.kind === 'cannot-tell') {
      return giveUp(context, feed, round, fence, {
        reason: `${found.reason} So Viva cannot tell whether this post is there already, and leaves it out.`,
        mend: found.mend,
      });
    }
    if (tooOld) return giveUp(context, feed, round, fence, tooLate);
    if (found !== undefined && (await isOutrun(context, round))) return leaveOut(context, round, fence);
    return await publish(it, feed);
  } catch (error) {
    return afterFailure(it, feed, error);
  }
}

/**
 * Whether nothing of this round can be in the channel yet: then the history need not be asked. The record says that
 * nobody tried before, and it is the truth unless the store went back to an earlier state, which cuts the connection.
 */
function isSurelyFirst({ context, round, attempt }: Sending): boolean {
  const { store, clock, patience } = context;
  if (attempt !== 1 || (store.reconnectedAt() ?? 0) > round.slot) return false;
  const held = (store.steadySince() ?? Number.POSITIVE_INFINITY) <= round.slot;
  return held || clock.now() - round.slot < patience.freshSlot;
}

function isStopped(feed: Feed, round: Round): boolean {
  return feed.paused && round.number !== undefined;
}

/** Whether the feed's next round was committed while this one was held up: of several missed posts the newest comes. */
async function isOutrun(context: Context, round: Round): Promise<boolean> {
  if (round.number === undefined) return false;
  return (await context.store.rounds.byNumber(round.feed, round.number + 1)) !== undefined;
}

async function publish(it: Sending, feed: Feed): Promise<JobResult> {
  const { context, platform, round } = it;
  const question = await context.store.rounds.content(round.question, round.version);
  if (question === undefined) throw new Error(`the content of ${round.question} ${round.version} is missing`);
  const closesAt = closingTime(round, feed, context.clock.now());
  const card = await context.typesetter.typeset(roundCard({ ...round, closesAt }, question, feed.rule.zone));
  const sent = await platform.publish(placeOf(round), card, { round: round.id, nonce: nonceOf(round) });
  return opened(it, feed, sent, it.attempt > 1);
}

/** When a round closes that opens at `at`: one that comes late keeps its full time. */
function closingTime(round: Round, feed: Feed | undefined, at: number): number | undefined {
  if (round.closesAt === undefined || feed?.closeAfter === undefined) return round.closesAt;
  return at - round.slot < lateFrom ? round.closesAt : Math.max(round.closesAt, at + feed.closeAfter);
}

async function opened(
  it: Sending,
  feed: Feed | undefined,
  sent: SentMessage,
  doubted: boolean,
): Promise<JobResult> {
  const { context, round, fence } = it;
  // What must follow is noted before the record says `open`: whoever finds it open does nothing more.
  if (doubted) {
    const verify = { kind: 'verify', round: round.id } as const;
    await context.queue.add(`verify-${round.id}`, verify, context.patience.verify);
  }
  const closesAt = closingTime(round, feed, sent.at);
  const { message, at } = sent;
  const { result, previous } = await context.store.rounds.opened(
    round,
    fence,
    { message, at, closesAt },
    openedEntry(round, sent),
  );
  // Another worker holds a newer lease: it finds this very message and opens the round itself.
  if (result === 'fenced') return { againAfter: shortWait };
  if (result === 'already') return takeAway(it, sent);
  context.meter.posted(round.place.platform, 'posted', sent.at - round.slot);
  if (previous !== undefined) await context.queue.addAll([closeJob(previous)]);
  const now = await context.store.feeds.get(round.feed);
  if (now === undefined || isStopped(now, round)) await closeNow(context, round.feed);
  return 'done';
}

function openedEntry(round: Round, sent: SentMessage): LedgerEntry {
  const name = round.number === undefined ? 'An extra round' : `Round ${round.number}`;
  const delay = sent.at - round.slot;
  const late = delay < lateFrom ? '' : `, ${formatDuration(Math.floor(delay / 60_000) * 60_000)} late`;
  return {
    kind: 'posted',
    at: round.slot,
    round: round.id,
    text: `${name} was posted: ${round.question}${late}.`,
  };
}

/** The round was taken back while its post was on the way: the post goes. */
async function takeAway(it: Sending, sent: SentMessage): Promise<JobResult> {
  const round = await it.context.store.rounds.get(it.round.id);
  if (round?.status === 'void' || round?.status === 'failed') await removeAll(it.platform, round, [sent]);
  return 'done';
}

async function keepOldest(
  it: Sending,
  feed: Feed | undefined,
  found: Extract<Found, { kind: 'found' }>,
): Promise<JobResult> {
  const [oldest, ...younger] = found.messages;
  if (oldest === undefined) throw new Error('found without messages');
  await removeAll(it.platform, it.round, younger);
  return opened(it, feed, oldest, true);
}

/** A minute after a post in doubt: if two landed after all, the younger goes. */
export async function verifyRound(context: Context, id: string): Promise<JobResult> {
  const round = await context.store.rounds.get(id);
  const platform = round && context.platforms.get(round.place.platform);
  if (!round?.message || !platform) return 'done';
  const found = await platform.find(placeOf(round), round.id, round.slot - clockSkew);
  if (found.kind === 'found') {
    const others = found.messages.filter((message) => message.message !== round.message);
    await removeAll(platform, round, others);
  }
  return 'done';
}

async function removeAll(platform: Platform, round: Round, messages: SentMessage[]): Promise<void> {
  const { space } = round.place;
  for (const { channel, message } of messages) await platform.remove({ space, channel, message });
}

async function afterFailure(it: Sending, feed: Feed | undefined, error: unknown): Promise<JobResult> {
  const { context, round, attempt } = it;
  if (!(error instanceof PublishFailure)) throw error;
  if (error.kind === 'refused') {
    return giveUp(context, feed, round, it.fence, { reason: error.message, mend: error.mend });
  }
  if (error.kind === 'slow-down') return { againAfter: error.retryAfter };
  context.log.warn({ round: round.id, attempt, reason: error.message }, 'a post is in doubt');
  const waits = context.patience.afterDoubt;
  return { againAfter: waits[Math.min(attempt, waits.length) - 1] ?? shortWait };
}

/** 25 characters at most: Discord's limit. */
function nonceOf(round: Round): string {
  return `r${hash32(round.id).toString(36)}${hash32(`${round.id}/nonce`).toString(36)}`;
}
