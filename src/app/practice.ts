import { encodeAction, type PracticeAction } from '../core/action.ts';
import { choiceOrder } from '../core/deck.ts';
import type { Outcome } from '../core/outcome.ts';
import {
  type Card,
  type Day,
  dayOf,
  freshCard,
  grades,
  revisionAfter,
  type Schedule,
  seedOf,
} from '../core/practice/card.ts';
import type { PracticeNotice } from '../core/practice/outcome.ts';
import {
  type Change,
  changed,
  graded,
  gradedFrom,
  newCardsUsual,
  type Practice,
  tallyOn,
  undoable,
  undone,
  withAllowance,
  withMissed,
} from '../core/practice/practice.ts';
import { type Candidate, type Left, queueOf } from '../core/practice/queue.ts';
import type { Question, TopicCode } from '../core/question.ts';
import { memberPartFor, readableBy, unmanaged } from './access.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';
import { missedSince } from './practice-missed.ts';
import { joinableRounds } from './sight.ts';

/** The coming days that a summary tells of, today included. */
const daysAhead = 8;
/** So many questions are looked for in open rounds at once; nearly always the first is in none. */
const lookedForAtOnce = [1, 4];
const lookedForMost = 16;

/** What a press is judged by. */
interface Session {
  context: Context;
  exchange: Exchange;
  topic: TopicCode | 'any';
  day: Day;
  practice: Practice;
  schedule: Schedule;
  limit: number;
  readable: (question: Question) => boolean;
}

type OnCard = Extract<PracticeAction, { question: string }>;

/** `/viva practice`: begins a session, with what was missed since the last one. */
export async function practise(
  context: Context,
  exchange: Exchange,
  topic: TopicCode | 'any',
): Promise<Outcome> {
  if (!exchange.respond.discreet)
    return { kind: 'offer', what: 'practice', action: encodeAction({ name: 'practice', topic }) };
  const session = await openSession(context, exchange, topic);
  const missed = await missedSince(context, exchange.caller.member, session.practice);
  const change = await make(session, (practice) => withMissed(practice, missed.questions, missed.looked));
  const count = change?.cards.length ?? 0;
  return deal(session, count === 0 ? undefined : { kind: 'taken-in', missed: count });
}

/** A button of a session. */
export async function inSession(
  context: Context,
  exchange: Exchange,
  press: Exclude<PracticeAction, { name: 'practice' }>,
): Promise<Outcome> {
  const session = await openSession(context, exchange, press.topic);
  if (press.name === 'practice-more') {
    await make(session, (practice) => withAllowance(practice, session.day, press.allowance));
    return deal(session, undefined);
  }
  const question = context.bank.get(press.question);
  if (question === undefined || !session.readable(question))
    return deal(session, { kind: 'gone', question: press.question });
  if (press.name === 'practice-grade') return grade(session, press);
  if (press.name === 'practice-undo') return undo(session, press, question);
  return look(session, press, question);
}

async function openSession(context: Context, exchange: Exchange, topic: TopicCode | 'any'): Promise<Session> {
  const { member, zone } = exchange.caller;
  const [practice, profile, readable, schedule] = await Promise.all([
    context.store.practice.of(member),
    context.store.members.profile(member),
    readableBy(context, exchange),
    context.scheduler.load(),
  ]);
  const day = dayOf(exchange.at, profile.zone ?? zone ?? 'UTC');
  const limit = profile.newCards ?? newCardsUsual;
  return { context, exchange, topic, day, practice, schedule, limit, readable };
}

/** Makes a change to the newest state, however many write at once; the session then has it. */
async function make(
  session: Session,
  work: (practice: Practice) => Change | undefined,
): Promise<Change | undefined> {
  const { store } = session.context;
  const { member } = session.exchange.caller;
  for (;;) {
    const change = work(session.practice);
    if (change === undefined) return undefined;
    if (await store.practice.change(member, session.practice, change)) {
      session.practice = changed(session.practice, change);
      return change;
    }
    session.practice = await store.practice.of(member);
  }
}

/** The choice, the hint or the answer of a card. */
async function look(
  session: Session,
  press: Exclude<OnCard, { name: 'practice-grade' | 'practice-undo' }>,
  question: Question,
): Promise<Outcome> {
  const card = cardOf(session.practice, question);
  if (card.revision !== press.revision) return deal(session, { kind: 'moved-on' });
  const [asked] = await joinableRounds(session.context, session.exchange, question.id);
  if (asked !== undefined)
    return deal(session, { kind: 'in-round', question: question.id, channel: asked.channel });
  switch (press.name) {
    case 'practice-hint':
      return shown(
        session,
        { question, source: sourceOf(card) },
        sessionQueue(session).left,
        undefined,
        true,
      );
    case 'practice-choose':
      return told(session, question, press.position, false);
    case 'practice-answer':
      return told(session, question, press.position === 'none' ? undefined : press.position, true);
  }
}

