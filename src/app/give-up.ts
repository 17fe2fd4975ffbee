import type { Feed } from '../core/feed.ts';
import type { Round } from '../core/round.ts';
import type { Context } from './context.ts';
import type { JobResult } from './ports/queue.ts';
import { reportTrouble } from './report.ts';

/** A round cannot be posted: the managers are told, and it is as if it had not been. */
export async function giveUp(
  context: Context,
  feed: Feed | undefined,
  round: Round,
  fence: number,
  trouble: { reason: string; mend: string },
): Promise<JobResult> {
  // Told first: after a crash in between it is told again (the ledger keeps it once), but never goes unsaid.
  if (feed !== undefined) await reportTrouble(context, feed, round.slot, trouble);
  await context.store.rounds.failed(round.id, fence);
  context.meter.posted(round.place.platform, 'given-up', undefined);
  return 'done';
}

/** A round was held up for so long that the next one came: it is left out, as a missed slot is. */
export async function leaveOut(context: Context, round: Round, fence: number): Promise<JobResult> {
  await context.store.ledger.write(round.feed, {
    kind: 'skipped',
    at: round.slot,
    round: round.id,
    text: `Round ${round.number} could not be sent before the next one was due, and is left out.`,
  });
  await context.store.rounds.failed(round.id, fence);
  context.meter.posted(round.place.platform, 'left-out', undefined);
  return 'done';
}

export const unconnected = {
  reason: 'The platform was not connected until the post was too old.',
  mend: 'Run `viva doctor` where Viva runs: it says what keeps the platform from connecting.',
};

export const tooLate = {
  reason: 'The post could not be sent before it was too old.',
  mend: 'See the log of Viva for the platform’s answers.',
};
