import { hash32 } from '../core/chance.ts';
import type { Command, ScheduleOptions } from '../core/command.ts';
import { defaultCatchUp, type Feed, maxFeedsPerSpace, platformNameOf } from '../core/feed.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import { type Asker, askable, manageableFeeds } from './access.ts';
import { closeNow, showVoid } from './close-round.ts';
import { addressOf, type Context } from './context.ts';
import { type FeedPlan, nextRuns, planFeed } from './feed-plan.ts';
import { findQuestion } from './lookup.ts';
import type { Exchange } from './ports/platform.ts';
import type { JobResult } from './ports/queue.ts';

/** `/viva-admin schedule add`: a new feed in this channel, or in this DM a personal one. */
export async function addFeed(
  context: Context,
  exchange: Exchange,
  given: ScheduleOptions,
): Promise<Outcome> {
  const { caller, place } = exchange;
  const profile = await context.store.members.profile(caller.member);
  const zone = profile.zone ?? caller.zone;
  const base: FeedPlan = {
    rule: { cron: '0 9 * * *', zone: zone ?? 'UTC' },
    filter: {},
    reveal: 'anytime',
    closeAfter: undefined,
  };
  const plan = planFeed(context, given, base);
  if ('kind' in plan) return plan;
  const platformName = platformNameOf(caller.member);
  const feed: Feed = {
    id: feedIdFor(exchange.id),
    platform: platformName,
    space: caller.space,
    channel: place.channel,
    personal: place.kind === 'dm' ? caller.member : undefined,
    ...plan,
    catchUp: defaultCatchUp,
    paused: false,
    createdAt: exchange.at,
    createdBy: caller.member,
  };
  const obstacles = (await context.platforms.get(platformName)?.obstacles(addressOf(feed))) ?? [];
  if (obstacles.length > 0) return refused({ kind: 'cannot-post', obstacles });
  const first = context.cron.next(feed.rule, context.clock.now());
  if (first === undefined) return refused({ kind: 'never-runs' });
  const result = await context.store.feeds.create(feed, first, maxFeedsPerSpace);
  if (result === 'too-many') return refused({ kind: 'too-many-feeds', limit: maxFeedsPerSpace });
  const matching = await askable(context, feed);
  return {
    kind: 'feed-added',
    feed,
    runs: nextRuns(context, feed.rule),
    assumedZone: given.zone === undefined && zone === undefined,
    matching: matching.length,
    preview: matching[hash32(feed.id) % matching.length],
  };
}

/** Eight letters and digits from the command's own id: the same command, delivered twice, makes one feed. */
function feedIdFor(exchangeId: string): string {
  const both = hash32(exchangeId).toString(36) + hash32(`${exchangeId}/feed`).toString(36);
  return both.padEnd(8, '0').slice(0, 8);
}

export async function listFeeds(context: Context, exchange: Exchange): Promise<Outcome> {
  const feeds = await manageableFeeds(context, exchange);
  const withNext = feeds.map(async (feed) => ({ feed, next: await context.store.feeds.nextSlot(feed.id) }));
  return { kind: 'feeds', feeds: await Promise.all(withNext) };
}

export async function editFeed(context: Context, feed: Feed, given: ScheduleOptions): Promise<Outcome> {
  return changeFeed(context, feed.id, 'edited', (known) => {
    const plan = planFeed(context, given, known);
    return 'kind' in plan ? plan : { ...known, ...plan };
  });
}

/** Changes a feed as it is when it is saved: somebody else's change in between is kept. */
async function changeFeed(
  context: Context,
  id: string,
  what: 'edited' | 'paused' | 'resumed',
  change: (feed: Feed) => Feed | Outcome,
): Promise<Outcome> {
  for (;;) {
    const before = await context.store.feeds.get(id);
    if (before === undefined) return refused({ kind: 'unknown-feed', given: id, feeds: [] });
    const feed = change(before);
    if ('kind' in feed) return feed;
    const saved = await context.store.feeds.update(feed, await nextFor(context, before, feed), before);
    if (saved === 'changed') continue;
    if (saved === 'gone') return refused({ kind: 'unknown-feed', given: id, feeds: [] });
    await note(context, feed, `The feed was ${what}.`);
    return { kind: 'feed-changed', feed, what, runs: feed.paused ? [] : nextRuns(context, feed.rule) };
  }
}

/**
 * The next slot of a changed feed: none while it is paused. One that has come but was not handed on yet stays, and so
 * does one that the rule still means: an edit of something else must not bring back what was left out.
 */
async function nextFor(context: Context, before: Feed, feed: Feed): Promise<number | undefined> {
  if (feed.paused) return undefined;
  const now = context.clock.now();
  const known = await context.store.feeds.nextSlot(feed.id);
  const sameRule = before.rule.cron === feed.rule.cron && before.rule.zone === feed.rule.zone;
  if (known !== undefined && (sameRule || known <= now)) return known;
  return context.cron.next(feed.rule, now);
}

export async function pauseFeed(context: Context, feed: Feed): Promise<Outcome> {
  const outcome = await changeFeed(context, feed.id, 'paused', (known) => ({ ...known, paused: true }));
  if (outcome.kind === 'feed-changed') await closeNow(context, feed.id);
  return outcome;
}

