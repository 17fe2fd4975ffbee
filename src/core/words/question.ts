import { encodeAction } from '../action.ts';
import type { Card, CardAction, SectionOf } from '../card.ts';
import { choiceOrder } from '../deck.ts';
import type { Deeds } from '../deeds.ts';
import { keptFor } from '../kept-for.ts';
import type { MemberPart, Outcome } from '../outcome.ts';
import type { Question } from '../question.ts';
import type { Block, Inline } from '../rich-text.ts';
import type { Round } from '../round.ts';
import {
  bullets,
  button,
  card,
  channel,
  code,
  letter,
  note,
  paragraph,
  pointsLabel,
  say,
  section,
  strong,
  subject,
} from './common.ts';
import { flagButton } from './flags.ts';
import { grantLabel } from './grants.ts';
import { entries, openButtons } from './list.ts';
import { choiceList } from './round.ts';
import { milestoneSection, streakLine } from './streak.ts';
import { attemptOfferCard, coverageLine } from './written.ts';

type Of<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>;

/** A question outside any round. While it is open in a round, it must be answered there. */
export function questionCard({ question, seed, asked, alone }: Of<'question'>): Card {
  const order = choiceOrder(seed, question.choices.length);
  const choices = order.map((_, position) =>
    button(letter(position), encodeAction({ name: 'try', question: question.id, seed, position }), 'primary'),
  );
  const help = [button('Reveal', encodeAction({ name: 'question-reveal', question: question.id }))];
  if (question.hint.length > 0) {
    help.unshift(button('Hint', encodeAction({ name: 'question-hint', question: question.id })));
  }
  const pointer =
    asked === undefined
      ? []
      : [paragraph('This is being asked in ', channel(asked), ' now: answer it there.')];
  return card('question', `${question.id}: ${question.title}`, {
    title: question.title,
    context: `${question.id} · ${subject(question)}`,
    sections: [
      section(undefined, ...question.prompt),
      section(undefined, ...choiceList(question, order), ...pointer),
    ],
    actions: asked === undefined ? [choices, help] : [help],
    footer: alone ? 'For you alone: nothing here counts or is kept.' : undefined,
  });
}

export function hintCard({ question, halves }: Of<'hint'>): Card {
  return card('info', `Hint: ${question.title}`, {
    title: 'Hint',
    context: `${question.id} · ${question.title}`,
    sections: [section(undefined, ...question.hint)],
    footer: halves
      ? 'An attempt after this hint earns half the points. Your streak is untouched.'
      : undefined,
  });
}

export function attemptedCard(outcome: Of<'attempted'>): Card {
  const { question, round, deeds, again, verdict, streak } = outcome;
  const choice = deeds.attempt?.choice ?? 0;
  const chosen = letter(round.order.indexOf(choice));
  const opening = again ? `You had chosen ${chosen} already, and it stands.` : `You chose ${chosen}.`;
  const reveal = button(
    'Show the answer',
    encodeAction({ name: 'round-reveal', round: round.id }),
    'primary',
  );
  if (!verdict) {
    return card('success', opening, {
      title: opening,
      sections: [
        section(
          undefined,
          paragraph('Your attempt is in. Whether it is right, you will see when the round closes.'),
        ),
        ...milestoneSection(outcome.milestone),
      ],
      footer: streakLine(streak),
    });
  }
  const option = question.choices[choice];
  const right = option?.right === true;
  return card(right ? 'success' : 'info', opening, {
    title: `${opening} ${right ? 'That is right.' : 'Not quite.'}`,
    sections: [
      section(undefined, { type: 'paragraph', children: option?.reason ?? [] }),
      ...worth(outcome),
      ...milestoneSection(outcome.milestone),
    ],
    actions: [[reveal]],
    footer: streakLine(streak),
  });
}

/** Why a right attempt earned less than it might have. */
function worth({ deeds, late, points, question, round, verdict }: Of<'attempted'>): SectionOf<Block>[] {
  const { attempt, hintAt, revealAt } = deeds;
  if (attempt?.choice === undefined || !verdict || question.choices[attempt.choice]?.right !== true)
    return [];
  if (late)
    return [section(undefined, paragraph('The round had closed, so this counts for the streak alone.'))];
  if (revealAt !== undefined && revealAt <= attempt.at) {
    return [section(undefined, paragraph('You had seen the answer before, so it earns no points.'))];
  }
  const half = hintAt !== undefined && hintAt <= attempt.at ? ', halved for the hint' : '';
  return round.number === undefined ? [] : [section(undefined, paragraph(`${pointsLabel(points)}${half}.`))];
}

export function triedCard({ question, order, choice }: Of<'tried'>): Card {
  const option = question.choices[choice];
  const verdict = option?.right ? 'That is right.' : 'Not quite.';
  const title = `You chose ${letter(order.indexOf(choice))}. ${verdict}`;
  return card(option?.right ? 'success' : 'info', title, {
    title,
    context: `${question.id} · ${question.title}`,
    sections: [section(undefined, { type: 'paragraph', children: option?.reason ?? [] })],
    actions: [
      [
        button(
          'Show the answer',
          encodeAction({ name: 'question-reveal', question: question.id }),
          'primary',
        ),
      ],
    ],
  });
}

