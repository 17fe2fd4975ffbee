import type { AwayDates } from '../../core/away.ts';
import type { Deck } from '../../core/deck.ts';
import type { Feed, FeedId, MemberId, SpaceId } from '../../core/feed.ts';
import type { Question, QuestionId } from '../../core/question.ts';
import type { Round, RoundId } from '../../core/round.ts';
import type { AnswerBook } from './answer-book.ts';
import type { Boards } from './boards.ts';
import type { DeedBook } from './deed-book.ts';
import type { FlagBook } from './flag-book.ts';
import type { PersonalData } from './personal-data.ts';
import type { PracticeBook } from './practice-book.ts';
import type { ReminderBook } from './reminder-book.ts';
import type { KeyValue } from './system.ts';
import type { TriesBook } from './tries-book.ts';

/** Everything that outlives the process. All times are milliseconds since the epoch. */
export interface Store {
  feeds: Feeds;
  due: DueSet;
  rounds: Rounds;
  deeds: DeedBook;
  boards: Boards;
  answers: AnswerBook;
  flags: FlagBook;
  tries: TriesBook;
  members: Members;
  practice: PracticeBook;
  reminders: ReminderBook;
  settings: SettingsBook;
  ledger: Ledger;
  heartbeats: Heartbeats;
  leases: Leases;
  once: Once;
  presences: Presences;
  keyValue: KeyValue;
  personal: PersonalData;
  /** When the connection last came back after a loss; undefined while it has held since the start. */
  reconnectedAt(): number | undefined;
  /**
   * Since when the connection has held without a break: from then on the store cannot have gone back to an earlier
   * state. Undefined where that is not known.
   */
  steadySince(): number | undefined;
  /** Rejects with `StoreAway`. */
  ping(): Promise<void>;
}

/** The store cannot be reached, or did not answer in time. Nothing is known of the request's fate. */
export class StoreAway extends Error {
  constructor(cause?: unknown) {
    super('The store is away', { cause });
    this.name = 'StoreAway';
  }
}

export interface Feeds {
  get(id: FeedId): Promise<Feed | undefined>;
  /** Those of them that exist, in one question. */
  many(ids: readonly FeedId[]): Promise<Map<FeedId, Feed>>;
  inSpace(space: SpaceId): Promise<Feed[]>;
  inChannel(space: SpaceId, channel: string): Promise<Feed[]>;
  /** Saves a new feed and its first slot, unless its space (for a personal one: its DM) has `limit` already. */
  create(feed: Feed, firstSlot: number, limit: number): Promise<'created' | 'too-many'>;
  /**
   * Saves a feed that exists, with its next slot (undefined while paused). `before` is the feed as it was read: the
   * save is refused where somebody changed it since.
   */
  update(feed: Feed, nextSlot: number | undefined, before: Feed): Promise<'saved' | 'changed' | 'gone'>;
  /** Removes the feed from every index and from the due set; its rounds and their deeds stay. */
  remove(id: FeedId): Promise<boolean>;
  nextSlot(id: FeedId): Promise<number | undefined>;
  /** At most `limit` of all feeds, for the doctor and the summary at start. */
  some(limit: number): Promise<Feed[]>;
  /** How many there are, for the summary at start. */
  count(): Promise<number>;
}

export type DueItem =
  | { kind: 'post'; feed: FeedId; at: number }
  | { kind: 'close'; round: RoundId; at: number }
  /** To look whether a member is to be reminded. */
  | { kind: 'remind'; member: MemberId; at: number };

/** The one sorted set of what is due. */
export interface DueSet {
  /** What is due at `now`, earliest first. */
  list(now: number, limit: number): Promise<DueItem[]>;
  /** Moves an item on to `next` (undefined: takes it out), only if it still stands at `item.at`. */
  advance(item: DueItem, next: number | undefined): Promise<boolean>;
  /** The same for many at once, each by itself. */
  advanceAll(items: readonly { item: DueItem; next: number | undefined }[]): Promise<void>;
  /** How many things are due at `now`. */
  backlog(now: number): Promise<number>;
  /** The earliest instant that anything is due, for people waiting. */
  soonest(): Promise<number | undefined>;
}

