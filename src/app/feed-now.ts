import type { Feed, MemberId } from '../core/feed.ts';
import type { FeedNow, OpenRound } from '../core/outcome.ts';
import { phaseAt, type Round } from '../core/round.ts';
import type { Context } from './context.ts';

/** What a feed is doing at this moment, as one member sees it: its open rounds, and when the next post comes. */
export async function feedNow(context: Context, feed: Feed, member: MemberId): Promise<FeedNow> {
  const { store, clock } = context;
  const [next, rounds] = await Promise.all([store.feeds.nextSlot(feed.id), store.rounds.open(feed.id)]);
  const open = rounds.filter((round) => phaseAt(round, clock.now()) === 'open');
  return { feed, next, open: await Promise.all(open.map((round) => openRound(context, round, member))) };
}

async function openRound(context: Context, round: Round, member: MemberId): Promise<OpenRound> {
  const [question, deeds] = await Promise.all([
    context.store.rounds.content(round.question, round.version),
    context.store.deeds.of(round.id, member),
  ]);
  const took = deeds.attempt !== undefined || deeds.revealAt !== undefined;
  return { round, title: question?.title ?? round.question, took };
}
