import type { MemberId, SpaceId } from '../../core/feed.ts';
import type { FlagKey, FlagRecord, OpenFlag } from '../../core/flag.ts';

/** What members say is wrong with questions, by space. */
export interface FlagBook {
  /**
   * Puts what `next` makes of a record in its place; it may be asked again, where somebody else changed the record
   * meanwhile. `too-many`, and nothing is changed, where the member would have more than `openAtMost` open flags.
   */
  change(
    key: FlagKey,
    next: (record: FlagRecord) => FlagRecord,
    openAtMost?: number,
  ): Promise<{ before: FlagRecord; after: FlagRecord } | 'too-many'>;
  of(key: FlagKey): Promise<FlagRecord>;
  /** Those of several, in their order, in one question. */
  many(keys: readonly FlagKey[]): Promise<FlagRecord[]>;
  /** The open flags of a space, newest first. */
  open(space: SpaceId): Promise<OpenFlag[]>;
  /** Resolved ones whose note is still to be sent, the longest waiting first. */
  unsent(limit: number): Promise<FlagKey[]>;
  /** Resolved ones that were resolved before an instant (ms). */
  resolvedBefore(at: number, limit: number): Promise<FlagKey[]>;
  /** Everything that a member has flagged: for their export, and to be changed to nothing when they are forgotten. */
  by(member: MemberId): Promise<FlagKey[]>;
}