async function grade(session: Session, press: Extract<OnCard, { name: 'practice-grade' }>): Promise<Outcome> {
  const { day, schedule } = session;
  const { at } = session.exchange;
  await make(session, (practice) => graded(practice, { ...press, at, day }, schedule));
  const entry = gradedFrom(session.practice, press.question, press.revision);
  const card = session.practice.cards.get(press.question);
  if (entry === undefined || card?.memory === undefined) return deal(session, { kind: 'moved-on' });
  const { question } = press;
  if (entry.grade !== press.grade)
    return deal(session, { kind: 'graded-before', question, grade: entry.grade });
  return deal(session, { kind: 'graded', question, grade: entry.grade, due: card.memory.due });
}

async function undo(
  session: Session,
  press: Extract<OnCard, { name: 'practice-undo' }>,
  question: Question,
): Promise<Outcome> {
  const { day } = session;
  const entry = gradedFrom(session.practice, question.id, press.revision);
  const change = await make(session, (practice) => undone(practice, { ...press, day }));
  const card = cardOf(session.practice, question);
  // A second press of the same button finds it done.
  if (change === undefined && card.revision !== revisionAfter(press.revision, 2))
    return deal(session, { kind: 'not-undone', question: question.id });
  const notice: PracticeNotice | undefined =
    entry === undefined ? undefined : { kind: 'undone', question: question.id, grade: entry.grade };
  const [asked] = await joinableRounds(session.context, session.exchange, question.id);
  if (asked !== undefined) return deal(session, notice);
  return told(session, question, undefined, false, notice);
}

/** The next card that may be shown, or what was done where none is left. */
async function deal(session: Session, notice: PracticeNotice | undefined): Promise<Outcome> {
  const { context, exchange, topic, day, practice, limit } = session;
  const queue = sessionQueue(session);
  let held = 0;
  for (let from = 0, step = 0; ; step += 1) {
    const count = lookedForAtOnce[step] ?? lookedForMost;
    const next = queue.candidates(from, count);
    if (next.length === 0) break;
    from += next.length;
    const rounds = await Promise.all(
      next.map(({ question }) => joinableRounds(context, exchange, question.id)),
    );
    const free = next[rounds.findIndex((asked) => asked.length === 0)];
    if (free !== undefined) return shown(session, free, queue.left, notice, false);
    held += next.filter(({ source }) => source !== 'new').length;
  }
  return {
    kind: 'practice-done',
    topic,
    today: day,
    notice,
    undo: undoable(practice, day),
    tally: tallyOn(practice, day),
    held,
    limit,
    more: queue.more,
    ahead: queue.ahead,
    next: queue.next,
  };
}

function sessionQueue({ context, exchange, topic, day, practice, limit, readable }: Session) {
  const matching = topic === 'any' ? context.bank.all() : context.bank.matching({ topic });
  const questions = matching.filter(readable);
  return queueOf(practice, { questions, day, limit, days: daysAhead, seed: exchange.caller.member });
}

function shown(
  session: Session,
  { question, source }: Candidate,
  left: Left,
  notice: PracticeNotice | undefined,
  hint: boolean,
): Outcome {
  return { kind: 'practice-card', ...ofCard(session, question, notice), source, left, hint };
}

async function told(
  session: Session,
  question: Question,
  position: number | undefined,
  whole: boolean,
  notice?: PracticeNotice,
): Promise<Outcome> {
  const { context, exchange, practice, day, schedule } = session;
  const { memory } = cardOf(practice, question);
  const after = schedule(memory, day, seedOf({ question: question.id, memory }));
  const next = Object.fromEntries(grades.map((name) => [name, after[name].due])) as Record<
    (typeof grades)[number],
    Day
  >;
  const more = whole ? await memberPartFor(context, exchange, question) : ({ kind: 'none' } as const);
  return {
    kind: 'practice-told',
    ...ofCard(session, question, notice),
    position,
    whole,
    more,
    next,
    ...unmanaged(exchange),
  };
}

function ofCard(session: Session, question: Question, notice: PracticeNotice | undefined) {
  const { topic, day: today, practice } = session;
  const card = cardOf(practice, question);
  const { revision } = card;
  // New with each grade; a grade that is taken back leaves the letters as they were when it was given.
  const order = choiceOrder(seedOf(card), question.choices.length);
  return { topic, today, notice, undo: undoable(practice, today), question, revision, order };
}

function cardOf(practice: Practice, { id }: Question): Card {
  return practice.cards.get(id) ?? freshCard(id);
}

function sourceOf({ memory, missed }: Card) {
  if (memory !== undefined) return 'due';
  return missed ? 'missed' : 'new';
}