export interface Deal {
  /** The deck as it was read: the commit is refused if it has changed since. */
  revision: number;
  cycle: number;
  dealt: QuestionId[];
  queued: QuestionId[];
}

export interface Rounds {
  get(id: RoundId): Promise<Round | undefined>;
  deck(feed: FeedId): Promise<Deck>;
  /** Puts a question on top of the feed's deck. */
  queue(feed: FeedId, question: QuestionId): Promise<void>;
  /**
   * Saves a round as `posting`, with its number (unless it is an extra), moves the deck on, keeps the question's
   * content under its version, and lists the round as joinable and as unfinished, all at once.
   * `exists`: it was committed before. `changed`: the deck moved since it was read. `no-feed`: removed, or paused
   * (which an extra round does not mind). With `committed` comes the round as it stands now, and the first lease on it,
   * for `leaseFor` ms: its first try begins with the commit.
   */
  commit(
    draft: Round,
    extra: boolean,
    deal: Deal,
    content: Question,
    leaseFor: number,
  ): Promise<
    { result: 'committed'; round: Round; fence: number } | { result: 'exists' | 'changed' | 'no-feed' }
  >;
  /** A lease on the round's record, which nobody can take again while it is held. The fence grows with each lease. */
  lease(id: RoundId, forMs: number): Promise<{ fence: number } | { heldForMs: number }>;
  /** Gives the lease up early, if `fence` is still its newest. */
  release(id: RoundId, fence: number): Promise<void>;
  /** Notes that sending begins (`try` counts from 1), if `fence` is the newest lease: false otherwise. */
  sending(id: RoundId, fence: number): Promise<{ try: number } | undefined>;
  /**
   * Marks the round as open, if `fence` is the newest lease and it is still `posting`: sets its message, makes it the
   * newest of its feed and channel, makes it findable by its message, sets its own closing time and makes it due, and
   * (unless it is an extra) sets `overAt` of the feed's round before it and makes that one's close due at once.
   * Gives the id of that previous round, if there is one. With it goes the ledger's `entry`.
   */
  opened(
    round: Pick<Round, 'id' | 'feed' | 'place'>,
    fence: number,
    sent: { message: string; at: number; closesAt: number | undefined },
    entry: LedgerEntry,
  ): Promise<{ result: 'opened' | 'already' | 'fenced'; previous: RoundId | undefined }>;
  /**
   * Gives a round up that never reached its channel: its number is as if it had not been. Its question comes next,
   * unless it was given up the time before too: then the question itself may be the cause.
   */
  failed(id: RoundId, fence: number): Promise<boolean>;
  /** Marks an open round as closed at `at`; does nothing to one that is closed already. The round as it is then. */
  close(id: RoundId, at: number, excused: boolean): Promise<Round | undefined>;
  /** Notes that the post shows the close, or never will: until then the close stays due. */
  closeShown(id: RoundId): Promise<void>;
  isCloseShown(id: RoundId): Promise<boolean>;
  /** Takes a round back: its number is as if it had not been. */
  void(id: RoundId, at: number): Promise<boolean>;
  /** Committed and neither opened nor given up: to be gone on with after a restart. */
  unfinished(): Promise<RoundId[]>;
  /** The rounds of a feed that are open, extra ones too. */
  open(feed: FeedId): Promise<Round[]>;
  /** The newest round of a feed that reached its channel, extras aside. */
  newest(feed: FeedId): Promise<Round | undefined>;
  byNumber(feed: FeedId, number: number): Promise<Round | undefined>;
  /** The newest round posted in a channel, extras included. */
  newestIn(space: SpaceId, channel: string): Promise<Round | undefined>;
  byMessage(space: SpaceId, channel: string, message: string): Promise<Round | undefined>;
  /** Rounds of a platform that ask this question and are not closed yet, besides `except`. */
  joinable(platform: string, question: QuestionId, except?: RoundId): Promise<Round[]>;
  /** The question as it was when a round was posted with it. */
  content(question: QuestionId, version: string): Promise<Question | undefined>;
  /** What a streak is computed from. */
  history(feed: FeedId): Promise<FeedHistory>;
}

