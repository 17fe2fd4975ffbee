import { hash32 } from '../core/chance.ts';
import type { Feed } from '../core/feed.ts';
import type { Round } from '../core/round.ts';
import { roundCard } from '../core/words/round.ts';
import { addressOf, type Context } from './context.ts';
import { type Found, type Platform, PublishFailure, type SentMessage } from './ports/platform.ts';
import type { JobResult } from './ports/queue.ts';
import { reportTrouble } from './report.ts';
import { closeJob } from './tick.ts';

/** A round's posts are looked for from a little before its slot on: the platform's clock may differ from ours. */
const clockSkew = 60_000;
/** How long to wait for a platform that is not connected, or for a close to be possible. */
const shortWait = 5_000;

/**
 * Brings a committed round into its channel, exactly once. The record is the truth: whatever happened before (a crash
 * at any line, a time-out, a second worker), the round goes on from there.
 */
export async function sendRound(context: Context, round: Round): Promise<JobResult> {
  if (round.status !== 'posting') return 'done';
  const lease = await context.store.rounds.lease(round.id, context.patience.lease);
  if ('heldForMs' in lease) return { againAfter: lease.heldForMs };
  try {
    return await sendUnderLease(context, round, lease.fence);
  } finally {
    await context.store.rounds.release(round.id, lease.fence);
  }
}

async function sendUnderLease(context: Context, round: Round, fence: number): Promise<JobResult> {
  const feed = await context.store.feeds.get(round.feed);
  const extra = round.number === undefined;
  if (feed === undefined || (feed.paused && !extra)) {
    await context.store.rounds.failed(round.id, fence);
    return 'done';
  }
  const platform = context.platforms.get(feed.platform);
  const tooOld = context.clock.now() - round.slot > feed.catchUp;
  if (platform === undefined)
    return tooOld ? giveUp(context, feed, round, fence, unconnected) : { againAfter: shortWait };

  const sending = await context.store.rounds.sending(round.id, fence);
  if (sending === undefined) return { againAfter: shortWait };
  const age = context.clock.now() - round.slot;
  const reconnected = (context.store.reconnectedAt() ?? 0) > round.slot;
  const surelyFirst = sending.try === 1 && age < context.patience.freshSlot && !reconnected;
  try {
    const found = surelyFirst
      ? undefined
      : await platform.find(addressOf(feed), round.id, round.slot - clockSkew);
    if (found?.kind === 'found') return await keepOldest(context, platform, feed, round, fence, found);
    if (found?.kind === 'cannot-tell') {
      return giveUp(context, feed, round, fence, {
        reason: `${found.reason} So Viva cannot tell whether this post is there already, and leaves it out.`,
        mend: found.mend,
      });
    }
    if (tooOld) return giveUp(context, feed, round, fence, tooLate);
    return await publish(context, platform, feed, round, fence, sending.try);
  } catch (error) {
    return afterFailure(context, feed, round, fence, sending.try, error);
  }
}

async function publish(
  context: Context,
  platform: Platform,
  feed: Feed,
  round: Round,
  fence: number,
  attempt: number,
): Promise<JobResult> {
  const question = await context.store.rounds.content(round.question, round.version);
  if (question === undefined) throw new Error(`the content of ${round.question} ${round.version} is missing`);
  const card = await context.typesetter.typeset(roundCard(round, question, feed));
  const sent = await platform.publish(addressOf(feed), card, { round: round.id, nonce: nonceOf(round) });
  return opened(context, feed, round, fence, sent, attempt > 1);
}

async function opened(
  context: Context,
  feed: Feed,
  round: Round,
  fence: number,
  sent: SentMessage,
  doubted: boolean,
): Promise<JobResult> {
  const { result, previous } = await context.store.rounds.opened(round.id, fence, sent);
  // Another worker holds a newer lease: it finds this very message and opens the round itself.
  if (result === 'fenced') return { againAfter: shortWait };
  await context.store.ledger.write(feed.id, {
    kind: 'posted',
    at: round.slot,
    round: round.id,
    text: `${round.number === undefined ? 'An extra round' : `Round ${round.number}`} was posted: ${round.question}.`,
  });
  if (doubted)
    await context.queue.add(
      `verify-${round.id}`,
      { kind: 'verify', round: round.id },
      context.patience.verify,
    );
  if (previous !== undefined) await context.queue.addAll([closeJob(previous)]);
  return 'done';
}

async function keepOldest(
  context: Context,
  platform: Platform,
  feed: Feed,
  round: Round,
  fence: number,
  found: Extract<Found, { kind: 'found' }>,
): Promise<JobResult> {
  const [oldest, ...younger] = found.messages;
  if (oldest === undefined) throw new Error('found without messages');
  await removeAll(platform, feed, younger);
  return opened(context, feed, round, fence, oldest, true);
}

/** A minute after a post in doubt: if two landed after all, the younger goes. */
export async function verifyRound(context: Context, id: string): Promise<JobResult> {
  const round = await context.store.rounds.get(id);
  const feed = round && (await context.store.feeds.get(round.feed));
  const platform = feed && context.platforms.get(feed.platform);
  if (!round?.message || !feed || !platform) return 'done';
  const found = await platform.find(addressOf(feed), round.id, round.slot - clockSkew);
  if (found.kind === 'found') {
    await removeAll(
      platform,
      feed,
      found.messages.filter((message) => message.message !== round.message),
    );
  }
  return 'done';
}

async function removeAll(platform: Platform, feed: Feed, messages: SentMessage[]): Promise<void> {
  for (const { channel, message } of messages) await platform.remove({ space: feed.space, channel, message });
}

async function afterFailure(
  context: Context,
  feed: Feed,
  round: Round,
  fence: number,
  attempt: number,
  error: unknown,
): Promise<JobResult> {
  if (!(error instanceof PublishFailure)) throw error;
  if (error.kind === 'refused') {
    return giveUp(context, feed, round, fence, { reason: error.message, mend: error.mend });
  }
  if (error.kind === 'slow-down') return { againAfter: error.retryAfter };
  context.log.warn({ round: round.id, attempt, reason: error.message }, 'a post is in doubt');
  const waits = context.patience.afterDoubt;
  return { againAfter: waits[Math.min(attempt, waits.length) - 1] ?? shortWait };
}

async function giveUp(
  context: Context,
  feed: Feed,
  round: Round,
  fence: number,
  trouble: { reason: string; mend: string },
): Promise<JobResult> {
  // Told first: after a crash in between it is told again (the ledger keeps it once), but never goes unsaid.
  await reportTrouble(context, feed, round.slot, trouble);
  await context.store.rounds.failed(round.id, fence);
  return 'done';
}

const unconnected = {
  reason: 'The platform was not connected until the post was too old.',
  mend: 'Run `viva doctor` where Viva runs: it says what keeps the platform from connecting.',
};
const tooLate = {
  reason: 'The post could not be sent before it was too old.',
  mend: 'See the log of Viva for the platform’s answers.',
};

/** 25 characters at most: Discord's limit. */
function nonceOf(round: Round): string {
  return `r${hash32(round.id).toString(36)}${hash32(`${round.id}/nonce`).toString(36)}`;
}
