import type { FeedId } from '../feed.ts';
import type { QuestionId } from '../question.ts';
import {
  type Card,
  type Day,
  freshCard,
  type Grade,
  grades,
  revisionAfter,
  type Schedule,
  seedOf,
} from './card.ts';

/** All that is kept of one member's practice. */
export interface Practice extends Notes {
  cards: Cards;
}

/** The cards of a member; a thousand of them are looked through without being read in full. */
export interface Cards {
  get(question: QuestionId): Card | undefined;
  /** Of each card what decides when it comes; `due` is undefined before the first grade. */
  outline(): readonly CardOutline[];
}

export interface CardOutline {
  question: QuestionId;
  missed: boolean;
  due: Day | undefined;
}

export interface Notes {
  /** Grows with every change, so that of two changes made at once the second is made anew. */
  version: number;
  today: Tally;
  /** The newest grades by the platform's time, oldest first: they can be undone. */
  recent: readonly Graded[];
  /** Of each feed the number of the last round that was looked through for what was missed. */
  looked: Readonly<Record<FeedId, number>>;
}

/** What was done on one day, the last that anything was done on. */
export interface Tally {
  day: Day;
  grades: Readonly<Record<Grade, number>>;
  /** Questions that were practised for the first time. */
  fresh: number;
  /** So many new ones the member asked for on this day, if that is more than usual. */
  allowance: number;
}

/** A grade that was given, and what it put an end to. */
export interface Graded {
  question: QuestionId;
  grade: Grade;
  /** When the button was pressed, by the platform's clock (ms). */
  at: number;
  /** That day in the member's zone. */
  day: Day;
  /** The card as it was. */
  before: Card;
}

/** What becomes of a practice: the cards that differ, and all notes. */
export interface Change {
  cards: readonly Card[];
  notes: Notes;
}

/** So many grades can be undone. Presses that cross each other on the way are put in order among them. */
export const recentKept = 8;
/** So many new questions a day, unless the member sets another number. */
export const newCardsUsual = 10;
export const newCardsMost = 50;
/** So many more are asked for at once. */
export const newCardsMore = 5;

const none: Tally = { day: 0, grades: { again: 0, hard: 0, good: 0, easy: 0 }, fresh: 0, allowance: 0 };

export const noNotes: Notes = { version: 0, today: none, recent: [], looked: {} };

/** What was done on that day so far. */
export function tallyOn({ today }: Notes, day: Day): Tally {
  return today.day >= day ? today : { ...none, day };
}

/** A pressed grade: it names the revision of the card that its button stood on. */
export interface GradePress {
  question: QuestionId;
  revision: number;
  grade: Grade;
  at: number;
  day: Day;
}

/**
 * Takes a grade. It counts if the card is still the one that the button stood on. Of several grades for the same card,
 * pressed at once, the earliest counts by the platform's time, in whatever order they arrive. Undefined: nothing changes.
 */
export function graded(practice: Practice, press: GradePress, schedule: Schedule): Change | undefined {
  const { question, revision, grade, at, day } = press;
  const card = practice.cards.get(question) ?? freshCard(question);
  const earlier = gradedFrom(practice, question, revision);
  const replaces =
    earlier !== undefined &&
    card.revision === revisionAfter(revision) &&
    (at < earlier.at || (at === earlier.at && grades.indexOf(grade) < grades.indexOf(earlier.grade)));
  if (card.revision !== revision && !replaces) return undefined;
  const before = replaces ? earlier.before : card;
  const entry: Graded = { question, grade, at, day, before };
  const others = practice.recent.filter((one) => one !== earlier);
  const without = replaces ? tallied(practice.today, earlier, -1) : practice.today;
  const memory = schedule(before.memory, day, seedOf(before))[grade];
  return {
    cards: [{ ...before, revision: revisionAfter(revision), memory }],
    notes: {
      ...notesOf(practice),
      today: tallied(without, entry, 1),
      recent: [...others, entry].sort(byTime).slice(-recentKept),
    },
  };
}

