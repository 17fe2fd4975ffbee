import { type BoardKind, boardKinds } from './board.ts';
import type { FeedId } from './feed.ts';
import { type Grade, grades } from './practice/card.ts';
import type { QuestionId } from './question.ts';
import type { RoundId } from './round.ts';
import { type Difficulty, difficulties, type TopicCode, topicCodes } from './topics.ts';

/**
 * What a button or form stands for. It is encoded into Discord's `custom_id` and Slack's `action_id`, comes
 * back from there, and so is untrusted: `decodeAction` gives undefined for anything it did not make.
 */
export type Action =
  /** A choice of a round by its shown position, 0 to 3: the id must not tell the author's order. */
  | { name: 'choose'; round: RoundId; position: number }
  | { name: 'round-hint'; round: RoundId }
  | { name: 'round-reveal'; round: RoundId }
  /** How one's own attempt in a round fared. */
  | { name: 'my-answer'; round: RoundId }
  /** Ticks a key point of one's own written answer by hand, or takes the tick off; `point` counts from 0. */
  | { name: 'tick'; round: RoundId; point: number; to: 'on' | 'off' }
  /** A choice outside any round; `seed` fixes the order in which the four were shown. */
  | { name: 'try'; question: QuestionId; seed: string; position: number }
  | { name: 'question-hint'; question: QuestionId }
  | { name: 'question-reveal'; question: QuestionId }
  /** A question named in a list. */
  | { name: 'open'; question: QuestionId }
  /** A page of what was found; the words are folded, and few enough (see folded.ts). */
  | { name: 'search'; page: number; words: string }
  | { name: 'browse'; topic: TopicCode | 'any'; difficulty: Difficulty | 'any'; page: number }
  /** A board of a feed, or of the whole space. */
  | { name: 'board'; board: BoardKind; of: FeedId | 'space' }
  /** A page of the open flags, of one question or of all. */
  | { name: 'flags'; question: QuestionId | 'all'; page: number }
  /** A page of how hard questions proved to be. */
  | { name: 'difficulty'; topic: TopicCode | 'any'; page: number }
  /** A question outside any round, any that fits. */
  | { name: 'ask' }
  /** Under a reminder: no more of them. */
  | { name: 'stop-reminders' }
  /** What is held about whoever presses, as a file. */
  | { name: 'privacy-export' }
  /** Opens a form; the platform does so at once, without asking `app`. `about`: what the form is about, if anything. */
  | { name: 'open-form'; form: FormName; about?: string }
  | PracticeAction
  /** A form sent in; its values come beside it. */
  | { name: 'submit-form'; form: FormName; about?: string };

/** A topic that only questions of are practised, or `any`. */
type Practised = { topic: TopicCode | 'any' };
/** A card at hand, by the revision that it was shown in (see practice/card.ts). */
type OnCard = Practised & { question: QuestionId; revision: number };

export type PracticeAction =
  /** Begins a session, in a message of its own. All others go on in theirs. */
  | ({ name: 'practice' } & Practised)
  | ({ name: 'practice-choose' } & OnCard & { position: number })
  | ({ name: 'practice-hint' } & OnCard)
  /** The whole answer; `position` is what was chosen before. */
  | ({ name: 'practice-answer' } & OnCard & { position: number | 'none' })
  | ({ name: 'practice-grade' } & OnCard & { grade: Grade })
  /** Takes back the grade that was given to the card in this revision. */
  | ({ name: 'practice-undo' } & OnCard)
  /** So many new questions today in all. */
  | ({ name: 'practice-more' } & Practised & { allowance: number });

export const formNames = ['me', 'write', 'flag', 'resolve', 'forget'] as const;
export type FormName = (typeof formNames)[number];

/** Discord's limit for a `custom_id`; Slack's is 255. */
export const maxActionLength = 100;

const version = 'viva1';

export function encodeAction(action: Action): string {
  const { name, ...rest } = action;
  return [version, name, ...Object.values(rest)].join('/');
}

const round = /^[a-z0-9]+-[a-z0-9]+$/;
/** `space` is no feed's id: those have eight letters and digits. */
const feed = /^([a-z0-9]{8}|space)$/;
const question = /^[A-Z]{2}\d{4}$/;
const seed = /^[a-z0-9]{1,16}$/;
const position = /^[0-3]$/;
const point = /^[0-9]$/;
const revision = /^(0|[1-9]\d{0,4})$/;
const allowance = /^[1-9]\d{0,3}$/;
const page = /^[1-9]\d{0,4}$/;
/** A question, and when the newest of its flags that the manager saw was raised (ms, to base 36). */
const seenFlags = /^[A-Z]{2}\d{4}-(0|[1-9a-z][0-9a-z]{0,8})$/;
const words = /^[\p{L}\p{N}]+( [\p{L}\p{N}]+)*$/u;

