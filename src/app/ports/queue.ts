import type { FeedId, MemberId, SpaceId } from '../../core/feed.ts';
import type { QuestionId } from '../../core/question.ts';
import type { RoundId } from '../../core/round.ts';

/** Work that wakes a worker. A job says what to look at, never what is true: the round's record says that. */
export type Job =
  | { kind: 'post'; feed: FeedId; slot: number }
  /** An extra round, asked for by a manager at `slot`. */
  | { kind: 'extra'; feed: FeedId; slot: number; round: RoundId }
  /** Goes on with a round that was committed before the process ended. */
  | { kind: 'resume'; round: RoundId }
  | { kind: 'close'; round: RoundId }
  /** Shows in a post that its round was taken back. */
  | { kind: 'void'; round: RoundId }
  /** Sends the note that resolves a flag to whoever raised it. */
  | { kind: 'flag-note'; member: MemberId; space: SpaceId; question: QuestionId }
  /** Tells the log channel of a flag that was raised at `at`. */
  | { kind: 'flag-line'; space: SpaceId; question: QuestionId; at: number }
  /** Looks once more for a second post, a minute after one that was sent in doubt. */
  | { kind: 'verify'; round: RoundId }
  /** Looks whether a member is to be reminded; `due` is where the look stands in the due set meanwhile. */
  | { kind: 'remind'; member: MemberId; due: number };

export interface Queue {
  /**
   * Adds a job, once per `key` (letters, digits, hyphens): the same key again is ignored while the first is known.
   * Resolves when it is saved.
   */
  add(key: string, job: Job, delayMs?: number): Promise<void>;
  /** Many at once, in one round trip. */
  addAll(jobs: { key: string; job: Job }[]): Promise<void>;
  /** Removes the jobs that are about a member; one that is being worked just now ends, and is not begun again. */
  forget(member: MemberId): Promise<boolean>;
}

/** What a worker's handling came to: done, or look again after some milliseconds. */
export type JobResult = 'done' | { againAfter: number };
