import type { AwayDates } from './away.ts';
import type { BoardKind } from './board.ts';
import type { Deeds } from './deeds.ts';
import type { StatsDrawing } from './drawing.ts';
import type { Feed, MemberId } from './feed.ts';
import type { Flag } from './flag.ts';
import type { Measured } from './measured.ts';
import type { PracticeOutcome } from './practice/outcome.ts';
import type { Difficulty, Question, QuestionFilter, QuestionId, TopicCode } from './question.ts';
import type { Refusal } from './refusal.ts';
import type { RemindingState } from './reminding.ts';
import type { Round } from './round.ts';
import type { Streak } from './streak.ts';

/** What came of a command, before it is put in words. */
export type Outcome =
  /** `wrote`: an answer that is not taken, to be given back, since the form that it was written in is gone. */
  | { kind: 'refused'; refusal: Refusal; wrote?: string }
  /** A question outside any round; `seed` fixes the order of its choices. `asked`: it is in an open round there. */
  | { kind: 'question'; question: Question; seed: string; asked: string | undefined; alone: boolean }
  | { kind: 'candidates'; given: string; questions: Question[] }
  /** `words` are what was looked for; `cut`: more was typed, and its end was left out. */
  | { kind: 'found'; words: string; cut: boolean; page: PageOf<Question> }
  | { kind: 'browsed'; filter: QuestionFilter; page: PageOf<Question> }
  | { kind: 'hint'; question: Question; halves: boolean }
  | {
      kind: 'attempted';
      question: Question;
      round: Round;
      deeds: Deeds;
      again: boolean;
      verdict: boolean;
      streak: Streak | undefined;
      /** The streak that this deed brought, where it is one to be congratulated on. */
      milestone?: number | undefined;
      points: number;
      late: boolean;
    }
  | ({ kind: 'written' } & WrittenOutcome)
  | { kind: 'tried'; question: Question; order: number[]; choice: number }
  | {
      kind: 'answer';
      question: Question;
      round: Round | undefined;
      deeds: Deeds | undefined;
      more: MemberPart;
      /** Questions near it that this person may see; at most three. */
      related: Question[];
      streak: Streak | undefined;
      milestone?: number | undefined;
      late: boolean;
      /** Nobody manages this place, so there is nobody to tell that something is wrong. */
      unmanaged?: true;
    }
  /** Only a public reply is possible: offer to show it in private. */
  | {
      kind: 'offer';
      what: 'answer' | 'hint' | 'attempt' | 'practice' | 'export';
      action: string;
      again?: boolean;
    }
  | PracticeOutcome
  /** `again`: it takes the place of an earlier flag. */
  | { kind: 'flagged'; question: QuestionId; again: boolean }
  | { kind: 'flags'; page: PageOf<FlagGroup> }
  | (FlaggedQuestion & {
      kind: 'flags-of';
      /** Undefined where it is no longer in the bank. */
      difficulty: Difficulty | undefined;
      /** Undefined while too few tried. */
      measured: Measured | undefined;
      attempts: number;
      /** When the newest of its flags was raised, ms. */
      seen: number;
      page: PageOf<ShownFlag>;
    })
  /** `left`: raised since the list was made. */
  | { kind: 'resolved'; question: QuestionId; count: number; left: number }
  /** `waiting`: questions that too few tried so far. */
  | { kind: 'difficulty'; topic: TopicCode | 'any'; page: PageOf<MeasuredQuestion>; waiting: number }
  | { kind: 'streaks'; streaks: { feed: Feed; streak: Streak }[]; here: boolean }
  | { kind: 'why'; streaks: { feed: Feed; streak: Streak }[] }
  | BoardShown
  | { kind: 'stats'; stats: StatsDrawing }
  | {
      kind: 'profile';
      zone: string | undefined;
      away: AwayDates[];
      newCards: number | undefined;
      reminders: RemindingState;
      hidden: boolean;
      changed: boolean;
    }
  | { kind: 'reminders-stopped' }
  /** `parts`: how many kinds of data there are in it. */
  | { kind: 'exported'; name: string; text: string; parts: number }
  | { kind: 'forget-asked' }
  /** `had`: there was something to forget. */
  | { kind: 'forgotten'; had: boolean }
  | {
      kind: 'help';
      place: 'channel' | 'dm';
      /** Asked under a message, where Slack runs no commands. */
      inThread: boolean;
      admin: boolean;
      platform: string;
      /** The round that it was asked under. */
      about: RoundAsked | undefined;
      /** Of this channel, or in a direct message the person's own. */
      feeds: FeedNow[];
    }
  /** A member's own page: the feeds they can see, and their streaks. */
  | { kind: 'home'; feeds: FeedNow[]; streaks: { feed: Feed; streak: Streak }[] }
  | {
      kind: 'feed-added';
      feed: Feed;
      runs: Run[];
      assumedZone: boolean;
      matching: number;
      preview: Question | undefined;
    }
  | { kind: 'feed-changed'; feed: Feed; what: 'edited' | 'paused' | 'resumed' | 'removed'; runs: Run[] }
  | { kind: 'feeds'; feeds: { feed: Feed; next: number | undefined }[] }
  | { kind: 'skipped'; feed: Feed; slot: number; next: number | undefined }
  | { kind: 'queued'; feed: Feed; question: Question; next: number | undefined }
  | { kind: 'posting-extra'; feed: Feed }
  | { kind: 'voided'; feed: Feed; number: number }
  | { kind: 'ledger'; feed: Feed; entries: { from?: number; at: number; kind: string; text: string }[] }
  | {
      kind: 'settings';
      memberAccess: string | undefined;
      managers: string | undefined;
      logChannel: string | undefined;
      changed: boolean;
    };

