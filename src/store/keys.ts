import { createHash } from 'node:crypto';
import type { BoardScope } from '../core/board.ts';
import type { FeedId, MemberId, SpaceId } from '../core/feed.ts';
import type { QuestionId } from '../core/question.ts';
import type { RoundId } from '../core/round.ts';

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

export type Keys = ReturnType<typeof createKeys>;

/**
 * Every key of the store, built in one place. On a cluster the prefix stands in braces, so that all of them share a
 * slot and a script may touch several; scripts also make keys of other rounds from `roundPrefix`.
 */
export function createKeys(prefix: string) {
  const key = (...parts: (string | number)[]): string => [prefix, ...parts].join(':');
  return {
    prefix,
    /** A key from its name without the prefix. */
    whole: (name: string) => key(name),
    roundPrefix: key('round', ''),

    /** See feed-record.ts. */
    feed: (feed: FeedId) => key('feed', feed),
    feeds: key('feeds'),
    /** Hash: a channel to the ids of its feeds, commas between. A small hash takes a tenth of a set for each channel. */
    channels: (space: SpaceId) => key('space', space, 'channels'),
    /** The same for the DMs of a space, where personal feeds are: a limit counts them by themselves. */
    dms: (space: SpaceId) => key('space', space, 'dms'),
    due: key('due'),

    /** Hash: cycle, dealt (JSON), revision. */
    deck: (feed: FeedId) => key('deck', feed),
    /** List of question ids that a manager put on top. */
    queued: (feed: FeedId) => key('deck', feed, 'queued'),

    /** Hash: the fields of `Round`, besides fence, tries, closeShown and counted (what it adds to `tries`). */
    round: (round: RoundId) => key('round', round),
    roundLease: (round: RoundId) => key('lease', 'round', round),
    /** List of round ids: number n stands at n-1. */
    numbers: (feed: FeedId) => key('rounds', feed),
    /** Set of the feed's open rounds, extra ones too. */
    open: (feed: FeedId) => key('open', feed),
    newest: (feed: FeedId) => key('newest', feed),
    newestIn: (space: SpaceId, channel: string) => key('channel', space, channel, 'newest'),
    /** Hash: message id to round id. */
    messages: (space: SpaceId, channel: string) => key('channel', space, channel, 'messages'),
    joinable: (platform: string, question: QuestionId) => key('joinable', platform, question),
    unfinished: key('unfinished'),
    content: (question: QuestionId, version: string) => key('content', question, version),
    /** Hash: round number to `openedAt,closedAt`; closedAt is empty while it is open. */
    windows: (feed: FeedId) => key('windows', feed),
    excused: (feed: FeedId) => key('excused', feed),
    voided: (feed: FeedId) => key('voided', feed),

    /** Hash: member to deeds (deeds-record.ts). */
    deeds: (round: RoundId) => key('deeds', round),
    /** Hash: member to the words of a written answer; expires. */
    answers: (round: RoundId) => key('answers', round),
    /** Hash: a feed to a bitmap, bit n-1 for round n: all that stays of a member's part in it. */
    took: (member: MemberId) => key('took', member),
    profile: (member: MemberId) => key('member', member, 'profile'),
    /** Set of the user ids of a platform's members who are hidden from boards. */
    hidden: (platform: string) => key('hidden', platform),
    /** Hash: a feed to the highest milestone that the member was congratulated on in it, and by which deed. */
    milestones: (member: MemberId) => key('milestones', member),

    /** Sorted set: a user id to points, in parts of one; who has none is not in it. */
    board: (scope: BoardScope, window: string) => key('board', scope, window),
    /** Sorted set: a user id to the streak as it was when last looked at, which is seldom less than what it is now. */
    streaks: (feed: FeedId) => key('streaks', feed),
    /** Hash: a user id to the name as last seen. */
    names: (space: SpaceId) => key('names', space),
    /** Hash: a space to `topic,attempts,score` for each topic, a space between; scores are in parts of one. */
    tally: (member: MemberId) => key('tally', member),
    tallyPrefix: key('tally', ''),
    /** Hash: a topic to `attempts,score,members`. */
    spaceTally: (space: SpaceId) => key('space', space, 'tally'),
    /** Before the name of a space, in keys that scripts make. */
    spacePrefix: key('space', ''),

    /** Set of the feeds that ever posted to a member alone. */
    own: (member: MemberId) => key('own', member),
    /** Hash: `salt`, and a salted hash of each member who was forgotten while the round was not over; expires. */
    forgotten: (round: RoundId) => key('forgotten', round),
    forgottenPrefix: key('forgotten', ''),
    /** What a member did in practice last (practice-record.ts); changed with the cards only. */
    practice: (member: MemberId) => key('practice', member),
    /** Their cards, one behind the other (practice-record.ts). */
    practiceCards: (member: MemberId) => key('practice', member, 'cards'),
    /** See reminders.ts. */
    reminders: (member: MemberId) => key('member', member, 'reminders'),

    /** Hash: `space/question` to the flag that the member has open there (JSON). */
    flags: (member: MemberId) => key('flags', member),
    /** The same of resolved ones. */
    resolvedFlags: (member: MemberId) => key('flags', member, 'resolved'),
    /** Sorted set by time: `question/member` of the open flags of a space. */
    openFlags: (space: SpaceId) => key('space', space, 'flags'),
    /** Sorted set by time: `member/space/question` of resolved flags whose note was not sent yet. */
    unsentNotes: key('notes'),
    /** The same of all that were resolved lately. */
    allResolvedFlags: key('resolved'),
    /** Hash: a question to `right,attempts`. */
    tries: (space: SpaceId) => key('tries', space),

    settings: (space: SpaceId) => key('space', space, 'settings'),
    ledger: (feed: FeedId) => key('ledger', feed),
    /** Bitmap of the minutes of a day (days since the epoch, UTC). */
    beats: (platform: string, day: number) => key('beats', platform, day),
    lease: (name: string) => key('lease', name),
    /** By a fingerprint: the id says who did what. */
    once: (id: string) => key('once', fingerprint(id)),
    /** Hash: a running process to what it says of itself. */
    presence: key('presence'),
    shelf: (shelf: string) => key('shelf', shelf),
    /** Stands there while a restore is not done: Viva then does not start. */
    restoring: key('restoring'),
  };
}
