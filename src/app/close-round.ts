import { hash32 } from '../core/chance.ts';
import { spreadOf, tookPart, writtenIn } from '../core/deeds.ts';
import { isExcused, minutesOf } from '../core/excused.ts';
import type { FeedId } from '../core/feed.ts';
import type { Round } from '../core/round.ts';
import { closedCard, voidCard } from '../core/words/round.ts';
import { worthIn } from './claim.ts';
import { type Context, placeOf } from './context.ts';
import { countTries, uncountTries } from './difficulty.ts';
import { PublishFailure } from './ports/platform.ts';
import type { JobResult } from './ports/queue.ts';

const waitForPost = 5_000;
const waitForPlatform = 30_000;
/** How long a platform that cannot be reached is asked again to show a close. */
const showFor = 24 * 3_600_000;

/** A round's time is up: closes its record and shows the answer, the turnout and the spread in its post. */
export async function closeRound(context: Context, id: string): Promise<JobResult> {
  const { rounds } = context.store;
  const before = await rounds.get(id);
  if (before?.status === 'posting') return { againAfter: waitForPost };
  if (before === undefined || before.status === 'void' || before.status === 'failed') {
    await rounds.closeShown(id);
    return 'done';
  }
  const now = context.clock.now();
  const round = await closeRecord(
    context,
    before,
    Math.min(before.closesAt ?? now, before.overAt ?? now, now),
  );
  return round === undefined ? 'done' : showClose(context, round);
}

async function closeRecord(context: Context, round: Round, at: number): Promise<Round | undefined> {
  if (round.status === 'closed') return round;
  return context.store.rounds.close(round.id, at, await wasExcused(context, round, at));
}

async function wasExcused(context: Context, round: Round, at: number): Promise<boolean> {
  if (round.number === undefined) return false;
  const { from, to, total } = minutesOf(round.openedAt ?? round.slot, at);
  return isExcused(total, await context.store.heartbeats.minutes(round.place.platform, from, to));
}

/** A feed was paused or removed: its open rounds, extra ones too, close now. */
export async function closeNow(context: Context, feed: FeedId): Promise<void> {
  for (const round of await context.store.rounds.open(feed)) {
    const closed = await closeRecord(context, round, context.clock.now());
    if (closed === undefined) continue;
    // What the platform cannot take now is shown later by the queue.
    const shown = await showClose(context, closed).catch(() => 'later');
    if (shown !== 'done')
      await context.queue.add(`close-${closed.id}-again`, { kind: 'close', round: closed.id });
  }
}

async function showClose(context: Context, round: Round): Promise<JobResult> {
  const { store } = context;
  const platform = context.platforms.get(round.place.platform);
  if (await store.rounds.isCloseShown(round.id)) return 'done';
  const question = await store.rounds.content(round.question, round.version);
  if (question === undefined) {
    await store.rounds.closeShown(round.id);
    return 'done';
  }
  // A press may have been taken for one in time, or for a late one, before the record said when the round closed.
  const deeds = await store.deeds.settle(round, (all, as) => worthIn(context, all, as, question));
  if (round.message === undefined) {
    await store.rounds.closeShown(round.id);
    return 'done';
  }
  // Without its platform it stays due: it is shown when the platform is back.
  if (platform === undefined) return 'done';
  await countTries(context, round, question, deeds);
  const turnout = deeds.filter(tookPart).length;
  const spread = spreadOf(deeds, round);
  const card = await context.typesetter.typeset(
    closedCard(round, question, turnout, spread, writtenIn(deeds, round)),
  );
  const { space, channel } = round.place;
  try {
    await platform.revise({ space, channel, message: round.message }, card);
  } catch (error) {
    if (!(error instanceof PublishFailure)) throw error;
    if (error.kind !== 'refused') return again(context, round, error);
    // Deleted, or too old to be edited: the answer comes as a message of its own.
    const nonce = `c${hash32(round.id).toString(36)}`;
    try {
      await platform.publish(placeOf(round), card, { round: undefined, nonce });
    } catch (second) {
      if (!(second instanceof PublishFailure)) throw second;
      if (second.kind !== 'refused') return again(context, round, second);
      await noteTrouble(context, round, `${second.message} ${second.mend}`.trim());
    }
  }
  await store.ledger.write(round.feed, {
    kind: 'closed',
    at: round.closedAt ?? round.slot,
    round: round.id,
    text: `${round.number === undefined ? 'The extra round' : `Round ${round.number}`} closed; ${turnout} took part.`,
  });
  await store.rounds.closeShown(round.id);
  return 'done';
}

async function again(context: Context, round: Round, failure: PublishFailure): Promise<JobResult> {
  const age = context.clock.now() - (round.closedAt ?? round.slot);
  if (age <= showFor)
    return { againAfter: failure.kind === 'slow-down' ? failure.retryAfter : waitForPlatform };
  await noteTrouble(context, round, `${failure.message} ${failure.mend}`.trim());
  await context.store.rounds.closeShown(round.id);
  return 'done';
}

async function noteTrouble(context: Context, round: Round, text: string): Promise<void> {
  await context.store.ledger.write(round.feed, {
    kind: 'trouble',
    at: round.slot,
    round: round.id,
    text: `The close could not be shown. ${text}`,
  });
}

/** Shows in the post that a round was taken back; the record says so already. */
export async function showVoid(context: Context, id: string): Promise<JobResult> {
  const round = await context.store.rounds.get(id);
  const platform = round && context.platforms.get(round.place.platform);
  if (round !== undefined) await uncountTries(context, round);
  if (round?.message === undefined || platform === undefined) return 'done';
  const { space, channel } = round.place;
  try {
    const card = await context.typesetter.typeset(voidCard(round));
    await platform.revise({ space, channel, message: round.message }, card);
  } catch (error) {
    if (!(error instanceof PublishFailure)) throw error;
    if (error.kind !== 'refused') return again(context, round, error);
    await noteTrouble(context, round, `${error.message} ${error.mend}`.trim());
  }
  return 'done';
}