export async function resumeFeed(context: Context, feed: Feed): Promise<Outcome> {
  return changeFeed(context, feed.id, 'resumed', (known) => ({ ...known, paused: false }));
}

export async function removeFeed(context: Context, feed: Feed): Promise<Outcome> {
  // Removed first: what is being sent meanwhile then sees that it must close at once.
  const removed = await context.store.feeds.remove(feed.id);
  await closeNow(context, feed.id);
  if (!removed) return refused({ kind: 'unknown-feed', given: feed.id, feeds: [] });
  return { kind: 'feed-changed', feed, what: 'removed', runs: [] };
}

/** Leaves out the next post; the one after it comes at its time. */
export async function skipNext(context: Context, feed: Feed): Promise<Outcome> {
  const slot = await context.store.feeds.nextSlot(feed.id);
  if (slot === undefined) return refused({ kind: 'feed-paused', id: feed.id });
  const next = context.cron.next(feed.rule, slot);
  if (!(await context.store.due.advance({ kind: 'post', feed: feed.id, at: slot }, next))) {
    return refused({ kind: 'just-posted' });
  }
  await context.store.ledger.write(feed.id, {
    kind: 'skipped',
    at: slot,
    round: undefined,
    text: 'Left out by a manager.',
  });
  return { kind: 'skipped', feed, slot, next };
}

/** Puts a question on top of the feed's deck. */
export async function queueQuestion(
  context: Context,
  exchange: Exchange,
  feed: Feed,
  given: string,
): Promise<Outcome> {
  const found = await findQuestion(context, exchange, given);
  if ('kind' in found) return found;
  await context.store.rounds.queue(feed.id, found.question.id);
  const next = await context.store.feeds.nextSlot(feed.id);
  return { kind: 'queued', feed, question: found.question, next };
}

/** An extra round, named by the command that asked for it. */
export async function postExtraNow(context: Context, exchange: Exchange, feed: Feed): Promise<Outcome> {
  const round = `${feed.id}-x${hash32(exchange.id).toString(36)}`;
  await context.queue.add(`extra-${round}`, { kind: 'extra', feed: feed.id, slot: exchange.at, round });
  return { kind: 'posting-extra', feed };
}

export async function voidRound(context: Context, feed: Feed, number: number | undefined): Promise<Outcome> {
  const round =
    number === undefined
      ? await context.store.rounds.newest(feed.id)
      : await context.store.rounds.byNumber(feed.id, number);
  if (round?.number === undefined) {
    const newest = (await context.store.rounds.newest(feed.id))?.number;
    return refused({ kind: 'no-such-round', number, newest });
  }
  if (!(await context.store.rounds.void(round.id, context.clock.now())))
    return refused({ kind: 'round-void' });
  await note(context, feed, `Round ${round.number} was taken back by a manager.`, 'voided');
  const shown = await showVoid(context, round.id).catch((): JobResult => ({ againAfter: 0 }));
  if (shown !== 'done') await context.queue.add(`void-${round.id}`, { kind: 'void', round: round.id });
  return { kind: 'voided', feed, number: round.number };
}

export async function readLedger(context: Context, feed: Feed): Promise<Outcome> {
  return { kind: 'ledger', feed, entries: await context.store.ledger.read(feed.id, 15) };
}

async function note(
  context: Context,
  feed: Feed,
  text: string,
  kind: 'changed' | 'voided' = 'changed',
): Promise<void> {
  await context.store.ledger.write(feed.id, { kind, at: context.clock.now(), round: undefined, text });
}

/** The feed a command means: the one it names, else the channel's only one. */
export async function feedMeant(
  context: Context,
  exchange: Asker,
  given: string | undefined,
): Promise<Feed | Outcome> {
  const feeds = await manageableFeeds(context, exchange);
  if (given !== undefined) {
    const named = feeds.find((feed) => feed.id === given.trim().toLowerCase());
    return named ?? refused({ kind: 'unknown-feed', given, feeds });
  }
  const [only, ...others] = feeds.filter((feed) => feed.channel === exchange.place.channel);
  if (only === undefined) return refused({ kind: 'no-feed-here' });
  if (others.length === 0) return only;
  return refused({ kind: 'which-feed', feeds: [only, ...others] });
}

/** Commands about one feed: finds it, then acts. */
export async function onFeed(
  context: Context,
  exchange: Exchange,
  command: Extract<Command, { feed?: string }>,
): Promise<Outcome> {
  const feed = await feedMeant(context, exchange, command.feed);
  if ('kind' in feed) return feed;
  switch (command.name) {
    case 'schedule edit':
      return editFeed(context, feed, command);
    case 'schedule pause':
      return pauseFeed(context, feed);
    case 'schedule resume':
      return resumeFeed(context, feed);
    case 'schedule remove':
      return removeFeed(context, feed);
    case 'schedule skip':
      return skipNext(context, feed);
    case 'schedule next':
      return queueQuestion(context, exchange, feed, command.question);
    case 'schedule post':
      return postExtraNow(context, exchange, feed);
    case 'schedule void':
      return voidRound(context, feed, command.round);
    case 'schedule ledger':
      return readLedger(context, feed);
  }
}
