import { encodeAction } from '../core/action.ts';
import { hash32, shuffled } from '../core/chance.ts';
import { choiceOrder } from '../core/deck.ts';
import { noDeeds } from '../core/deeds.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import type { Question, QuestionFilter } from '../core/question.ts';
import { filterLabel } from '../core/words/common.ts';
import { memberPartFor, membersOnly } from './access.ts';
import { type Claimed, recordDeeds } from './claim.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';
import { joinableRounds, takeSight } from './sight.ts';

/** How many candidates `show` names when words fit several questions. */
const candidateLimit = 5;

/** `/viva show`: by id, else by words; one clear match is shown, several are named. */
export async function show(context: Context, exchange: Exchange, given: string): Promise<Outcome> {
  const found = findQuestion(context, given);
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
  if (question === undefined) return unknownQuestion(context, id);
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
  const found = findQuestion(context, given);
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
  const more = await memberPartFor(context, exchange, question);
  return {
    kind: 'answer',
    question,
    round: undefined,
    deeds: undefined,
    more,
    streak: undefined,
    late: false,
  };
}

/** The hint of a named question; in an open round it counts as that round's hint. */
export async function hintQuestion(context: Context, exchange: Claimed, given: string): Promise<Outcome> {
  const found = findQuestion(context, given);
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

/** A question by its id or by words; the outcome to give instead where there is not exactly one. */
export function findQuestion(context: Context, given: string): { question: Question } | Outcome {
  const exact = context.bank.get(given.trim().toUpperCase());
  if (exact !== undefined) return { question: exact };
  const found = context.bank.find(given, candidateLimit);
  const same = found.find((question) => question.title.toLowerCase() === given.trim().toLowerCase());
  const only = same ?? (found.length === 1 ? found[0] : undefined);
  if (only !== undefined) return { question: only };
  if (found.length === 0) return unknownQuestion(context, given);
  return { kind: 'candidates', given, questions: found };
}

function unknownQuestion(context: Context, given: string): Outcome {
  const near = context.bank.all().slice(0, 3);
  return refused({ kind: 'unknown-question', given, near: near.map(({ id, title }) => ({ id, title })) });
}

function seedOf(exchange: Exchange): string {
  return hash32(exchange.id).toString(36);
}
