import { hash32 } from '../core/chance.ts';
import type { Feed, FeedId, MemberId } from '../core/feed.ts';
import { planDue } from '../core/slots.ts';
import type { Context } from './context.ts';
import type { Job } from './ports/queue.ts';
import { type DueItem, StoreAway } from './ports/store.ts';
import { tendFlags } from './resolve-flags.ts';

const tryAgainAfter = 3_600_000;
const closeAgainAfter = 60_000;
const lookAgainAfter = 3_600_000;

/** How many due things are read at once: bounds the memory of a tick after a long absence. */
const batch = 1_000;

/** Once a minute in every process that is connected to platforms: notes through which of them people reach Viva now. */
export async function beat(context: Context): Promise<void> {
  const now = context.clock.now();
  for (const platform of context.platforms.values()) {
    if (platform.reachable()) await context.store.heartbeats.beat(platform.name, now);
  }
}

/**
 * Once a minute in every scheduler process: hands what is due to the queue, and only then moves it on. A crash in between repeats jobs of the same key, which changes nothing.
 */
export async function tick(context: Context): Promise<void> {
  const now = context.clock.now();
  for (;;) {
    const items = await context.store.due.list(now, batch);
    const feedOf = await readFeeds(context, items);
    const handled = await Promise.all(items.map((item) => handleAlone(context, item, feedOf, now)));
    const jobs = handled.flatMap((one) => one.jobs);
    if (jobs.length > 0) await context.queue.addAll(jobs);
    await context.store.due.advanceAll(handled);
    if (items.length < batch) break;
  }
  await remindOfUnfinished(context, now);
  await tendFlags(context, now);
}

/** How long a round may be on its way before somebody looks after it, and how often that is done. */
const lateAfter = 2 * 60_000;
const remindEvery = 3_600_000;

/** A round whose job was lost (Redis took the queue back to an earlier state, say) must not wait for the next start. */
async function remindOfUnfinished(context: Context, now: number): Promise<void> {
  for (const id of await context.store.rounds.unfinished()) {
    const round = await context.store.rounds.get(id);
    if (round === undefined || now - round.slot < lateAfter) continue;
    const key = `resume-${id}-${Math.floor(now / remindEvery)}`;
    await context.queue.add(key, { kind: 'resume', round: id });
  }
}

interface Handled {
  item: DueItem;
  jobs: { key: string; job: Job }[];
  next: number | undefined;
}

type FeedOf = (id: FeedId) => Promise<Feed | undefined>;

/** The feeds of all posts that are due, in one question. */
async function readFeeds(context: Context, items: readonly DueItem[]): Promise<FeedOf> {
  const ids = items.flatMap((item) => (item.kind === 'post' ? [item.feed] : []));
  try {
    const feeds = await context.store.feeds.many(ids);
    return async (id) => feeds.get(id);
  } catch (error) {
    if (error instanceof StoreAway) throw error;
    // One of them cannot be read: asked for one by one, it holds up none of the others.
    return (id) => context.store.feeds.get(id);
  }
}

/** One feed's trouble never holds up the others: it is looked at again an hour later. */
async function handleAlone(context: Context, item: DueItem, feedOf: FeedOf, now: number): Promise<Handled> {
  try {
    return await handle(context, item, feedOf, now);
  } catch (error) {
    if (error instanceof StoreAway) throw error;
    // Of a member's look, not whose it is.
    const about = item.kind === 'remind' ? { kind: item.kind, at: item.at } : item;
    context.log.error(
      { item: about, error: String(error) },
      'a due thing could not be handled; it is tried again in an hour',
    );
    return { item, jobs: [], next: now + tryAgainAfter };
  }
}

async function handle(context: Context, item: DueItem, feedOf: FeedOf, now: number): Promise<Handled> {
  if (item.kind === 'close') {
    // It stays due until its post shows the close: a job that the queue loses is so made up for.
    return { item, jobs: [closeJob(item.round)], next: now + closeAgainAfter };
  }
  if (item.kind === 'remind') {
    // It stays due too: the look itself moves it to where the next one is to be.
    const due = now + lookAgainAfter;
    return { item, jobs: [remindJob(item.member, item.at, due)], next: due };
  }
  const feed = await feedOf(item.feed);
  if (feed === undefined || feed.paused) return { item, jobs: [], next: undefined };
  const plan = planDue((after) => context.cron.next(feed.rule, after), item.at, now, feed.catchUp);
  if (plan.skipped !== undefined) {
    const { first, last } = plan.skipped;
    await context.store.ledger.write(feed.id, {
      kind: 'skipped',
      ...(first === last ? {} : { from: first }),
      at: last,
      round: undefined,
      text:
        first === last
          ? 'One post was missed while Viva was away, and is left out: a newer one came, or it was too old.'
          : 'These posts were missed while Viva was away, and are left out.',
    });
  }
  const jobs = plan.post === undefined ? [] : [postJob(feed.id, plan.post)];
  return { item, jobs, next: plan.upcoming };
}

export function postJob(feed: string, slot: number): { key: string; job: Job } {
  return { key: `post-${feed}-${slot}`, job: { kind: 'post', feed, slot } };
}

export function closeJob(round: string): { key: string; job: Job } {
  return { key: `close-${round}`, job: { kind: 'close', round } };
}

function remindJob(member: MemberId, at: number, due: number): { key: string; job: Job } {
  return {
    // The queue remembers its keys, and logs them: this one does not say whose it is.
    key: `remind-${hash32(member).toString(36)}${hash32(`${member}/remind`).toString(36)}-${at}`,
    job: { kind: 'remind', member, due },
  };
}

/** After a start: goes on with every round that was committed and did not get to its end. */
export async function resumeUnfinished(context: Context): Promise<number> {
  const rounds = await context.store.rounds.unfinished();
  const started = context.clock.now();
  await context.queue.addAll(
    rounds.map((round) => ({ key: `resume-${round}-${started}`, job: { kind: 'resume', round } })),
  );
  return rounds.length;
}
