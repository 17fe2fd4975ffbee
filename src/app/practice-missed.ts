import { type Deeds, scoreOf, tookPart } from '../core/deeds.ts';
import type { FeedId } from '../core/feed.ts';
import type { Practice } from '../core/practice/practice.ts';
import type { Question, QuestionId } from '../core/question.ts';
import type { Context } from './context.ts';

/** So many rounds are looked through at the start of a session; a later one goes on from there. */
export const roundsLookedThrough = 50;
/** What scores less is worth practising. */
const enough = 0.6;

interface Missed {
  questions: QuestionId[];
  /** Of each feed the last round that was looked through. */
  looked: Record<FeedId, number>;
}

/**
 * What the member had wrong, or only saw the answer of, in rounds of their feeds that are over and were not looked through
 * yet: the oldest first, and at most 50 rounds.
 */
export async function missedSince(context: Context, member: string, practice: Practice): Promise<Missed> {
  const { store } = context;
  const feeds = await store.deeds.feedsOf(member);
  const taken = await Promise.all(feeds.map((feed) => store.deeds.participation(feed, member)));
  const unseen = feeds.flatMap((feed, index) =>
    (taken[index] ?? [])
      .filter((number) => number > (practice.looked[feed] ?? 0))
      .map((number) => ({ feed, number })),
  );
  const found = await Promise.all(
    unseen.slice(0, roundsLookedThrough).map(({ feed, number }) => lookAt(context, feed, number, member)),
  );
  const missed: Missed = { questions: [], looked: {} };
  const waiting = new Set<FeedId>();
  for (const { feed, number, state, question } of found) {
    // Those behind a round that is still open wait with it.
    if (state === 'open') waiting.add(feed);
    if (waiting.has(feed)) continue;
    missed.looked[feed] = number;
    if (state === 'missed' && question !== undefined) missed.questions.push(question);
  }
  return missed;
}

async function lookAt(context: Context, feed: FeedId, number: number, member: string) {
  const { rounds, deeds } = context.store;
  const round = await rounds.byNumber(feed, number);
  const settled = { feed, number, state: 'settled' as const, question: undefined };
  if (round === undefined || round.status === 'void' || round.status === 'failed') return settled;
  if (round.status !== 'closed') return { ...settled, state: 'open' as const };
  const [done, question] = await Promise.all([
    deeds.of(round.id, member),
    rounds.content(round.question, round.version),
  ]);
  if (!wasMissed(done, question)) return settled;
  return { feed, number, state: 'missed' as const, question: round.question };
}

function wasMissed(deeds: Deeds, question: Question | undefined): boolean {
  if (question === undefined || !tookPart(deeds)) return false;
  return scoreOf(deeds, question) < enough;
}