/** A pressed undo: it names the card as it was when the grade was given. */
export type UndoPress = Omit<GradePress, 'grade' | 'at'>;

/**
 * Takes a grade back, on its own day: the card is what it was, but for its revision. Undefined where that grade stands no
 * more. On that day the card does not come again, so that no grade of it can cross the undo on the way.
 */
export function undone(practice: Practice, { question, revision, day }: UndoPress): Change | undefined {
  const entry = gradedFrom(practice, question, revision);
  if (entry === undefined || entry.day !== day || !stands(practice, entry)) return undefined;
  return {
    cards: [{ ...entry.before, revision: revisionAfter(revision, 2) }],
    notes: {
      ...notesOf(practice),
      today: tallied(practice.today, entry, -1),
      recent: practice.recent.filter((one) => one !== entry),
    },
  };
}

/** The last grade of that day, while it can be undone. */
export function undoable(practice: Practice, day: Day): Graded | undefined {
  return practice.recent.findLast((entry) => entry.day === day && stands(practice, entry));
}

/** The grade that was taken from a button of this card and revision. */
export function gradedFrom(practice: Notes, question: QuestionId, revision: number): Graded | undefined {
  return practice.recent.find((one) => one.question === question && one.before.revision === revision);
}

function stands(practice: Practice, { question, before }: Graded): boolean {
  return practice.cards.get(question)?.revision === revisionAfter(before.revision);
}

/** Takes in what was missed in rounds; a question that has a card already is left as it is. */
export function withMissed(
  practice: Practice,
  missed: readonly QuestionId[],
  looked: Readonly<Record<FeedId, number>>,
): Change | undefined {
  const isAhead = ([feed, number]: [FeedId, number]) => number > (practice.looked[feed] ?? 0);
  const ahead = Object.entries(looked).filter(isAhead);
  if (ahead.length === 0) return undefined;
  const cards = [...new Set(missed)]
    .map((question) => practice.cards.get(question) ?? freshCard(question))
    .filter((card) => card.memory === undefined && !card.missed)
    .map((card) => ({ ...card, missed: true }));
  const notes = { ...notesOf(practice), looked: { ...practice.looked, ...Object.fromEntries(ahead) } };
  return { cards, notes };
}

/** Lets so many new questions come on that day in all. */
export function withAllowance(practice: Practice, day: Day, allowance: number): Change | undefined {
  const today = tallyOn(practice, day);
  if (today.allowance >= allowance) return undefined;
  return { cards: [], notes: { ...notesOf(practice), today: { ...today, allowance } } };
}

/** The practice after a change. */
export function changed(practice: Practice, { cards, notes }: Change): Practice {
  const differing = new Map(cards.map((card) => [card.question, card]));
  return {
    ...notes,
    cards: {
      get: (question) => differing.get(question) ?? practice.cards.get(question),
      outline: () => [
        ...practice.cards.outline().filter(({ question }) => !differing.has(question)),
        ...cards.map(outlineOf),
      ],
    },
  };
}

export function outlineOf({ question, missed, memory }: Card): CardOutline {
  return { question, missed, due: memory?.due };
}

/** The notes to be changed, counted on. */
function notesOf({ version, today, recent, looked }: Notes): Notes {
  return { version: version + 1, today, recent, looked };
}

/** Counts a grade in, or out again. Only the newest day is kept: what belongs to an earlier one changes nothing. */
function tallied(today: Tally, { day, grade, before }: Graded, by: 1 | -1): Tally {
  if (day < today.day) return today;
  const on = day === today.day ? today : { ...none, day };
  const isFresh = before.memory === undefined && !before.missed;
  return {
    ...on,
    grades: { ...on.grades, [grade]: on.grades[grade] + by },
    fresh: on.fresh + (isFresh ? by : 0),
  };
}

function byTime(one: Graded, other: Graded): number {
  return one.at - other.at || (one.question < other.question ? -1 : 1);
}
