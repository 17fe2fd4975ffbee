import type { BoardScope } from '../../core/board.ts';
import type { FeedId, MemberId, SpaceId } from '../../core/feed.ts';
import type { TopicCode } from '../../core/topics.ts';

/** Who stands where. Points are in parts (`partsOfAPoint`). Everything here follows from deeds, and is written with them. */
export interface Boards {
  /** The first `limit` of a board of points, and where `reader` stands. Hidden members are neither listed nor counted. */
  points(at: BoardAt): Promise<BoardRead>;
  /** The same of a feed's streaks, as they were when last looked at: see core/board.ts and app/streak-board.ts. */
  streaks(at: Omit<BoardAt, 'scope' | 'window'> & { feed: FeedId }): Promise<BoardRead>;
  /** Puts streaks right that were `from` when they were read; one that has changed since stays. 0 takes a member off. */
  correctStreaks(
    feed: FeedId,
    changes: readonly { member: MemberId; from: number; to: number }[],
  ): Promise<void>;
  /** Attempts and scores by topic: the member's in each space, and all of one space together. */
  tallyOf(member: MemberId): Promise<Map<SpaceId, Tally>>;
  tallyIn(space: SpaceId): Promise<SpaceTally>;
}

export interface BoardAt {
  scope: BoardScope;
  /** The name of a window: see core/board.ts. */
  window: string;
  /** Where names of the members are kept. */
  space: SpaceId;
  reader: MemberId;
  limit: number;
}

export interface BoardRead {
  /** Most first. */
  rows: BoardRow[];
  /** Undefined where the reader has none. `above`: how many have more. */
  own: { value: number; above: number; hidden: boolean } | undefined;
  /** How many are on it, hidden ones aside. */
  total: number;
}

export interface BoardRow {
  member: MemberId;
  value: number;
  /** As last seen; empty where it is not known. */
  name: string;
}

/** By topic; `score` in parts (`partsOfAPoint`). */
export type Tally = Map<TopicCode, { attempts: number; score: number }>;
export type SpaceTally = Map<TopicCode, { attempts: number; score: number; members: number }>;
