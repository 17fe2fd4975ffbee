import type { QuestionFilter } from './question.ts';

/** Eight lower-case letters and digits. */
export type FeedId = string;
/** `<platform>:<server or workspace id>`; a Discord DM is its own space, `discord:@<user id>`. */
export type SpaceId = string;
/** `<platform>:<user id>`. */
export type MemberId = string;

export const revealModes = ['anytime', 'after-attempt', 'at-close'] as const;
/** When a member may see a round's answer before it closes. */
export type RevealMode = (typeof revealModes)[number];

/** A cron expression (five fields) and the IANA zone it is read in. */
export interface Rule {
  cron: string;
  zone: string;
}

/** A schedule in one channel. Times are milliseconds. */
export interface Feed {
  id: FeedId;
  platform: string;
  space: SpaceId;
  /** The platform's own id of the channel, thread or DM channel. */
  channel: string;
  /** Set where the channel is a DM: the one person whose personal feed it is. */
  personal: MemberId | undefined;
  rule: Rule;
  filter: QuestionFilter;
  reveal: RevealMode;
  /** How long a round stays open after its slot; undefined: until the next one opens. */
  closeAfter: number | undefined;
  /** How old a missed slot may be and still be posted. */
  catchUp: number;
  paused: boolean;
  createdAt: number;
  /** Told of trouble where no log channel is set; undefined: they asked to be forgotten. */
  createdBy: MemberId | undefined;
}

export const defaultCatchUp = 6 * 3_600_000;
export const maxFeedsPerSpace = 20;

/** A member's id everywhere, from the platform's name and its own id of the person. */
export function memberId(platform: string, user: string): MemberId {
  return `${platform}:${user}`;
}

/** `discord`, `slack` or `local`: the platform that a `MemberId` or `SpaceId` belongs to. */
export function platformNameOf(id: MemberId | SpaceId): string {
  return id.slice(0, id.indexOf(':'));
}

/** The platform's own id within a `MemberId` or `SpaceId`. */
export function localId(id: MemberId | SpaceId): string {
  return id.slice(id.indexOf(':') + 1);
}
