import type { FeedId, MemberId } from '../../core/feed.ts';
import type { PersonalKind } from '../../core/words/personal.ts';

/** What is held about one member in all of the store, and its removal. */
export interface PersonalData {
  /** By kind; a kind of which there is nothing is absent. Values are plain JSON, times in ISO 8601. */
  held(member: MemberId): Promise<Held>;
  /**
   * Removes it, or takes the member out of it where others need it: afterwards no key, field or value holds the member's
   * id. Broken off and begun anew, it comes to the same. What the member does meanwhile is removed with the rest, unless
   * it comes after the last look: then it begins anew, as what is done later does. In rounds that they had done something
   * in and that are not over, the member stays locked out (`DeedBook.record` says so).
   * Gives false where there was nothing.
   */
  forget(member: MemberId): Promise<boolean>;
  /** The feeds that ever posted to this member alone. */
  ownFeeds(member: MemberId): Promise<FeedId[]>;
}

export type Held = Partial<Record<PersonalKind, unknown>>;
