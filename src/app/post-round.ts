import { choiceOrder, type Deck, deal } from '../core/deck.ts';
import type { Feed } from '../core/feed.ts';
import type { Question } from '../core/question.ts';
import { type Round, roundIdForSlot } from '../core/round.ts';
import { askable } from './access.ts';
import type { Context } from './context.ts';
import type { JobResult } from './ports/queue.ts';
import { reportTrouble } from './report.ts';
import { type Committed, sendCommitted, sendRound } from './send-round.ts';

/** A feed's slot has come: commits its round, if no worker has done so yet, and sends it. */
export async function postSlot(context: Context, feedId: string, slot: number): Promise<JobResult> {
  const id = roundIdForSlot(feedId, slot);
  return postRound(context, feedId, id, slot, false);
}

/** A manager's extra round, named by the command that asked for it: the same command never posts twice. */
export async function postExtra(
  context: Context,
  feedId: string,
  slot: number,
  id: string,
): Promise<JobResult> {
  return postRound(context, feedId, id, slot, true);
}

/** Goes on with a round whatever its kind, from the state its record is in. */
export async function resumeRound(context: Context, id: string): Promise<JobResult> {
  const round = await context.store.rounds.get(id);
  return round === undefined ? 'done' : sendRound(context, round);
}

async function postRound(
  context: Context,
  feedId: string,
  id: string,
  slot: number,
  extra: boolean,
): Promise<JobResult> {
  const { rounds, feeds } = context.store;
  const [known, feed, deck] = await Promise.all([rounds.get(id), feeds.get(feedId), rounds.deck(feedId)]);
  if (known !== undefined) return sendRound(context, known);
  if (feed === undefined || (feed.paused && !extra)) return 'done';
  const committed = await commitRound(context, feed, deck, id, slot, extra);
  if (committed !== undefined) return sendCommitted(context, committed, feed);
  // Somebody else committed it meanwhile, or it is not to be.
  return resumeRound(context, id);
}

async function commitRound(
  context: Context,
  feed: Feed,
  firstDeck: Deck,
  id: string,
  slot: number,
  extra: boolean,
): Promise<Committed | undefined> {
  if (context.clock.now() - slot > feed.catchUp) {
    await context.store.ledger.write(feed.id, {
      kind: 'skipped',
      at: slot,
      round: undefined,
      text: 'The post was due while Viva was away, and was too old when Viva came back.',
    });
    return undefined;
  }
  for (let deck = firstDeck; ; deck = await context.store.rounds.deck(feed.id)) {
    const matching = (await askable(context, feed)).map((question) => question.id);
    const dealt = deal(feed.id, deck, matching, (question) => context.bank.get(question) !== undefined);
    const question = dealt && context.bank.get(dealt.question);
    if (dealt === undefined || question === undefined) {
      await reportTrouble(context, feed, slot, {
        reason: 'No question of the bank matches this feed, so nothing was posted.',
        mend: 'Widen it with `/viva-admin schedule edit topic=any difficulty=any`, or add questions on its topic and difficulty.',
      });
      return undefined;
    }
    const draft = draftRound(context, feed, question, id, slot, extra);
    const fromDeck = { ...dealt, revision: deck.revision };
    const { lease } = context.patience;
    const commit = await context.store.rounds.commit(draft, extra, fromDeck, question, lease);
    if (commit.result === 'committed') return commit;
    if (commit.result !== 'changed') return undefined;
  }
}

function draftRound(
  context: Context,
  feed: Feed,
  question: Question,
  id: string,
  slot: number,
  extra: boolean,
): Round {
  const nextSlot = extra ? context.cron.next(feed.rule, slot) : undefined;
  // A post that comes late keeps its full time; one on time closes to the minute.
  const now = context.clock.now();
  const from = now - slot < 60_000 ? slot : now;
  return {
    id,
    feed: feed.id,
    place: { platform: feed.platform, space: feed.space, channel: feed.channel },
    slot,
    number: undefined,
    question: question.id,
    version: question.version,
    order: choiceOrder(id, question.choices.length),
    reveal: feed.reveal,
    status: 'posting',
    openedAt: undefined,
    closesAt: feed.closeAfter === undefined ? nextSlot : from + feed.closeAfter,
    closedAt: undefined,
    overAt: undefined,
    message: undefined,
    zone: feed.rule.zone,
    topic: question.topic,
    ...(feed.personal === undefined ? {} : { personal: true }),
  };
}
