import { hash32 } from '../core/chance.ts';
import { platformNameOf, type SpaceId } from '../core/feed.ts';
import type { FlagKey } from '../core/flag.ts';
import type { QuestionId } from '../core/question.ts';
import { flagLineCard } from '../core/words/flags.ts';
import type { Context } from './context.ts';
import { PublishFailure } from './ports/platform.ts';
import type { JobResult } from './ports/queue.ts';

const hour = 3_600_000;

/** Has the log channel told of a flag, at most once an hour for each question. */
export async function tellOfFlag(context: Context, { space, question }: FlagKey, at: number): Promise<void> {
  const { logChannel } = await context.store.settings.get(space);
  if (logChannel === undefined) return;
  const key = lineName(space, question, at);
  await context.queue.add(`flag-${key}`, { kind: 'flag-line', space, question, at });
}

/** A line in the log channel. Others may read it there: it has neither the words of the flag nor who raised it. */
export async function sendFlagLine(
  context: Context,
  { space, question, at }: { space: SpaceId; question: QuestionId; at: number },
): Promise<JobResult> {
  const platform = context.platforms.get(platformNameOf(space));
  const { logChannel } = await context.store.settings.get(space);
  if (platform === undefined || logChannel === undefined) return 'done';
  const card = await context.typesetter.typeset(flagLineCard(question));
  const nonce = `f${lineName(space, question, at)}`;
  try {
    await platform.publish({ kind: 'channel', space, channel: logChannel }, card, {
      round: undefined,
      nonce,
    });
  } catch (error) {
    if (!(error instanceof PublishFailure)) throw error;
    if (error.kind === 'slow-down') return { againAfter: error.retryAfter };
    // The flag itself is in the list: that is what counts.
    context.log.warn({ space, question, reason: error.message }, 'the log channel was not told of a flag');
  }
  return 'done';
}

function lineName(space: SpaceId, question: QuestionId, at: number): string {
  return `${hash32(`${space}/${question}`).toString(36)}-${Math.floor(at / hour).toString(36)}`;
}
