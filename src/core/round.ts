import type { FeedId, RevealMode, SpaceId } from './feed.ts';
import type { QuestionId } from './question.ts';
import type { TopicCode } from './topics.ts';

/** `<feed>-<slot in seconds, base 36>`, or `<feed>-x<command>` for an extra round. Lower-case letters, digits, one hyphen. */
export type RoundId = string;

/** How far a click may trail the closing time, by the platform's clock, and still count. Milliseconds. */
export const graceMs = 2 * 60_000;

/**
 * - `posting`: saved, being sent; clicks already count
 * - `open`: sent
 * - `closed`: its window has ended (`late` until the feed's next round opens, then `over`)
 * - `void`: taken back by a manager; as if it had not been
 * - `failed`: never reached the channel; as if it had not been
 */
export type RoundStatus = 'posting' | 'open' | 'closed' | 'void' | 'failed';

/** Where a round stands: kept with it, since its feed may be gone before it closes. */
export interface RoundPlace {
  platform: string;
  space: SpaceId;
  channel: string;
}

/** All times are instants in milliseconds since the epoch. */
export interface Round {
  id: RoundId;
  feed: FeedId;
  place: RoundPlace;
  /** The due time it was posted for; of an extra round, the time it was asked for. */
  slot: number;
  /** 1, 2, 3 … within its feed; undefined for an extra round, which carries no streak. */
  number: number | undefined;
  question: QuestionId;
  /** The version of the question it was posted with. */
  version: string;
  /** `order[shown position]` is the index of the choice in the author's order. */
  order: number[];
  reveal: RevealMode;
  status: RoundStatus;
  /** When the platform took the post; undefined while `posting`. */
  openedAt: number | undefined;
  /** Its own closing time; undefined when it closes as the next round opens. */
  closesAt: number | undefined;
  closedAt: number | undefined;
  /** When the feed's next round opened: from then on nothing counts. */
  overAt: number | undefined;
  /** The platform's id of the post. */
  message: string | undefined;
  /** Its feed's zone (IANA) as it was posted, in which boards tell weeks and months; UTC unless known. */
  zone?: string | undefined;
  /** Of a feed that is one person's own: its points count for that feed alone. */
  personal?: boolean | undefined;
  /** Its question's topic, which tallies go by. */
  topic?: TopicCode | undefined;
}

export type Phase = 'posting' | 'open' | 'late' | 'over' | 'void';

/** The phase at an instant. A deed counts by the platform's time of the click, with `grace` added to every end. */
export function phaseAt(round: Round, at: number, grace = 0): Phase {
  if (round.status === 'void' || round.status === 'failed') return 'void';
  const closed = Math.min(
    round.closedAt ?? Number.POSITIVE_INFINITY,
    round.closesAt ?? Number.POSITIVE_INFINITY,
  );
  if (at <= closed + grace && at <= (round.overAt ?? Number.POSITIVE_INFINITY) + grace) {
    return round.status === 'posting' ? 'posting' : 'open';
  }
  return at <= (round.overAt ?? Number.POSITIVE_INFINITY) + grace ? 'late' : 'over';
}

export function roundIdForSlot(feed: FeedId, slot: number): RoundId {
  return `${feed}-${Math.round(slot / 1000).toString(36)}`;
}
