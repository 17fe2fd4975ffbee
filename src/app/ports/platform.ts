import type { SetCard } from '../../core/card.ts';
import type { CompletionKind } from '../../core/catalogue.ts';
import type { Command } from '../../core/command.ts';
import type { MemberId, SpaceId } from '../../core/feed.ts';
import type { RoundId } from '../../core/round.ts';
import type { Held } from './personal-data.ts';

/**
 * What a chat platform does for Viva. Everything but `start` works before `start` and without a gateway
 * connection: a process that stands by, or only works the queue, publishes too.
 */
export interface Platform {
  /** `discord`, `slack`, `local`: the first part of every space and member id. */
  readonly name: string;
  /** True where only one process may be connected at a time (Discord's gateway): a lease then guards `start`. */
  readonly exclusive: boolean;
  /**
   * Connects, registers what must be registered, and begins to hand over what people do.
   * Rejects with `PlatformTrouble`; `permanent` when trying again cannot help.
   */
  start(handlers: Handlers): Promise<void>;
  /** Whether people can reach Viva here now: heartbeats are made of it. */
  reachable(): boolean;
  /** Sends one message, never repeating by itself. Rejects with `PublishFailure` only. */
  publish(to: Address, card: SetCard, mark: Mark): Promise<SentMessage>;
  /** Puts a card in place of what a message shows. Rejects with `PublishFailure`. */
  revise(message: MessageAddress, card: SetCard): Promise<void>;
  /** Deletes a message of Viva's own; one that is gone already is fine. Rejects with `PublishFailure`. */
  remove(message: MessageAddress): Promise<void>;
  /** Looks in a channel's history, from `since` (ms) on, for the posts of a round, oldest first. */
  find(to: Address, round: RoundId, since: number): Promise<Found>;
  /** What keeps Viva from posting in a channel, each with its mend; empty when nothing does. */
  obstacles(to: Address): Promise<Obstacle[]>;
  /** Whether a member can see a channel, so that a round there is one they could join. */
  canSee(member: MemberId, to: Address): Promise<boolean>;
  /** What the platform itself keeps of members, in Viva's notes or in memory; absent: nothing. */
  readonly personal?: PlatformMemory;
  /** Ends the connection; what is being answered ends first. Safe to call twice and before `start`. */
  stop(): Promise<void>;
}

/** As `PersonalData` has it for the store. */
export interface PlatformMemory {
  held(member: MemberId): Promise<Held>;
  /** False where there was nothing. */
  forget(member: MemberId): Promise<boolean>;
}

export interface Handlers {
  /** Never rejects. Resolves when the exchange has been answered. */
  deliver(exchange: Exchange): Promise<void>;
  /** Completion of an option as the person types; at most 25 answers. Never rejects. */
  complete(query: CompletionQuery): Promise<Completion[]>;
}

export interface CompletionQuery {
  kind: CompletionKind;
  typed: string;
  /** What the option `feed` of the same command holds. */
  feed: string | undefined;
  caller: Caller;
  place: Place;
  rights: Rights;
}

export interface Completion {
  /** At most 100 characters, and so is the value; of an option that is a number, the value is its digits. */
  name: string;
  value: string;
}

/** One thing that a person did, decoded. */
export interface Exchange {
  /** The same deed has the same id however often it arrives: interaction id; Slack's `channel/ts` of a message. */
  id: string;
  /** The platform's time of the deed, ms: what counts, whenever it arrives. */
  at: number;
  /** How long the platform took to have its acknowledgement, ms; undefined where it wants none. */
  acknowledgedIn?: number | undefined;
  /** How long it waited then for its turn, ms. */
  waited?: number | undefined;
  caller: Caller;
  place: Place;
  command: Command;
  rights: Rights;
  respond: Responder;
}

export interface Caller {
  member: MemberId;
  space: SpaceId;
  /** As the platform shows them. From a person: never trusted as markup. */
  name: string;
  /** IANA zone, where the platform knows it (Slack does). */
  zone: string | undefined;
}

export interface Place {
  /** The platform's own id. In a thread: of the channel that Viva's posts of the thread live in. */
  channel: string;
  kind: 'channel' | 'dm';
  /** The message that this was said under: a Slack thread's root, the message a Discord reply answers. */
  under: string | undefined;
}

/** Asked where the action happens, and only when it matters: it may cost a request. */
export interface Rights {
  /** Manage Server on Discord; admin or owner of a Slack workspace. */
  administers(): Promise<boolean>;
  /** Whether the person holds a grant: `role:ID`, `usergroup:ID`, `channel:ID`. */
  holds(grant: string): Promise<boolean>;
}

export interface Responder {
  /** False where only a public answer is possible (a Discord text reply): then nothing secret may be said. */
  readonly discreet: boolean;
  /**
   * Answers the person; may be called again for a follow-up. Acknowledging and deferring is done already. What comes of a
   * button that turns a page takes the place of the list it stands under, a refusal stands beside it.
   */
  reply(card: SetCard): Promise<void>;
}

/** Where to publish. */
export type Address =
  | { kind: 'channel'; space: SpaceId; channel: string }
  /** A direct message. */
  | { kind: 'member'; space: SpaceId; member: MemberId };

export interface MessageAddress {
  space: SpaceId;
  channel: string;
  message: string;
}

/** Says which post this is, so that the platform can tell a repetition. */
export interface Mark {
  /** The round posted, if it is one: `find` finds it by this. */
  round: RoundId | undefined;
  /** At most 25 characters, the same for the same post: Discord's nonce. */
  nonce: string;
}

export interface SentMessage {
  channel: string;
  message: string;
  /** The platform's time of the message, ms. */
  at: number;
}

export type Found =
  | { kind: 'found'; messages: SentMessage[] }
  | { kind: 'absent' }
  /** Viva may not read there. `reason` and `mend` are for the managers. */
  | { kind: 'cannot-tell'; reason: string; mend: string };

export interface Obstacle {
  /** "Viva may not send messages in this channel." */
  reason: string;
  /** "Give the role Viva the permission Send Messages there." */
  mend: string;
}

/**
 * - `refused`: nothing was sent, and the same request would be refused again
 * - `doubt`: it may have been sent (time-out, reset, 5xx)
 * - `slow-down`: nothing was sent; try again after `retryAfter`
 */
export class PublishFailure extends Error {
  readonly kind: 'refused' | 'doubt' | 'slow-down';
  /** Milliseconds; for `slow-down`. */
  readonly retryAfter: number;
  /** For people: how to mend it. */
  readonly mend: string;
  /** Of a direct message that was `refused`: this person takes none, and nothing of Viva's is wrong. */
  readonly closed: boolean;

  constructor(kind: PublishFailure['kind'], reason: string, mend = '', retryAfter = 0, closed = false) {
    super(reason);
    this.name = 'PublishFailure';
    this.kind = kind;
    this.mend = mend;
    this.retryAfter = retryAfter;
    this.closed = closed;
  }
}

/** A platform that cannot be started, worded for the person at the console; never holds a token. */
export class PlatformTrouble extends Error {
  readonly permanent: boolean;
  readonly mend: string;

  constructor(reason: string, mend: string, permanent: boolean) {
    super(reason);
    this.name = 'PlatformTrouble';
    this.mend = mend;
    this.permanent = permanent;
  }
}
