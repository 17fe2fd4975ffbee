import { closeRound, showVoid } from './close-round.ts';
import type { Context } from './context.ts';
import { sendFlagLine } from './flag-line.ts';
import { sendNote } from './flag-note.ts';
import type { Job, JobResult } from './ports/queue.ts';
import { postExtra, postSlot, resumeRound } from './post-round.ts';
import { remind } from './remind.ts';
import { verifyRound } from './send-round.ts';

/** One job of the queue. A rejection means that something unforeseen happened: the queue tries again later. */
export async function work(context: Context, job: Job): Promise<JobResult> {
  switch (job.kind) {
    case 'post':
      return postSlot(context, job.feed, job.slot);
    case 'extra':
      return postExtra(context, job.feed, job.slot, job.round);
    case 'resume':
      return resumeRound(context, job.round);
    case 'close':
      return closeRound(context, job.round);
    case 'void':
      return showVoid(context, job.round);
    case 'flag-note':
      return sendNote(context, job);
    case 'flag-line':
      return sendFlagLine(context, job);
    case 'verify':
      return verifyRound(context, job.round);
    case 'remind':
      return remind(context, job.member, job.due);
  }
}
