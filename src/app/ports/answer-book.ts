import type { MemberId } from '../../core/feed.ts';
import type { RoundId } from '../../core/round.ts';

/** The words of written answers: personal, kept for a while only, and needed for no score. */
export interface AnswerBook {
  /** Puts a member's words in place of those kept before. All of a round's are forgotten `forMs` after its first. */
  keep(round: RoundId, member: MemberId, text: string, forMs: number): Promise<void>;
  /** Of a whole round, by member. */
  all(round: RoundId): Promise<Record<MemberId, string>>;
  of(round: RoundId, member: MemberId): Promise<string | undefined>;
}
