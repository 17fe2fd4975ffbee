import { hash32 } from '../core/chance.ts';
import type { Command } from '../core/command.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import type { QuestionFilter } from '../core/question.ts';
import { wordOutcome } from '../core/words/outcome.ts';
import { managersOnly } from './access.ts';
import { showBoard } from './board.ts';
import { browse, search } from './browse.ts';
import type { Claimed } from './claim.ts';
import type { Context } from './context.ts';
import { listDifficulty } from './difficulty.ts';
import { addFeed, listFeeds, onFeed } from './feeds.ts';
import { flag, listFlags } from './flags.ts';
import { help } from './help.ts';
import { home } from './home.ts';
import { ask, hintQuestion, revealQuestion, show, tryChoice } from './lookup.ts';
import type { CommandOutcome } from './ports/meter.ts';
import type { Exchange } from './ports/platform.ts';
import { LockedOut, Repeated, StoreAway } from './ports/store.ts';
import { inSession, practise } from './practice.ts';
import { exportData, forget } from './privacy.ts';
import { me } from './profile.ts';
import { noteDeed, stopReminders } from './reminders.ts';
import { resolveFlags } from './resolve-flags.ts';
import { choose, hintRound, revealRound, roundHere, withRound } from './round-deeds.ts';
import { settings } from './settings.ts';
import { showStreak } from './standing.ts';
import { showStats } from './stats.ts';
import { myAnswer, tick, write } from './written.ts';

/** How long a deed that was done is remembered: one delivered again changes nothing and is not answered twice. */
const rememberedFor = 24 * 3_600_000;
/** How long one that was begun is: should the process die meanwhile, a later delivery makes up for it. */
const begunFor = 60_000;
/** What changes nothing but the person's deeds in rounds: with the first of them it is claimed, and not before. */
const claimedByDeeds = new Set<Command['name']>([
  'answer',
  'hint',
  'choose',
  'round-reveal',
  'round-hint',
  'write',
  'my-answer',
  'tick',
  'question-reveal',
  'question-hint',
]);

/** For managers, besides all of `schedule`. */
const managing = new Set<Command['name']>(['settings', 'flags', 'resolve', 'difficulty']);

/** One deed of a person, from decoded command to reply. Never rejects. */
export async function handle(context: Context, exchange: Exchange): Promise<void> {
  const id = `${exchange.caller.member}/${exchange.id}`;
  try {
    const outcome = await outcomeOf(context, exchange, id);
    if (outcome === undefined) return context.meter.command(exchange.command.name, 'repeated');
    // Nobody waits for it, and a reminder too many is all that can come of its failing.
    void noteDeed(context, exchange.caller.member, exchange.at).catch(() => {});
    const cards = wordOutcome(withAnswer(outcome, exchange));
    for (const card of cards) await exchange.respond.reply(await context.typesetter.typeset(card));
    context.meter.command(exchange.command.name, resultOf(outcome));
  } catch (error) {
    context.meter.command(exchange.command.name, 'unanswered');
    context.log.warn(
      // Of a message: without its channel, which in direct messages is one person's.
      { exchange: exchange.id.split('/').at(-1), command: exchange.command.name, error: String(error) },
      'a reply failed',
    );
  }
}

/** A form is gone once it is sent: what is not taken is given back, so that it need not be written again. */
function withAnswer(outcome: Outcome, { command }: Exchange): Outcome {
  const wrote = writtenIn(command);
  return outcome.kind === 'refused' && wrote !== undefined ? { ...outcome, wrote } : outcome;
}

function writtenIn(command: Command): string | undefined {
  if (command.name === 'write') return command.round === undefined ? undefined : command.text;
  if (command.name === 'flag') return command.text;
  return command.name === 'resolve' ? command.note : undefined;
}

function resultOf(outcome: Outcome): CommandOutcome {
  if (outcome.kind !== 'refused') return 'done';
  const { kind } = outcome.refusal;
  return kind === 'storage-away' || kind === 'fault' ? kind : 'refused';
}

/** Undefined for a deed that was handled before. */
async function outcomeOf(context: Context, exchange: Exchange, id: string): Promise<Outcome | undefined> {
  const { once } = context.store;
  const { name } = exchange.command;
  try {
    const held = !claimedByDeeds.has(name);
    if (held && !(await once.begin(id, begunFor))) return undefined;
    const claim = { id, forMs: rememberedFor, held };
    const outcome = await run(context, { ...exchange, claim });
    // It is done, whether or not that can be noted: from here on nothing must do it again, and nobody waits for it.
    if (held) void once.done(id, rememberedFor).catch(() => {});
    // Nothing was recorded (a refusal, say), and still it is answered once.
    else if (!claim.held && !(await once.begin(id, rememberedFor))) return undefined;
    return outcome;
  } catch (error) {
    if (error instanceof Repeated) return undefined;
    if (error instanceof LockedOut) {
      const isFirst = await once.begin(id, rememberedFor).catch(() => true);
      return isFirst ? refused({ kind: 'round-forgotten' }) : undefined;
    }
    // Not waited for: with the store away that would double the time until the person is told.
    void once.forget(id).catch(() => {});
    if (error instanceof StoreAway) return refused({ kind: 'storage-away' });
    const reference = hash32(`${exchange.id}/${exchange.at}`).toString(36);
    const stack = error instanceof Error ? error.stack : String(error);
    context.log.error({ reference, command: exchange.command.name, stack }, 'a command failed');
    return refused({ kind: 'fault', reference });
  }
}

