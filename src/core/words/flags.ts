import { encodeAction } from '../action.ts';
import type { Card, CardAction } from '../card.ts';
import { localId, type MemberId } from '../feed.ts';
import type { Note } from '../flag.ts';
import type { FlagGroup, FlaggedQuestion, Outcome, ShownFlag } from '../outcome.ts';
import type { QuestionId } from '../question.ts';
import type { Block, Inline } from '../rich-text.ts';
import { shortened } from '../tidy.ts';
import {
  bullets,
  button,
  card,
  code,
  note,
  paragraph,
  plural,
  say,
  section,
  strong,
  time,
} from './common.ts';
import { measuredLine } from './difficulty.ts';
import { reasonLabels } from './flag-reasons.ts';
import { pageLabel, turning } from './list.ts';

type Of<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>;

export const flagLabel = 'Something wrong?';

/** Under an answer: opens the form that says what is wrong. */
export function flagButton(question: QuestionId): CardAction {
  return button(flagLabel, encodeAction({ name: 'open-form', form: 'flag', about: question }));
}

export function flaggedCard({ question, again }: Of<'flagged'>): Card {
  return note(
    'success',
    'Thank you',
    paragraph(
      again
        ? `What you said of ${question} takes the place of what you had said before.`
        : `What you said of ${question} is with those who manage Viva here, and with nobody else.`,
    ),
    paragraph('Once they have looked at it, you hear of it in a direct message.'),
  );
}

/** A flag in the list of all is told by the beginning of its text. */
const shortText = 100;

/** All open flags, by question. */
export function flagsCard({ page }: Of<'flags'>): Card {
  if (page.total === 0) {
    return note(
      'info',
      'No open flags',
      paragraph(`Under every answer stands “${flagLabel}”. What members say there comes here.`),
    );
  }
  const title = page.total === 1 ? 'One question is flagged' : `${page.total} questions are flagged`;
  const ids = page.items.map(({ question }) => question);
  const open = ids.map((question) => button(question, encodeAction({ name: 'flags', question, page: 1 })));
  return card('info', [title, ...pageLabel(page)].join(', '), {
    title,
    context: ['Newest first', ...pageLabel(page)].join(' · '),
    sections: page.items.map((group) => section(headingOf(group), ...groupBody(group))),
    actions: [
      open,
      page.items.map(({ question, seen }) => resolveButton(question, seen, `Resolve ${question}`)),
      ...turning(page, (number) => ({ name: 'flags', question: 'all', page: number })),
    ],
    footer: 'A button with an id alone shows all that was said of that question.',
  });
}

function groupBody({ total, flags, inBank }: FlagGroup): Block[] {
  const more = total - flags.length;
  return [
    ...(inBank ? [] : [goneNote]),
    bullets(flags.map((one) => flagItem(one, shortText))),
    ...(more > 0 ? [paragraph(`And ${more} more.`)] : []),
  ];
}

const goneNote = paragraph('It is not in the bank any more.');

/** The open flags of one question, in full, with how hard it proved to be. */
export function flagsOfCard(outcome: Of<'flags-of'>): Card {
  const { question, page, seen, inBank, difficulty, measured, attempts } = outcome;
  const count = page.total === 0 ? 'No open flags' : plural(page.total, 'open flag');
  const hard =
    difficulty === undefined
      ? []
      : [section('Difficulty', paragraph(measuredLine(difficulty, measured, attempts)))];
  return card('info', [`${question}: ${count}`, ...pageLabel(page)].join(', '), {
    title: headingOf(outcome),
    context: [count, ...pageLabel(page)].join(' · '),
    sections: [
      ...(inBank ? [] : [section(undefined, goneNote)]),
      ...(page.items.length === 0
        ? []
        : [section(undefined, bullets(page.items.map((one) => flagItem(one, undefined))))]),
      ...hard,
    ],
    actions: [
      [
        ...(page.total === 0 ? [] : [resolveButton(question, seen, 'Resolve')]),
        ...(inBank ? [button('Show the question', encodeAction({ name: 'open', question }))] : []),
        button('All flags', encodeAction({ name: 'flags', question: 'all', page: 1 })),
      ],
      ...turning(page, (number) => ({ name: 'flags', question, page: number })),
    ],
  });
}

function headingOf({ question, title }: FlaggedQuestion): string {
  return title === undefined ? question : `${question}: ${title}`;
}

/** What the manager saw is what it resolves: a flag that comes later stays open. */
function resolveButton(question: QuestionId, seen: number, label: string): CardAction {
  const about = `${question}-${seen.toString(36)}`;
  return button(label, encodeAction({ name: 'open-form', form: 'resolve', about }), 'primary');
}

/** The words of a member stand on a line of their own: right-to-left ones then turn nothing else. */
function flagItem({ member, flag, outdated }: ShownFlag, most: number | undefined): Inline[] {
  const text = most === undefined ? flag.text : shortened(flag.text, most);
  return say(
    strong(reasonLabels[flag.reason]),
    ' · ',
    person(member),
    ' · ',
    time(flag.at),
    ...(outdated ? [' · changed since'] : []),
    ...(text === '' ? [] : [{ type: 'break' } as const, `“${text}”`]),
  );
}

function person(member: MemberId): Inline {
  return { type: 'member', id: localId(member) };
}

export function resolvedCard({ question, count, left }: Of<'resolved'>): Card {
  const told = count === 1 ? 'Whoever raised it is' : 'Those who raised them are';
  const later = `${plural(left, 'flag')} of it ${left === 1 ? 'is' : 'are'} newer than the list you saw, and ${left === 1 ? 'stays' : 'stay'} open.`;
  return note(
    'success',
    `${question}: ${plural(count, 'flag')} resolved`,
    paragraph(`${told} told by direct message. You hear of it should one not arrive.`),
    ...(left === 0 ? [] : [paragraph(later)]),
  );
}

/** For who raised a flag, in a direct message. */
export function flagNoteCard(question: QuestionId, { title, text }: Note): Card {
  return note(
    'info',
    `What you said of ${question} was looked at`,
    paragraph(strong(title)),
    ...(text === '' ? [] : [paragraph('They write: ', `“${text}”`)]),
    paragraph('Thank you for saying so. Should something still be wrong, say it again under its answer.'),
  );
}

/** For the manager, where that could not be said. */
export function noteLostCard(question: QuestionId, member: MemberId, reason: string): Card {
  return note(
    'warning',
    'A note did not arrive',
    paragraph(person(member), ` could not be told that their flag of ${question} is resolved: ${reason}`),
    paragraph('The flag is resolved all the same. If it matters, tell them yourself.'),
  );
}

/** In the log channel, which others may read: what was said, and by whom, is for managers. */
export function flagLineCard(question: QuestionId): Card {
  return note(
    'info',
    `Something may be wrong with ${question}`,
    paragraph(
      'A member flagged it. ',
      code(`/viva-admin flags ${question}`),
      ' shows managers what was said.',
    ),
  );
}
