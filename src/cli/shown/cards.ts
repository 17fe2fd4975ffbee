import type { Card } from '../../core/card.ts';
import type { Deeds } from '../../core/deeds.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { Question } from '../../core/question.ts';
import type { Round } from '../../core/round.ts';
import type { Streak } from '../../core/streak.ts';
import { wordOutcome } from '../../core/words/outcome.ts';
import { closedCard, previewCard, roundCard } from '../../core/words/round.ts';

/** A card in which people meet a question, and the part of its file that makes it long. */
export interface ShownCard {
  /** "The post", as an author reads of it. */
  name: string;
  /** The heading to shorten; undefined is the prompt. */
  heading: 'Choices' | 'Hint' | 'Key points' | 'Answer' | 'More' | undefined;
  where: 'channel' | 'private';
  card: Card;
}

/** An instant that is long to write. */
const far = Date.UTC(2027, 11, 28, 22, 50);

const streak: Streak = {
  current: 1_234,
  best: 1_234,
  freezes: 2,
  waiting: false,
  steps: [{ round: 1_234, kind: 'took-part', streak: 1_234, freezes: 2, earned: false }],
};

/** Every card of a question, with surroundings (round, footer, turnout) as long as they come. */
export function cardsOf(question: Question): ShownCard[] {
  const round = roundOf(question);
  const outcome = (made: Outcome): Card => wordOutcome(made)[0] as Card;
  const answer = (more: boolean, late: boolean): Card =>
    outcome({
      kind: 'answer',
      question,
      round,
      deeds: { attempt: { choice: 0, at: far }, hintAt: far, revealAt: far },
      more: { kind: more ? 'shown' : 'none' },
      related: ['AA', 'BB', 'CC'].map((letters) => ({
        ...question,
        id: `${letters}${question.id.slice(2)}`,
      })),
      streak,
      late,
    });
  const perChoice = question.choices.flatMap((_, choice): ShownCard[] => [
    {
      name: 'what follows an attempt',
      heading: 'Choices',
      where: 'private',
      card: outcome({
        kind: 'attempted',
        question,
        round,
        deeds: { attempt: { choice, at: far }, hintAt: undefined, revealAt: undefined },
        again: true,
        verdict: true,
        streak,
        points: 0.5,
        late: false,
      }),
    },
    {
      name: 'what follows a try',
      heading: 'Choices',
      where: 'private',
      card: outcome({ kind: 'tried', question, order: round.order, choice }),
    },
  ]);
  const spread = question.choices.map(() => 3_333);
  return [
    {
      name: 'the post',
      heading: undefined,
      where: 'channel',
      card: roundCard(round, question, 'America/Argentina/ComodRivadavia'),
    },
    { name: 'the preview', heading: undefined, where: 'private', card: previewCard(question, round.reveal) },
    {
      name: 'the question by itself',
      heading: undefined,
      where: 'private',
      card: outcome({ kind: 'question', question, seed: 'seed', asked: undefined, alone: true }),
    },
    {
      name: 'the hint',
      heading: 'Hint',
      where: 'private',
      card: outcome({ kind: 'hint', question, halves: true }),
    },
    ...perChoice,
    { name: 'the answer', heading: 'Answer', where: 'private', card: answer(false, true) },
    {
      name: 'the answer with its member part',
      heading: 'More',
      where: 'private',
      card: answer(question.more.length > 0, true),
    },
    {
      name: 'the post once its round has closed',
      heading: 'Key points',
      where: 'channel',
      card: closedCard(round, question, 9_999, spread, 9_999),
    },
    {
      name: 'what follows a written answer',
      heading: 'Key points',
      // In private, but in one message: a press on a tick changes the message that it stands under.
      where: 'channel',
      card: outcome({
        kind: 'written',
        question,
        round,
        deeds: {
          attempt: { written: { found: 0, of: question.keyPoints.length }, at: far },
          ...corrected(question),
        },
        again: true,
        held: undefined,
        text: 'W'.repeat(2_000),
        open: true,
        overheard: true,
        streak,
        points: 1.33,
        late: false,
      }),
    },
  ];
}

/** Each point ticked by hand, which is the longest to say. */
function corrected({ keyPoints }: Question): Omit<Deeds, 'attempt'> {
  return { hintAt: far, revealAt: undefined, ticks: keyPoints.map(() => ({ on: true, at: far })) };
}

function roundOf({ id, version, choices }: Question): Round {
  return {
    id: 'fabcdefgh-abcdefg',
    feed: 'fabcdefgh',
    place: { platform: 'discord', space: '1'.repeat(19), channel: '2'.repeat(19) },
    slot: far,
    number: 9_999,
    question: id,
    version,
    order: choices.map((_, index) => index),
    reveal: 'after-attempt',
    status: 'open',
    openedAt: far,
    closesAt: far,
    closedAt: undefined,
    overAt: undefined,
    message: undefined,
  };
}
