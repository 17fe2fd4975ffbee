import { type Deeds, partsOfAPoint, pointsFor, scoreOf } from './deeds.ts';
import type { FeedId, SpaceId } from './feed.ts';
import type { Question } from './question.ts';
import { createRecent } from './recent.ts';
import type { Round } from './round.ts';
import { shortened } from './tidy.ts';
import type { TopicCode } from './topics.ts';
import { addDays, dayStart, localTime } from './zone.ts';

export const boardSpans = ['week', 'month', 'all'] as const;
/** What a board of points counts: rounds of a week from Monday, of a month, or all there were. */
export type BoardSpan = (typeof boardSpans)[number];

export const boardKinds = [...boardSpans, 'streaks'] as const;
/** A board of points, or that of the streaks that run now. */
export type BoardKind = (typeof boardKinds)[number];

/** As they are chosen; nobody types a space for `all time`. */
export const boardNames: Record<BoardKind, string> = {
  week: 'this week',
  month: 'this month',
  all: 'all time',
  streaks: 'running streaks',
};

/** What a board is about: one feed, or all the feeds of a space together. */
export type BoardScope = FeedId | SpaceId;

/** How many places a board shows. */
export const placesShown = 10;

export interface Window {
  /** `w2026-11-23` (its Monday), `m2026-11`, `all`: a name that sorts and never comes back. */
  name: string;
  /** The instant (ms) at which the next one begins; undefined for `all`. */
  endsAt: number | undefined;
}

/**
 * The week, month or whole that an instant falls into, by the calendar of a zone. It ends where a day begins there, so
 * the week of a clock change is an hour shorter or longer, and no round falls into two.
 */
export function windowAt(span: BoardSpan, at: number, zone: string): Window {
  const { date } = localTime(at, zone);
  const name = windowOf(span, date);
  if (span === 'all') return { name, endsAt: undefined };
  const next = span === 'week' ? addDays(mondayOf(date), 7) : firstOfNext(date.slice(0, 7));
  return { name, endsAt: dayStart(next, zone) };
}

/** The name of the window that a calendar day falls into. */
function windowOf(span: BoardSpan, date: string): string {
  if (span === 'week') return `w${mondayOf(date)}`;
  return span === 'month' ? `m${date.slice(0, 7)}` : 'all';
}

function mondayOf(date: string): string {
  return addDays(date, -daysSinceMonday(date));
}

/** 0 for a Monday, 6 for a Sunday. */
export function daysSinceMonday(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The first day of the month behind `2026-12`. */
function firstOfNext(month: string): string {
  return `${addDays(`${month}-28`, 7).slice(0, 7)}-01`;
}

const day = 86_400_000;
/** How long a board is kept from its first points on, ms; undefined: for ever. A round stays open for 31 days at most. */
const keptFor: Record<BoardSpan, number | undefined> = { week: 60 * day, month: 400 * day, all: undefined };

export interface Board {
  scope: BoardScope;
  window: string;
  keptFor: number | undefined;
}

/**
 * The boards that a round's points count on: those of its feed, and of its space unless the feed is one person's own,
 * since nobody else could have earned them. The windows are those of its slot, in the zone that its feed had then.
 */
export function boardsOf({ feed, place, slot, zone = 'UTC', personal = false }: Round): Board[] {
  const date = dayOf(slot, zone);
  const windows = boardSpans.map((span) => ({ window: windowOf(span, date), keptFor: keptFor[span] }));
  const scopes = personal ? [feed] : [feed, place.space];
  return scopes.flatMap((scope) => windows.map((window) => ({ scope, ...window })));
}

const days = createRecent<string, string>(256);

/** The calendar day of a slot: every press under a round asks for the same one. */
function dayOf(slot: number, zone: string): string {
  const key = `${slot} ${zone}`;
  const known = days.get(key) ?? localTime(slot, zone).date;
  days.set(key, known);
  return known;
}

/** What a member's deeds in a round come to. */
export interface Worth {
  /** In parts (`partsOfAPoint`): half a point for a hint, and a share of key points, are no whole numbers. */
  points: number;
  /** How much of the question was right, in the same parts; undefined where nothing was tried, or the answer had been seen. */
  score: number | undefined;
  topic: TopicCode;
}

/** What deeds are worth in a round that was posted with this question. */
export function worthOf(deeds: Deeds, round: Round, question: Question): Worth {
  const { attempt, revealAt } = deeds;
  const isTried = attempt !== undefined && (revealAt === undefined || revealAt > attempt.at);
  const isBack = round.status === 'void' || round.status === 'failed';
  return {
    points: inParts(pointsFor(deeds, round, question)),
    score: isTried && !isBack ? inParts(scoreOf(deeds, question)) : undefined,
    topic: question.topic,
  };
}

function inParts(value: number): number {
  return Math.round(value * partsOfAPoint);
}

export interface Placed<Row> {
  /** Ties share one, and the next place counts them all: 1, 1, 3. */
  place: number;
  row: Row;
}

/** Rows with the most first, each with its place. */
export function placed<Row extends { value: number }>(rows: readonly Row[]): Placed<Row>[] {
  let place = 1;
  return rows.map((row, index) => {
    if (row.value !== rows[index - 1]?.value) place = index + 1;
    return { place, row };
  });
}

/** As many characters of a name as a board has room for. */
const nameLength = 40;

/** A display name as a picture may show it: one line, nothing invisible, not too long. May be empty. */
export function boardName(name: string): string {
  const line = name.replace(/[\p{C}\p{Z}\s]+/gu, ' ').trim();
  return shortened(line, nameLength);
}
