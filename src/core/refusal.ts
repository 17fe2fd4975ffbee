import type { AwayProblem } from './away.ts';
import type { Misunderstanding } from './command.ts';
import type { Rule } from './feed.ts';
import type { WrittenProblem } from './written-answer.ts';

/** An expected "no". Its words live in words/refusals.ts; each says what is wrong and what to do next. */
export type Refusal =
  | { kind: 'misunderstood'; problem: Misunderstanding }
  | { kind: 'storage-away' }
  /** A fault of Viva's own; `reference` is in the log too. */
  | { kind: 'fault'; reference: string }
  | { kind: 'unknown-question'; given: string; near: { id: string; title: string }[] }
  | { kind: 'nothing-found'; given: string }
  | { kind: 'no-question-matches'; filter: string }
  | { kind: 'no-round-here' }
  /** A message was pointed at that is no round's post. */
  | { kind: 'not-a-round' }
  | { kind: 'round-gone' }
  | { kind: 'round-void' }
  | { kind: 'round-over' }
  /** The member asked to be forgotten while the round was not over. */
  | { kind: 'round-forgotten' }
  | { kind: 'not-confirmed'; given: string }
  | { kind: 'answer-first'; channel: string }
  | { kind: 'bad-answer'; problem: WrittenProblem }
  /** No written answer of this person stands in that round. */
  | { kind: 'nothing-written' }
  /** Ticks stay as they are once the next round has begun. */
  | { kind: 'ticks-stand' }
  /** `opensAt`: when the round closes, if that is known; `zone` is the feed's. */
  | { kind: 'opens-at-close'; channel: string; opensAt: number | undefined; zone: string | undefined }
  | { kind: 'asked-in-round'; channel: string }
  | { kind: 'no-hint'; question: string }
  | { kind: 'members-only'; grant: string | undefined }
  | { kind: 'managers-only'; grant: string | undefined }
  /** `near`: zones whose names are like it. */
  | { kind: 'bad-zone'; given: string; near: string[] }
  | { kind: 'bad-away'; given: string; problem: AwayProblem }
  | { kind: 'bad-new-cards'; given: string; most: number }
  | { kind: 'bad-time'; given: string }
  | { kind: 'bad-days'; given: string }
  | { kind: 'bad-cron'; given: string; problem: string }
  | { kind: 'time-and-cron' }
  | { kind: 'never-runs' }
  | { kind: 'too-often'; least: number }
  | { kind: 'bad-close'; given: string }
  | { kind: 'too-many-feeds'; limit: number }
  | { kind: 'cannot-post'; obstacles: { reason: string; mend: string }[] }
  | { kind: 'no-feed-here' }
  /** `feeds`: those that could have been named. */
  | { kind: 'unknown-feed'; given: string; feeds: { id: string; rule: Rule }[] }
  | { kind: 'which-feed'; feeds: { id: string; rule: Rule }[] }
  | { kind: 'feed-paused'; id: string }
  | { kind: 'just-posted' }
  /** `newest`: the number of the feed's newest round. */
  | { kind: 'no-such-round'; number: number | undefined; newest: number | undefined }
  | { kind: 'not-in-dm' }
  /** In a Discord direct message, which belongs to no server. */
  | { kind: 'nobody-to-tell' }
  | { kind: 'question-gone'; question: string }
  | { kind: 'no-reason' }
  /** "Something else" says nothing by itself. */
  | { kind: 'no-remark' }
  | { kind: 'remark-too-long'; length: number; limit: number }
  | { kind: 'too-many-flags'; limit: number }
  | { kind: 'flags-gone'; question: string }
  | { kind: 'bad-grant'; given: string };