async function run(context: Context, exchange: Claimed): Promise<Outcome> {
  const { command } = exchange;
  if (command.name.startsWith('schedule ') || managing.has(command.name)) {
    const refusal = await managersOnly(context, exchange);
    if (refusal !== undefined) return refusal;
  }
  switch (command.name) {
    case 'show':
      return show(context, exchange, command.question);
    case 'open':
      return show(context, exchange, command.question);
    case 'search':
      return search(context, exchange, command.words, command.page ?? 1);
    case 'browse':
      return browse(context, exchange, filterOf(command), command.page ?? 1);
    case 'ask':
      return ask(context, exchange, command);
    case 'answer':
      return command.question === undefined
        ? onRoundHere(context, exchange, (round) => revealRound(context, exchange, round))
        : revealQuestion(context, exchange, command.question);
    case 'hint':
      return command.question === undefined
        ? onRoundHere(context, exchange, (round) => hintRound(context, exchange, round))
        : hintQuestion(context, exchange, command.question);
    case 'choose':
      return choose(context, exchange, command.round, command.position);
    case 'round-reveal':
      return withRound(context, command.round, (round) => revealRound(context, exchange, round));
    case 'round-hint':
      return withRound(context, command.round, (round) => hintRound(context, exchange, round));
    case 'write':
      return command.round === undefined
        ? onRoundHere(context, exchange, (round) =>
            write(context, exchange, round, command.text, exchange.place.kind === 'channel'),
          )
        : withRound(context, command.round, (round) => write(context, exchange, round, command.text, false));
    case 'my-answer':
      return withRound(context, command.round, (round) => myAnswer(context, exchange, round));
    case 'tick':
      return withRound(context, command.round, (round) =>
        tick(context, exchange, round, command.point, command.to === 'on'),
      );
    case 'try':
      return tryChoice(context, exchange, command.question, command.seed, command.position);
    case 'question-reveal':
      return revealQuestion(context, exchange, command.question);
    case 'question-hint':
      return hintQuestion(context, exchange, command.question);
    case 'streak':
      return showStreak(context, exchange, command.why ?? false);
    case 'board':
      return showBoard(context, exchange, command.board, command.of);
    case 'stats':
      return showStats(context, exchange);
    case 'practice':
      return practise(context, exchange, command.topic ?? 'any');
    case 'practice-choose':
    case 'practice-hint':
    case 'practice-answer':
    case 'practice-grade':
    case 'practice-undo':
    case 'practice-more':
      return inSession(context, exchange, command);
    case 'me':
      return me(context, exchange, command);
    case 'stop-reminders':
      return stopReminders(context, exchange);
    case 'privacy export':
    case 'privacy-export':
      return exportData(context, exchange);
    case 'privacy forget':
      return forget(context, exchange, command.confirm);
    case 'home':
      return home(context, exchange);
    case 'help':
      return help(context, exchange);
    case 'misunderstood':
      return refused({ kind: 'misunderstood', problem: command.problem });
    case 'flag':
      return flag(context, exchange, command);
    case 'flags':
      return listFlags(context, exchange, command);
    case 'resolve':
      return resolveFlags(context, exchange, command);
    case 'difficulty':
      return listDifficulty(context, exchange, command);
    case 'settings':
      return settings(context, exchange, command);
    case 'schedule add':
      return addFeed(context, exchange, command);
    case 'schedule list':
      return listFeeds(context, exchange);
    default:
      return onFeed(context, exchange, command);
  }
}

/** `any` stands in buttons for a choice that was not made. */
function filterOf({ topic, difficulty }: Extract<Command, { name: 'browse' }>): QuestionFilter {
  return {
    ...(topic === undefined || topic === 'any' ? {} : { topic }),
    ...(difficulty === undefined || difficulty === 'any' ? {} : { difficulty }),
  };
}

async function onRoundHere(
  context: Context,
  exchange: Exchange,
  act: (round: NonNullable<Awaited<ReturnType<typeof roundHere>>>) => Promise<Outcome>,
): Promise<Outcome> {
  const round = await roundHere(context, exchange);
  if (round !== undefined) return act(round);
  return refused({ kind: exchange.place.under === undefined ? 'no-round-here' : 'not-a-round' });
}
