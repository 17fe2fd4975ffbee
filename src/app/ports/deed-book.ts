import type { Worth } from '../../core/board.ts';
import type { Deeds } from '../../core/deeds.ts';
import type { FeedId, MemberId } from '../../core/feed.ts';
import type { Round, RoundId } from '../../core/round.ts';
import type { Mark } from './store.ts';

export interface DeedBook {
  /**
   * Merges deeds into what the member did in the round before (each time the earliest, see core/deeds.ts), and, where
   * `counts`, sets the participation bit of the round's number; one script, so that a crash between them cannot exist.
   * `before` is what stood there. With a `mark`, the same script notes that as done: rejects with `Repeated`, and
   * changes nothing, where it is noted already. With `boarded`, boards and tallies follow in it too.
   */
  record(
    round: Round,
    member: MemberId,
    deeds: Deeds,
    counts: boolean,
    mark?: Mark,
    boarded?: Boarded,
  ): Promise<{ before: Deeds; after: Deeds; reached: boolean }>;
  /**
   * Brings boards and tallies to what all deeds of a round are worth now, where its close makes a difference. Gives the
   * deeds. Again, or broken off and begun anew, it comes to the same.
   */
  settle(round: Round, worth: Boarded['worth']): Promise<Deeds[]>;
  of(round: RoundId, member: MemberId): Promise<Deeds>;
  all(round: RoundId): Promise<Deeds[]>;
  /** The numbers of the feed's rounds that the member took part in, ascending. */
  participation(feed: FeedId, member: MemberId): Promise<number[]>;
  /** The same for several members of one feed, in their order, in one question. */
  participations(feed: FeedId, members: readonly MemberId[]): Promise<number[][]>;
  /** Feeds that the member ever took part in, be it in an extra round alone. */
  feedsOf(member: MemberId): Promise<FeedId[]>;
}

/** What deeds do to the standing of the member who did them. */
export interface Boarded {
  /**
   * What merged deeds with an attempt in them are worth in the round; undefined where that cannot be told any more: what
   * was recorded then stays. Asked again where the round has changed meanwhile.
   */
  worth(deeds: Deeds, round: Round): Worth | undefined | Promise<Worth | undefined>;
  /** As last seen, for pictures; empty or absent: it stays. */
  name?: string;
  /** The streak with this deed; absent: not known here, so at most one more than before; `-`: it stays as it is. */
  streak?: number | '-';
  /** The milestone that the streak has come to; `deed` names what the person did: `reached` is for it alone, once. */
  milestone?: number;
  deed?: string;
}