/** A board as one member sees it. */
export interface BoardShown {
  kind: 'board';
  board: BoardKind;
  /** Undefined: of all the feeds of the space together. */
  feed: Feed | undefined;
  /** Feeds that the person may turn to from here; `space`: they may turn to that of the space. */
  feeds: Feed[];
  space: boolean;
  /** Most first. Points are in parts (`partsOfAPoint`), streaks are rounds. */
  rows: BoardLine[];
  /** The reader's own, where it is not among the rows. */
  own: BoardLine | undefined;
  /** The reader is hidden from others. */
  hidden: boolean;
  /** How many are on it, as others see it. */
  total: number;
  /** When the next window begins; undefined where none does. */
  endsAt: number | undefined;
  /** The reader's zone, else the feed's. */
  zone: string | undefined;
}

export interface BoardLine {
  place: number;
  member: MemberId;
  /** As last seen; empty where it is not known. */
  name: string;
  value: number;
  own: boolean;
}

/** How an answer in one's own words fares. */
export interface WrittenOutcome {
  question: Question;
  round: Round;
  deeds: Deeds;
  /** The member had answered before, and that stands. */
  again: boolean;
  /** Why the key points may not be seen yet: `here` at this round's close, or a channel where the question is open too. */
  held: undefined | 'here' | { channel: string };
  /** The words, while they are kept. */
  text: string | undefined;
  /** Whether ticks may still be changed. */
  open: boolean;
  /** It was said where others read it too. */
  overheard: boolean;
  streak: Streak | undefined;
  milestone?: number | undefined;
  points: number;
  late: boolean;
}

export interface FlaggedQuestion {
  question: QuestionId;
  /** As it is now, or as it was last; undefined where nobody knows. */
  title: string | undefined;
  inBank: boolean;
}

/** The open flags of a question: `total` of them, and the newest few. */
export interface FlagGroup extends FlaggedQuestion {
  total: number;
  seen: number;
  flags: ShownFlag[];
}

export interface ShownFlag {
  member: MemberId;
  flag: Flag;
  /** The question was changed since. */
  outdated: boolean;
}

export interface MeasuredQuestion {
  id: QuestionId;
  title: string;
  difficulty: Difficulty;
  measured: Measured;
}

/** A part of a list; `number` counts from 1, and of `total` things it holds `items`. */
export interface PageOf<Item> {
  number: number;
  of: number;
  total: number;
  items: Item[];
}

/** A feed at this moment, as one member sees it; `next` is undefined while it is paused. */
export interface FeedNow {
  feed: Feed;
  next: number | undefined;
  open: OpenRound[];
}

export interface OpenRound {
  round: Round;
  title: string;
  /** By an attempt or a reveal. */
  took: boolean;
}

export interface RoundAsked {
  round: Round;
  title: string;
  hasHint: boolean;
  open: boolean;
  /** Its feed's; undefined when that is gone. */
  zone: string | undefined;
}

/** A coming post; `moved` by a clock change. */
export interface Run {
  at: number;
  moved: boolean;
}

/** The member part as this person may see it. */
export type MemberPart =
  | { kind: 'none' }
  | { kind: 'shown' }
  /** Who holds `grant` sees it. */
  | { kind: 'kept'; grant: string }
  /** A Discord DM belongs to no server, so nobody's roles are known there. */
  | { kind: 'ask-in-space' };

export function refused(refusal: Refusal): Outcome {
  return { kind: 'refused', refusal };
}
