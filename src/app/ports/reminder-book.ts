import type { MemberId } from '../../core/feed.ts';
import type { Reminding } from '../../core/reminding.ts';

/** Who wants to be reminded, and what became of it. */
export interface ReminderBook {
  /** Undefined of somebody who never asked for it. */
  of(member: MemberId): Promise<Reminding | undefined>;
  /**
   * Changes what is kept of a member, and with it, in one script, when to look at them: `make` is given what stands there,
   * again where that changed meanwhile, and gives undefined to leave it. What stands there then; undefined: it was left.
   */
  change(
    member: MemberId,
    make: (before: Reminding | undefined) => ReminderChange | undefined,
  ): Promise<Reminding | undefined>;
  /** Removes everything kept of a member. */
  forget(member: MemberId): Promise<void>;
}

export interface ReminderChange {
  after: Reminding;
  /** When to look at the member (ms), unless that is to be sooner already; `never`: not at all. As it is unless given. */
  look?: number | 'never';
}
