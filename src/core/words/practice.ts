import { encodeAction } from '../action.ts';
import type { Card, CardAction, SectionOf } from '../card.ts';
import type { Outcome } from '../outcome.ts';
import { type Grade, grades } from '../practice/card.ts';
import type { PracticeNotice, PracticeOutcome } from '../practice/outcome.ts';
import { newCardsMore } from '../practice/practice.ts';
import type { Left, Source } from '../practice/queue.ts';
import { topics } from '../question.ts';
import type { Block } from '../rich-text.ts';
import {
  bullets,
  button,
  card,
  channel,
  code,
  letter,
  paragraph,
  plural,
  say,
  section,
  strong,
  subject,
} from './common.ts';
import { drawingWords, drawn } from './drawing.ts';
import { flagButton } from './flags.ts';
import { dayLabel, dayWords, isoDate } from './practice-days.ts';
import { keyPoints, memberSections, references } from './question.ts';
import { choiceList } from './round.ts';

type Of<Kind extends Outcome['kind']> = Extract<PracticeOutcome, { kind: Kind }>;

const gradeNames: Record<Grade, string> = drawingWords.practice.grades;

const sources: Record<Source, string> = {
  due: 'to be repeated',
  missed: 'missed in a round',
  new: 'new for you',
};

/** A question to be answered. */
export function practiceCard(outcome: Of<'practice-card'>): Card {
  const { topic, question, revision, order, source, left, hint } = outcome;
  const at = { topic, question: question.id, revision };
  const choices = order.map((_, position) =>
    button(letter(position), encodeAction({ name: 'practice-choose', ...at, position }), 'primary'),
  );
  const hintButton =
    question.hint.length === 0
      ? []
      : [button('Hint', encodeAction({ name: 'practice-hint', ...at }), 'secondary', hint)];
  const answer = encodeAction({ name: 'practice-answer', ...at, position: 'none' });
  return card('question', `Practice: ${question.title}`, {
    title: question.title,
    context: `Practice · ${question.id} · ${subject(question)} · ${sources[source]}`,
    sections: [
      ...noticeSection(outcome),
      section(undefined, ...question.prompt),
      section(undefined, ...choiceList(question, order)),
      ...(hint && question.hint.length > 0 ? [section('Hint', ...question.hint)] : []),
    ],
    actions: [choices, [...hintButton, button('Show the answer', answer), ...undoButton(outcome)]],
    footer: leftLine(left),
  });
}

/** An answer to be graded: after a choice its verdict and why, else the answer itself. */
export function toldCard(outcome: Of<'practice-told'>): Card {
  const { topic, question, revision, order, position, whole, more, unmanaged } = outcome;
  const chosen = position === undefined ? undefined : question.choices[order[position] ?? -1];
  const at = { topic, question: question.id, revision };
  const wholeButton = button(
    'Whole answer',
    encodeAction({ name: 'practice-answer', ...at, position: position ?? 'none' }),
  );
  const flag = unmanaged === true ? [] : [flagButton(question.id)];
  const title = titleOf(chosen?.right, position, question.title);
  return card(chosen?.right === true ? 'success' : 'answer', `Practice: ${question.title}`, {
    title,
    context: `Practice · ${question.id} · ${subject(question)}`,
    sections: [
      ...noticeSection(outcome),
      ...(chosen === undefined || chosen.right
        ? []
        : [section(undefined, { type: 'paragraph', children: chosen.reason })]),
      rightChoice(outcome),
      section('Key points', keyPoints(question)),
      ...(whole
        ? [section('Answer', ...question.answer), ...memberSections(question, more), ...references(question)]
        : []),
    ],
    actions: [gradeButtons(outcome, chosen?.right), whole ? flag : [wholeButton]].filter(
      (row) => row.length > 0,
    ),
    footer: gradeHelp(chosen?.right),
  });
}

function titleOf(right: boolean | undefined, position: number | undefined, title: string): string {
  if (right === undefined || position === undefined) return title;
  return `You chose ${letter(position)}. ${right ? 'That is right.' : 'Not quite.'}`;
}

function rightChoice({ question, order }: Of<'practice-told'>): SectionOf<Block> {
  const index = question.choices.findIndex((option) => option.right);
  const option = question.choices[index];
  return section(
    'Right choice',
    { type: 'paragraph', children: [strong(`${letter(order.indexOf(index))}. `), ...(option?.text ?? [])] },
    { type: 'paragraph', children: option?.reason ?? [] },
  );
}

/** What fits a choice comes first, and stands out. */
function gradeButtons(outcome: Of<'practice-told'>, right: boolean | undefined): CardAction[] {
  const { topic, question, revision, next, today } = outcome;
  const offered: readonly Grade[] =
    right === undefined ? grades : right ? ['hard', 'good', 'easy'] : ['again', 'hard'];
  const fitting = right === undefined ? undefined : right ? 'good' : 'again';
  return offered.map((grade) =>
    button(
      `${gradeNames[grade]} · ${dayLabel(next[grade], today)}`,
      encodeAction({ name: 'practice-grade', topic, question: question.id, revision, grade }),
      grade === fitting ? 'primary' : 'secondary',
    ),
  );
}

function gradeHelp(right: boolean | undefined): string {
  if (right === false) {
    return 'A wrong choice comes again soon. Take Hard if you knew it and slipped. The date is when it comes back.';
  }
  const ask = right === true ? 'How hard was it?' : 'How well did you know it?';
  return `${ask} The date on each button is when it comes back.`;
}

