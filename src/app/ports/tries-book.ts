import type { SpaceId } from '../../core/feed.ts';
import type { Tries } from '../../core/measured.ts';
import type { QuestionId } from '../../core/question.ts';
import type { Round } from '../../core/round.ts';

/** How often questions were chosen right, by space: counts without anybody's name. */
export interface TriesBook {
  /**
   * What a round adds to its question is this, in place of what it added before; a round that was taken back adds
   * nothing. The same again changes nothing.
   */
  count(round: Pick<Round, 'id' | 'question' | 'place'>, tries: Tries): Promise<void>;
  all(space: SpaceId): Promise<Map<QuestionId, Tries>>;
  of(space: SpaceId, question: QuestionId): Promise<Tries>;
}