export interface FeedHistory {
  /** The number of the newest numbered round; 0 before the first. */
  count: number;
  /** Numbers of rounds that Viva could not be reached for. */
  excused: number[];
  /** Numbers of rounds taken back or never posted. */
  voided: number[];
  /** When each round was open: `[number, openedAt, closedAt]`; closedAt is undefined while it is open. */
  windows: [number: number, openedAt: number, closedAt: number | undefined][];
}

export interface Profile {
  /** Not listed on boards for anybody else. */
  hidden: boolean;
  /** IANA zone, or undefined: the feed's is used. */
  zone: string | undefined;
  /** First and last day, `YYYY-MM-DD`, both included. */
  away: AwayDates[];
  /** New questions a day in practice; undefined: as usual. */
  newCards?: number | undefined;
}

export interface Members {
  profile(member: MemberId): Promise<Profile>;
  /** Those of several, in their order, in one question. */
  profiles(members: readonly MemberId[]): Promise<Profile[]>;
  save(member: MemberId, profile: Profile): Promise<void>;
}

export interface Settings {
  /** A grant (`role:…`, `usergroup:…`, `channel:…`); undefined: everyone in the space. */
  memberAccess: string | undefined;
  managers: string | undefined;
  logChannel: string | undefined;
}

export interface SettingsBook {
  get(space: SpaceId): Promise<Settings>;
  save(space: SpaceId, settings: Settings): Promise<void>;
}

export interface LedgerEntry {
  kind: 'posted' | 'skipped' | 'refused' | 'closed' | 'voided' | 'trouble' | 'changed';
  /** Where it is about a span: its beginning. */
  from?: number;
  /** The slot or instant it is about. */
  at: number;
  round: RoundId | undefined;
  /** For managers: what happened and, where something is to be mended, how. */
  text: string;
}

/** A feed's last 100 entries. The same entry written again changes nothing. */
export interface Ledger {
  write(feed: FeedId, entry: LedgerEntry): Promise<void>;
  /** Newest first. */
  read(feed: FeedId, limit: number): Promise<LedgerEntry[]>;
}

/** In which minutes Viva could be reached on a platform. */
export interface Heartbeats {
  beat(platform: string, at: number): Promise<void>;
  /** Every minute from the one of `from` to that of `to`: time that was jumped over. At most 31 days. */
  beatThrough(platform: string, from: number, to: number): Promise<void>;
  /** How many minutes between two instants have a beat. */
  minutes(platform: string, from: number, to: number): Promise<number>;
}

/** Named leases among processes: one Discord gateway at a time. */
export interface Leases {
  /** True when `owner` holds it now; extends a lease it holds already. */
  take(name: string, owner: string, forMs: number): Promise<boolean>;
  release(name: string, owner: string): Promise<void>;
}

/** What says that a deed was done, and for how long that is remembered, ms. */
export interface Mark {
  readonly id: string;
  readonly forMs: number;
}

/** The deed was begun or done before. */
export class Repeated extends Error {
  constructor(mark: Mark) {
    super(`${mark.id} was done before`);
    this.name = 'Repeated';
  }
}

/** The member asked to be forgotten while the round was not over, and takes no part in it again. */
export class LockedOut extends Error {
  constructor() {
    super('The member was forgotten in this round');
    this.name = 'LockedOut';
  }
}

/** Which deeds were done: one that arrives again is dropped. */
export interface Once {
  /** True the first time; the deed then counts as begun for `forMs`. */
  begin(id: string, forMs: number): Promise<boolean>;
  /** It was done: remembered for `forMs`. */
  done(id: string, forMs: number): Promise<void>;
  /** It could not be done: when it arrives again, it is the first time. */
  forget(id: string): Promise<void>;
}

/** What each running process says of itself, as text; transient. */
export interface Presences {
  put(instance: string, text: string): Promise<void>;
  drop(instance: string): Promise<void>;
  all(): Promise<Record<string, string>>;
}