/** What was done today, and what comes. */
export function doneCard(outcome: Of<'practice-done'>): Card {
  const { topic, tally, more, ahead, next, today, held, limit } = outcome;
  const done = grades.reduce((sum, grade) => sum + tally.grades[grade], 0);
  const about = topic === 'any' ? '' : ` on ${topics[topic].name}`;
  const title = done === 0 ? `Nothing is due${about}` : `Done for today${about}`;
  const moreAction = encodeAction({ name: 'practice-more', topic, allowance: tally.fresh + newCardsMore });
  const moreButton =
    more === 0
      ? []
      : [
          button(
            plural(Math.min(more, newCardsMore), 'new question'),
            moreAction,
            done === 0 ? 'primary' : 'secondary',
          ),
        ];
  const actions = [...moreButton, ...undoButton(outcome)];
  return card(done === 0 ? 'info' : 'success', title, {
    title,
    context: done === 0 ? undefined : doneLine(done, tally.fresh),
    sections: [
      ...noticeSection(outcome),
      ...(done === 0
        ? []
        : [section(undefined, drawn({ kind: 'practice', ...tally.grades, ahead, today: isoDate(today) }))]),
      section('What comes', paragraph(comes(next, today)), ...load(ahead, today)),
      ...(held === 0 ? [] : [section(undefined, paragraph(heldWords(held)))]),
      section(undefined, whatNext(outcome)),
    ],
    actions: actions.length === 0 ? [] : [actions],
    footer: `New questions a day: ${limit}. /viva me changes that.`,
  });
}

function doneLine(done: number, fresh: number): string {
  const cards = `${plural(done, 'card')} today`;
  if (fresh === 0) return cards;
  return fresh < done
    ? `${cards}, ${fresh} of them new`
    : `${cards}, ${done === 1 ? 'a new one' : 'all new'}`;
}

function comes(next: Of<'practice-done'>['next'], today: number): string {
  if (next === undefined) return 'No card waits for a later day.';
  const cards = next.cards === 1 ? '1 card comes' : `${next.cards} cards come`;
  return `Next: ${cards} ${dayWords(next.day, today)}.`;
}

/** The load of tomorrow is told even where there is none. */
function load([, tomorrow = 0, ...later]: readonly number[], today: number): Block[] {
  const days = later
    .map((cards, index) => ({ day: today + 2 + index, cards }))
    .filter(({ cards }) => cards > 0)
    .map(({ day, cards }) => say(`${dayLabel(day, today)}: ${cards}`));
  if (tomorrow === 0 && days.length === 0) return [];
  return [bullets([say(`Tomorrow: ${tomorrow}`), ...days])];
}

function heldWords(held: number): string {
  return held === 1
    ? 'One more is due, and it is being asked in an open round: answer it there, where it counts.'
    : `${held} more are due, and they are being asked in open rounds: answer them there, where they count.`;
}

function whatNext({ more, topic }: Of<'practice-done'>): Block {
  const others = topic === 'any' ? [] : ['Other topics may have more: ', code('/viva practice'), '. '];
  if (more > 0) return paragraph(...others, 'To learn something new, press the button below.');
  return paragraph(
    ...others,
    'You have met every question here. ',
    code('/viva search'),
    ' finds them again.',
  );
}

function leftLine(left: Left): string {
  const parts = [
    ...(left.due > 0 ? [`${left.due} due`] : []),
    ...(left.missed > 0 ? [`${left.missed} missed in rounds`] : []),
    ...(left.new > 0 ? [`${left.new} new`] : []),
  ];
  return `Today: ${parts.join(', ') || 'this one'}. For you alone; no points, no streak.`;
}

function undoButton({ undo, topic }: Pick<PracticeOutcome, 'undo' | 'topic'>): CardAction[] {
  if (undo === undefined) return [];
  const { question, grade, before } = undo;
  const id = encodeAction({ name: 'practice-undo', topic, question, revision: before.revision });
  return [button(`Undo ${gradeNames[grade]} on ${question}`, id)];
}

function noticeSection({ notice, today }: PracticeOutcome): SectionOf<Block>[] {
  return notice === undefined ? [] : [section(undefined, paragraph(...noticeWords(notice, today)))];
}

function noticeWords(notice: PracticeNotice, today: number): Parameters<typeof say> {
  switch (notice.kind) {
    case 'graded':
      return [
        `${notice.question}: ${gradeNames[notice.grade]}. It comes back ${dayWords(notice.due, today)}.`,
      ];
    case 'graded-before':
      return [
        `You had graded ${notice.question} already: ${gradeNames[notice.grade]}, and it stands. Undo takes it back.`,
      ];
    case 'undone':
      return [`${notice.question}: ${gradeNames[notice.grade]} was taken back. Grade it again, or leave it.`];
    case 'not-undone':
      return [`That grade of ${notice.question} can no longer be taken back. This is where you are now:`];
    case 'moved-on':
      return ['That card was graded meanwhile. This is where you are now:'];
    case 'in-round':
      return [
        `${notice.question} is being asked in `,
        channel(notice.channel),
        ' now: answer it there, where it counts.',
      ];
    case 'gone':
      return [`${notice.question} is no longer among the questions, so on with the next.`];
    case 'taken-in':
      return [
        `${plural(notice.missed, 'question')} of your rounds ${notice.missed === 1 ? 'is' : 'are'} here to be practised.`,
      ];
  }
}
