import { platformNameOf } from '../core/feed.ts';
import type { Outcome, RoundAsked } from '../core/outcome.ts';
import { phaseAt } from '../core/round.ts';
import { managersOnly } from './access.ts';
import type { Context } from './context.ts';
import { feedNow } from './feed-now.ts';
import type { Exchange } from './ports/platform.ts';

/** `/viva help`, and `help` as a reply: what there is to do in this place, for this person. */
export async function help(context: Context, exchange: Exchange): Promise<Outcome> {
  const { caller, place } = exchange;
  const { member, space } = caller;
  const about = await roundAsked(context, exchange);
  const feeds = about === undefined ? await context.store.feeds.inChannel(space, place.channel) : [];
  return {
    kind: 'help',
    place: place.kind,
    inThread: place.under !== undefined,
    // Under a round no commands are named, so rights need not be asked for.
    admin: about === undefined && (await managersOnly(context, exchange)) === undefined,
    platform: platformNameOf(member),
    about,
    feeds: await Promise.all(feeds.map((feed) => feedNow(context, feed, member))),
  };
}

/** The round that help was asked under. */
async function roundAsked(
  context: Context,
  { caller, place, at }: Exchange,
): Promise<RoundAsked | undefined> {
  if (place.under === undefined) return undefined;
  const { rounds, feeds } = context.store;
  const round = await rounds.byMessage(caller.space, place.channel, place.under);
  if (round === undefined || round.status === 'void' || round.status === 'failed') return undefined;
  const [question, feed] = await Promise.all([
    rounds.content(round.question, round.version),
    feeds.get(round.feed),
  ]);
  return {
    round,
    title: question?.title ?? round.question,
    hasHint: question !== undefined && question.hint.length > 0,
    open: round.status !== 'closed' && phaseAt(round, at) === 'open',
    zone: feed?.rule.zone,
  };
}