/** What a form is about; of undefined it is about nothing in particular. */
const aboutOf: Record<FormName, RegExp | undefined> = {
  me: undefined,
  write: round,
  flag: question,
  resolve: seenFlags,
  forget: undefined,
};

export function decodeAction(id: string): Action | undefined {
  const action = read(id);
  return action !== undefined && encodeAction(action) === id ? action : undefined;
}

function read(id: string): Action | undefined {
  const [head, name, first = '', second = '', third = ''] = id.split('/');
  if (head !== version) return undefined;
  switch (name) {
    case 'choose':
      if (!round.test(first) || !position.test(second)) return undefined;
      return { name, round: first, position: Number(second) };
    case 'round-hint':
    case 'round-reveal':
    case 'my-answer':
      return round.test(first) ? { name, round: first } : undefined;
    case 'tick': {
      const to = oneOf(['on', 'off'] as const, third);
      if (!round.test(first) || !point.test(second) || to === undefined) return undefined;
      return { name, round: first, point: Number(second), to };
    }
    case 'try':
      if (!question.test(first) || !seed.test(second) || !position.test(third)) return undefined;
      return { name, question: first, seed: second, position: Number(third) };
    case 'question-hint':
    case 'question-reveal':
    case 'open':
      return question.test(first) ? { name, question: first } : undefined;
    case 'search':
      if (!page.test(first) || !words.test(second)) return undefined;
      return { name, page: Number(first), words: second };
    case 'browse': {
      const topic = oneOf([...topicCodes, 'any'] as const, first);
      const difficulty = oneOf([...difficulties, 'any'] as const, second);
      if (topic === undefined || difficulty === undefined || !page.test(third)) return undefined;
      return { name, topic, difficulty, page: Number(third) };
    }
    case 'board': {
      const board = oneOf(boardKinds, first);
      return board === undefined || !feed.test(second) ? undefined : { name, board, of: second };
    }
    case 'flags':
      if (!page.test(second) || (first !== 'all' && !question.test(first))) return undefined;
      return { name, question: first, page: Number(second) };
    case 'difficulty': {
      const topic = oneOf([...topicCodes, 'any'] as const, first);
      return topic === undefined || !page.test(second) ? undefined : { name, topic, page: Number(second) };
    }
    case 'ask':
    case 'stop-reminders':
    case 'privacy-export':
      return { name };
    case 'practice':
    case 'practice-choose':
    case 'practice-hint':
    case 'practice-answer':
    case 'practice-grade':
    case 'practice-undo':
    case 'practice-more':
      return readPractice(name, id.split('/').slice(2));
    case 'open-form':
    case 'submit-form': {
      const form = oneOf(formNames, first);
      if (form === undefined) return undefined;
      const about = aboutOf[form];
      if (about === undefined) return { name, form };
      return about.test(second) ? { name, form, about: second } : undefined;
    }
    default:
      return undefined;
  }
}

function readPractice(name: PracticeAction['name'], parts: string[]): Action | undefined {
  const [first = '', second = '', third = '', fourth = ''] = parts;
  const topic = oneOf([...topicCodes, 'any'] as const, first);
  if (topic === undefined) return undefined;
  if (name === 'practice') return { name, topic };
  if (name === 'practice-more') {
    return allowance.test(second) ? { name, topic, allowance: Number(second) } : undefined;
  }
  if (!question.test(second) || !revision.test(third)) return undefined;
  const card = { topic, question: second, revision: Number(third) };
  switch (name) {
    case 'practice-choose':
      return position.test(fourth) ? { name, ...card, position: Number(fourth) } : undefined;
    case 'practice-answer': {
      const chosen = position.test(fourth) ? Number(fourth) : oneOf(['none'] as const, fourth);
      return chosen === undefined ? undefined : { name, ...card, position: chosen };
    }
    case 'practice-grade': {
      const grade = oneOf(grades, fourth);
      return grade === undefined ? undefined : { name, ...card, grade };
    }
    default:
      return { name, ...card };
  }
}

function oneOf<Known extends string>(all: readonly Known[], text: string): Known | undefined {
  return all.find((known) => known === text);
}

const inPlace = new Set<Action['name']>(['search', 'browse', 'board', 'flags', 'difficulty', 'tick']);

/**
 * Whether what a button brings takes the place of the card that it stands under: the next page of a list, the next card of
 * a practice session, the same answer with another tick.
 */
export function turnsPage(action: Action | undefined): boolean {
  return action !== undefined && (inPlace.has(action.name) || action.name.startsWith('practice-'));
}

/** The round whose post a button belongs to: what `find` looks for in a channel's history. */
export function roundOfAction(id: string): RoundId | undefined {
  const action = decodeAction(id);
  if (action === undefined || action.name === 'my-answer' || action.name === 'tick') return undefined;
  return 'round' in action ? action.round : undefined;
}
