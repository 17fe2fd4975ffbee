import type { HttpMount } from '../../src/app/ports/http.ts';
import type { Platform } from '../../src/app/ports/platform.ts';
import type { KeyValue, Log } from '../../src/app/ports/system.ts';
import type { MemberId, SpaceId } from '../../src/core/feed.ts';

/**
 * A chat platform as people and operators see it: a server on loopback that speaks the real protocol, with a space, two
 * channels and some people. The contract suite, the end-to-end and the chaos tests are written against this alone.
 */
export interface World {
  /** `discord`, `slack over Socket Mode`, `slack over HTTP`, `local`: for test titles. */
  readonly title: string;
  /** `discord`, `slack`, `local`. */
  readonly platform: string;
  readonly space: SpaceId;
  /** Viva may read and post here. */
  readonly channel: string;
  /** Viva may not post here. */
  readonly lockedChannel: string;
  /** What a process of Viva needs in its environment to reach this world. */
  readonly env: Readonly<Record<string, string>>;
  /** The real adapter with its real SDK, not started. */
  createPlatform(services: { keyValue: KeyValue; log: Log; http?: HttpMount }): Platform;
  /** `ada` administers the space; `ben`, `cleo` and `dan` are ordinary members. */
  member(person: Person): MemberId;
  /** What text that mentions a person holds: an id that the platform's client shows as a name, or the name. */
  shownAs(person: Person): string;

  /** A slash command, as typed: `/viva answer DL0003`. Resolves when Viva's answer was seen, or none came for 10 s. */
  command(person: Person, text: string, where?: { channel?: string }): Promise<void>;
  /** Presses a button of a post or of a private answer by its label. Resolves as `command` does. */
  press(person: Person, message: string, label: string): Promise<void>;
  /** Says something under a post: a Slack thread reply, a Discord reply with its ping on. Resolves as `command` does. */
  reply(person: Person, message: string, text: string): Promise<void>;
  /** Fills in the form that a press of theirs opened last, and sends it. Resolves as `command` does. */
  submit(person: Person, values: Record<string, string>): Promise<void>;
  /**
   * Chooses an entry of a message's menu by its name; without `message`, of something that a person said in the
   * channel. Resolves as `command` does. Absent where the platform has no such menu.
   */
  fromMenu?(person: Person, name: string, message?: string): Promise<void>;

  /** The channel of a person's direct messages with Viva. */
  direct(person: Person): string;

  /** What stands in a channel now by Viva's hand, oldest first; deleted messages are gone, revised ones as they are now. */
  posts(channel?: string): Seen[];
  /** Everything that person alone was shown, oldest first: ephemeral answers and direct messages. */
  privately(person: Person): Seen[];
  /** Sends every interaction and event so far once more, in another order. Resolves when all were taken. */
  redeliver(): Promise<void>;
  /** What the server does to Viva's next request that posts a message. */
  disturb(how: Disturbance): void;
  /** How many requests to post a message into a channel the server accepted. */
  accepted(): number;
  /** Wrong requests that the server met (schema, limits, scopes): must be empty at the end of every test. */
  complaints(): string[];
  close(): Promise<void>;
}

export type Person = 'ada' | 'ben' | 'cleo' | 'dan';

/**
 * - `accept-then-502`: the message lands, the answer is a 502
 * - `refuse-500`: nothing lands
 * - `rate-limit`: nothing lands, 429 with a wait of one second
 * - `accept-then-hang`: the message lands, and the connection is cut without an answer
 * - `forbid`: the platform's own "you may not write here"
 * - `closed`: the platform's own "this person takes no direct messages from you"
 */
export type Disturbance =
  | 'accept-then-502'
  | 'refuse-500'
  | 'rate-limit'
  | 'accept-then-hang'
  | 'forbid'
  | 'closed';

export interface Seen {
  id: string;
  /** All text in it, as lines of plain text or the platform's markup. */
  text: string;
  buttons: { label: string; id: string; disabled: boolean }[];
  /** Alt text of each picture. */
  pictures: string[];
}

/** Options of every `open…World`. */
export interface WorldOptions {
  /** The server's clock, ms: the time of every message and interaction. */
  now?: () => number;
}
