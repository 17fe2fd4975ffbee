import { longestRemark, noFlag, resolvedAs, resolvedKeptFor } from '../core/flag.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import type { QuestionId } from '../core/question.ts';
import { lengthOf, tidy } from '../core/tidy.ts';
import type { Context } from './context.ts';
import { noteJob } from './flag-note.ts';
import { tooLong } from './flags.ts';
import type { Exchange } from './ports/platform.ts';

/**
 * A manager has dealt with the flags of a question that were raised until `seen`, the newest that they saw: each is
 * resolved once, by whoever comes first, and its note goes out by the queue.
 */
export async function resolveFlags(
  context: Context,
  exchange: Exchange,
  given: { question: QuestionId; seen: number; note: string },
): Promise<Outcome> {
  if (exchange.place.kind === 'dm') return refused({ kind: 'not-in-dm' });
  const { question, seen } = given;
  const { space, member: by } = exchange.caller;
  const note = tidy(given.note);
  if (lengthOf(note) > longestRemark) return tooLong(note);
  const { flags } = context.store;
  const open = (await flags.open(space)).filter((one) => one.question === question);
  const resolved = await Promise.all(
    open.map(async (key) => {
      const changed = await flags.change(key, (record) =>
        resolvedAs(record, seen, { at: exchange.at, by, note }),
      );
      const done = changed !== 'too-many' && changed.before !== changed.after;
      return done ? [noteJob(key, exchange.at, context.clock.now())] : [];
    }),
  );
  const jobs = resolved.flat();
  if (jobs.length === 0) return refused({ kind: 'flags-gone', question });
  await context.queue.addAll(jobs);
  return { kind: 'resolved', question, count: jobs.length, left: open.length - jobs.length };
}

/** How long a note may be on its way before the tick looks after it. */
const lateAfter = 2 * 60_000;
const batch = 100;

/** Once a minute: makes up for jobs that the queue lost, and forgets what was resolved long ago. */
export async function tendFlags(context: Context, now: number): Promise<void> {
  const { flags } = context.store;
  const [unsent, old] = await Promise.all([
    flags.unsent(batch),
    flags.resolvedBefore(now - resolvedKeptFor, batch),
  ]);
  if (unsent.length > 0) {
    const records = await flags.many(unsent);
    const jobs = unsent.flatMap((key, index) => {
      const at = records[index]?.resolved?.at;
      return at === undefined || now - at < lateAfter ? [] : [noteJob(key, at, now)];
    });
    if (jobs.length > 0) await context.queue.addAll(jobs);
  }
  for (const key of old) await flags.change(key, ({ open }) => ({ ...noFlag, open }));
}
