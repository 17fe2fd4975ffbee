import type { TopicCode } from './topics.ts';

/**
 * A picture made of a member's or a channel's figures, as data: `render/` draws it, and whoever cannot see it reads the
 * same facts in the alt text that stands beside it. Names and titles come from people: they are drawn, never interpreted.
 */
export type Drawing = BoardDrawing | SpreadDrawing | StatsDrawing | PracticeDrawing;

/** The first places of a board; a gap between places is drawn where the own row stands further down. */
export interface BoardDrawing {
  kind: 'board';
  title: string;
  /** The window and when it ends. */
  subtitle: string;
  /** What is counted; points unless given. */
  unit?: 'points' | 'rounds';
  rows: {
    place: number;
    name: string;
    /** As shown: "12.5"; on a board of streaks, their rounds. */
    points: string;
    /** Of the leader's points, 0 to 1: how long the bar is. */
    share: number;
    own: boolean;
  }[];
}

/** How often each choice was taken, in the order shown; `share` of all attempts, 0 to 1. */
export interface SpreadDrawing {
  kind: 'spread';
  attempts: number;
  bars: { letter: string; share: number; right: boolean }[];
}

/** A member's year: nothing in it is shown to others unless the member shows it. */
export interface StatsDrawing {
  kind: 'stats';
  name: string;
  currentStreak: number;
  bestStreak: number;
  /** Rounds taken part in on each day, oldest first; the last is today, `firstWeekday` (0: Monday) that of the first. */
  days: number[];
  firstWeekday: number;
  /** `YYYY-MM-DD` of the first day. */
  from: string;
  /** Shares of right, 0 to 1; the space's is undefined where too few answered. */
  topics: { topic: TopicCode; own: number; attempts: number; space: number | undefined }[];
}

/** A practice session that ended. */
export interface PracticeDrawing {
  kind: 'practice';
  again: number;
  hard: number;
  good: number;
  easy: number;
  /** Cards due on each of the coming days, today first. */
  ahead: number[];
  /** `YYYY-MM-DD`; the days are named by their weekdays where it is known. */
  today?: string;
}
