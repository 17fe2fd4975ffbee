import type { Deeds } from '../core/deeds.ts';
import { bySurprise, measured, triesIn } from '../core/measured.ts';
import { type MeasuredQuestion, type Outcome, refused } from '../core/outcome.ts';
import { pageOf } from '../core/page.ts';
import type { Question, TopicCode } from '../core/question.ts';
import type { Round } from '../core/round.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';

const onPage = 10;

/** `/viva-admin difficulty`: how many choose right, where that surprises most first. */
export async function listDifficulty(
  context: Context,
  exchange: Exchange,
  { topic = 'any', page = 1 }: { topic?: TopicCode | 'any'; page?: number },
): Promise<Outcome> {
  if (exchange.place.kind === 'dm') return refused({ kind: 'not-in-dm' });
  const tries = await context.store.tries.all(exchange.caller.space);
  const tried = context.bank.matching(topic === 'any' ? {} : { topic }).flatMap((question) => {
    const own = tries.get(question.id);
    return own === undefined ? [] : [{ question, measured: measured(own, question.difficulty) }];
  });
  const known = tried.flatMap(({ question, measured }): MeasuredQuestion[] =>
    measured === undefined ? [] : [{ ...nameOf(question), measured }],
  );
  return {
    kind: 'difficulty',
    topic,
    page: pageOf(bySurprise(known), page, onPage),
    waiting: tried.length - known.length,
  };
}

function nameOf({ id, title, difficulty }: Question) {
  return { id, title, difficulty };
}

/** Adds what a round's choices say of its question to the counts of its space; again, it is counted anew. */
export async function countTries(
  context: Context,
  round: Round,
  question: Question,
  deeds: readonly Deeds[],
): Promise<void> {
  await context.store.tries.count(round, triesIn(deeds, round, question));
}

/** What a round that was taken back had added is taken back with it. */
export async function uncountTries(context: Context, round: Round): Promise<void> {
  await context.store.tries.count(round, { right: 0, attempts: 0 });
}