export function answerCard({
  question,
  round,
  deeds,
  more,
  related,
  streak,
  milestone,
  late,
  unmanaged,
}: Of<'answer'>): Card {
  const lateNote = late
    ? [section(undefined, paragraph('The round had closed: this counts for the streak alone.'))]
    : [];
  return card('answer', `The answer to ${question.id}`, {
    title: question.title,
    context: `${question.id} · the answer, for you`,
    sections: [
      ...rightChoice(question, round, deeds),
      section('Key points', keyPoints(question)),
      section('Answer', ...question.answer),
      ...memberSections(question, more),
      ...references(question),
      ...relatedSection(related),
      ...lateNote,
      ...milestoneSection(milestone),
    ],
    actions: [...ownAnswer(round, deeds), ...lastRow(question, related, unmanaged)],
    footer: streakLine(streak),
  });
}

/** Related questions, and beside them the way to say that something is wrong. */
function lastRow(question: Question, related: readonly Question[], unmanaged = false): CardAction[][] {
  const flag = unmanaged ? [] : [flagButton(question.id)];
  const row = [...openButtons(related).flat(), ...flag];
  return row.length === 0 ? [] : [row];
}

/** Where words of one's own stand, the way to their ticks. */
function ownAnswer(round: Round | undefined, deeds: Deeds | undefined): CardAction[][] {
  if (round === undefined || deeds?.attempt?.written === undefined) return [];
  return [[button('My answer', encodeAction({ name: 'my-answer', round: round.id }))]];
}

/** The same block each time: what was rendered for one person is known again for the next. */
export const keyPoints = keptFor(
  (question: Question): Block => ({
    type: 'list',
    ordered: true,
    start: 1,
    items: question.keyPoints.map((point) => [
      { type: 'paragraph', children: [strong(point.name), ...say('. '), ...point.text] },
    ]),
  }),
);

function rightChoice(
  question: Question,
  round: Round | undefined,
  deeds: Deeds | undefined,
): SectionOf<Block>[] {
  const right = question.choices.findIndex((option) => option.right);
  const option = question.choices[right];
  if (option === undefined) return [];
  const name: Inline[] = round === undefined ? [] : [strong(`${letter(round.order.indexOf(right))}. `)];
  const chosen = deeds?.attempt?.choice;
  const own =
    chosen === undefined || round === undefined
      ? ((deeds && coverageLine(deeds)) ?? '')
      : chosen === right
        ? 'You chose it.'
        : `You chose ${letter(round.order.indexOf(chosen))}.`;
  const text: Block = { type: 'paragraph', children: [...name, ...option.text] };
  return [section('Right choice', text, ...(own === '' ? [] : [paragraph(own)]))];
}

export function memberSections(question: Question, more: MemberPart): SectionOf<Block>[] {
  switch (more.kind) {
    case 'none':
      return [];
    case 'shown':
      return [{ heading: 'Going deeper', body: question.more, confidential: true }];
    case 'kept':
      return [
        section(
          'Going deeper',
          paragraph(
            'There is a deeper part for ',
            ...grantLabel(more.grant),
            '. Whoever manages this place can let you in.',
          ),
        ),
      ];
    case 'ask-in-space':
      return [
        section(
          'Going deeper',
          paragraph(
            'There is a deeper part. Ask for it in a server, where your roles are known: ',
            code(`/viva answer ${question.id}`),
            '.',
          ),
        ),
      ];
  }
}

export function references(question: Question): SectionOf<Block>[] {
  return question.references.length === 0 ? [] : [section('Read on', referenceList(question))];
}

const referenceList = keptFor((question: Question): Block => {
  const items = question.references.map(({ author, title, venue, year, url }) => {
    const name: Inline =
      url === undefined
        ? { type: 'emphasis', children: say(title) }
        : { type: 'link', url, children: say(title) };
    return say(`${author}: `, name, `. ${venue}, ${year}.`);
  });
  return bullets(items);
});

/** The buttons below open them, each for whoever presses it. */
function relatedSection(related: readonly Question[]): SectionOf<Block>[] {
  return related.length === 0 ? [] : [section('Related questions', entries(related))];
}

const offered = {
  answer: 'The answer',
  hint: 'The hint',
  practice: 'Practice',
  export: 'Your data',
} as const;

/** Where only a public reply is possible, the answer waits behind a button that opens it for one person. */
export function offerCard({ what, action, again = false }: Of<'offer'>): Card {
  if (what === 'attempt') return attemptOfferCard(action, again);
  const title = `${offered[what]} is for you alone`;
  return { ...note('info', title), actions: [[button('Show me privately', action, 'primary')]] };
}
