import type { MemberId } from '../../core/feed.ts';
import type { Change, Practice } from '../../core/practice/practice.ts';

/** What each member practises, and how well they know it. */
export interface PracticeBook {
  /** As it is at one instant. */
  of(member: MemberId): Promise<Practice>;
  /**
   * Writes a change to what was read before, all of it at once. False, and nothing changes, where something was
   * written since: read again, and make the change anew.
   */
  change(member: MemberId, before: Practice, change: Change): Promise<boolean>;
}
