import type { Card } from '../core/card.ts';
import { choiceOrder } from '../core/deck.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Question } from '../core/question.ts';
import type { Round } from '../core/round.ts';
import type { Streak } from '../core/streak.ts';
import { wordOutcome } from '../core/words/outcome.ts';
import { closedCard, roundCard } from '../core/words/round.ts';
import { relatedLimit } from './lookup.ts';
import type { Bank } from './ports/bank.ts';

/** One card in which people meet a question. */
export interface PreviewPart {
  name: 'post' | 'hint' | 'attempt' | 'answer' | 'close';
  /** What it is, for an author. */
  title: string;
  where: 'channel' | 'private';
  /** It tells the answer. */
  spoils: boolean;
  card: Card;
}

const day = 86_400_000;

const firstStreak: Streak = { current: 1, best: 1, freezes: 0, waiting: false, steps: [] };

/**
 * A question as people meet it from its post to its close, in the first round of a feed that was just posted.
 */
export function previewParts(question: Question, bank: Bank, now: number): PreviewPart[] {
  const related = question.related.flatMap((id) => bank.get(id) ?? []).slice(0, relatedLimit);
  const round = firstRound(question, now);
  const right = question.choices.findIndex((choice) => choice.right);
  const deeds = { attempt: { choice: right, at: now }, hintAt: undefined, revealAt: undefined };
  const only = (outcome: Outcome): Card => wordOutcome(outcome)[0] as Card;
  return [
    {
      name: 'post',
      title: 'The post',
      where: 'channel',
      spoils: false,
      card: roundCard(round, question, 'UTC'),
    },
    {
      name: 'hint',
      title: 'The hint',
      where: 'private',
      spoils: false,
      card: only({ kind: 'hint', question, halves: true }),
    },
    {
      name: 'attempt',
      title: 'After the right choice',
      where: 'private',
      spoils: true,
      card: only({
        kind: 'attempted',
        question,
        round,
        deeds,
        again: false,
        verdict: true,
        streak: firstStreak,
        points: 1,
        late: false,
      }),
    },
    {
      name: 'answer',
      title: 'The answer, to a member',
      where: 'private',
      spoils: true,
      card: only({
        kind: 'answer',
        question,
        round,
        deeds,
        more: { kind: question.more.length > 0 ? 'shown' : 'none' },
        related,
        streak: firstStreak,
        late: false,
      }),
    },
    {
      name: 'close',
      title: 'The post, once the round has closed',
      where: 'channel',
      spoils: true,
      card: closedCard(
        round,
        question,
        7,
        question.choices.map((choice) => (choice.right ? 4 : 1)),
      ),
    },
  ];
}

function firstRound({ id, version, choices }: Question, now: number): Round {
  return {
    id: 'preview',
    feed: 'preview',
    place: { platform: 'local', space: 'local', channel: 'daily-quiz' },
    slot: now,
    number: 1,
    question: id,
    version,
    order: choiceOrder('preview', choices.length),
    reveal: 'anytime',
    status: 'open',
    openedAt: now,
    closesAt: now + day,
    closedAt: undefined,
    overAt: undefined,
    message: undefined,
  };
}
