import { encodeAction } from '../core/action.ts';
import { hash32, shuffled } from '../core/chance.ts';
import { choiceOrder } from '../core/deck.ts';
import { noDeeds } from '../core/deeds.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import { newestFirst, type Question, type QuestionFilter } from '../core/question.ts';
import { filterLabel } from '../core/words/common.ts';
import { type Asker, memberPartFor, membersOnly, readableBy, unmanaged } from './access.ts';
import { type Claimed, recordDeeds } from './claim.ts';
import type { Context } from './context.ts';
import { questionsMeant } from './meant.ts';
import type { Exchange } from './ports/platform.ts';
import { joinableRounds, takeSight } from './sight.ts';

/** How many candidates `show` names when words fit several questions. */
const candidateLimit = 5;

/** `/viva show`: by id, else by words; one clear match is shown, several are named. */
export async function show(context: Context, exchange: Exchange, given: string): Promise<Outcome> {
  const found = await findQuestion(context, exchange, given);
  if ('kind' in found) return found;
  const { question } = found;
  const refusal = await membersOnly(context, exchange, question);
  if (refusal !== undefined) return refusal;
  const [asked] = await joinableRounds(context, exchange, question.id);
  return { kind: 'question', question, seed: seedOf(exchange), asked: asked?.channel, alone: false };
}

/** `/viva ask`: any question that matches, but none that is being asked in a round the person could join. */
export async function ask(context: Context, exchange: Exchange, filter: QuestionFilter): Promise<Outcome> {
  const seed = seedOf(exchange);
  for (const question of shuffled(seed, context.bank.matching(filter))) {
    if ((await membersOnly(context, exchange, question)) !== undefined) continue;
    if ((await joinableRounds(context, exchange, question.id)).length > 0) continue;
    return { kind: 'question', question, seed, asked: undefined, alone: true };
  }
  return refused({ kind: 'no-question-matches', filter: filterLabel(filter) });
}

/** A choice outside any round: told at once, kept nowhere. */
export async function tryChoice(
  context: Context,
  exchange: Exchange,
  id: string,
  seed: string,
  position: number,
): Promise<Outcome> {
  const question = context.bank.get(id);
  if (question === undefined) return unknownQuestion(context, exchange, id);
  const refusal = await membersOnly(context, exchange, question);
  if (refusal !== undefined) return refusal;
  const [asked] = await joinableRounds(context, exchange, id);
  if (asked !== undefined) return refused({ kind: 'asked-in-round', channel: asked.channel });
  const order = choiceOrder(seed, question.choices.length);
  const choice = order[position];
  return choice === undefined ? refused({ kind: 'round-gone' }) : { kind: 'tried', question, order, choice };
}

/** The answer of a named question. */
export async function revealQuestion(context: Context, exchange: Claimed, given: string): Promise<Outcome> {
  const found = await findQuestion(context, exchange, given);
  if ('kind' in found) return found;
  const { question } = found;
  const refusal = await membersOnly(context, exchange, question);
  if (refusal !== undefined) return refusal;
  if (!exchange.respond.discreet) {
    const action = encodeAction({ name: 'question-reveal', question: question.id });
    return { kind: 'offer', what: 'answer', action };
  }
  const { held } = await takeSight(context, exchange, await joinableRounds(context, exchange, question.id));
  if (held !== undefined) return held;
  const [more, related] = await Promise.all([
    memberPartFor(context, exchange, question),
    relatedFor(context, exchange, question),
  ]);
  return {
    kind: 'answer',
    question,
    round: undefined,
    deeds: undefined,
    more,
    related,
    streak: undefined,
    late: false,
    ...unmanaged(exchange),
  };
}

/** The hint of a named question; in an open round it counts as that round's hint. */
export async function hintQuestion(context: Context, exchange: Claimed, given: string): Promise<Outcome> {
  const found = await findQuestion(context, exchange, given);
  if ('kind' in found) return found;
  const { question } = found;
  const refusal = await membersOnly(context, exchange, question);
  if (refusal !== undefined) return refusal;
  if (question.hint.length === 0) return refused({ kind: 'no-hint', question: question.id });
  const rounds = await joinableRounds(context, exchange, question.id);
  let halves = false;
  for (const { round } of rounds) {
    const deeds = { ...noDeeds, hintAt: exchange.at };
    const { after } = await recordDeeds(context, exchange, round, deeds, false);
    halves ||= after.attempt === undefined;
  }
  return { kind: 'hint', question, halves };
}

/**
 * A question by its id or by words; the outcome to give instead where there is not exactly one. Only an id that was known
 * before may lead to a question that this person cannot see, which then says so.
 */
export async function findQuestion(
  context: Context,
  asker: Asker,
  given: string,
): Promise<{ question: Question } | Outcome> {
  const wanted = await readableBy(context, asker);
  const meant = questionsMeant(context.bank, given, candidateLimit, wanted);
  const [best] = meant;
  if (best === undefined) return unknownQuestion(context, asker, given);
  return meant.length === 1 ? { question: best } : { kind: 'candidates', given, questions: meant };
}

async function unknownQuestion(context: Context, asker: Asker, given: string): Promise<Outcome> {
  const near = newestFirst(context.bank.all().filter(await readableBy(context, asker))).slice(0, 3);
  return refused({ kind: 'unknown-question', given, near: near.map(({ id, title }) => ({ id, title })) });
}

/** So many questions near it are offered under an answer. */
export const relatedLimit = 3;

/** The questions that the author of one names as near it, as far as this person may see them. */
export async function relatedFor(context: Context, asker: Asker, { related }: Question): Promise<Question[]> {
  const found = related.flatMap((id) => context.bank.get(id) ?? []);
  if (found.length === 0) return [];
  return found.filter(await readableBy(context, asker)).slice(0, relatedLimit);
}

function seedOf(exchange: Exchange): string {
  return hash32(exchange.id).toString(36);
}
