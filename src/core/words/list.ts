import { type Action, encodeAction } from '../action.ts';
import type { Card, CardAction } from '../card.ts';
import type { Outcome, PageOf } from '../outcome.ts';
import { type Question, type QuestionFilter, questionLabel, topics } from '../question.ts';
import type { Block, Inline } from '../rich-text.ts';
import {
  bullets,
  button,
  card,
  code,
  filterLabel,
  paragraph,
  plural,
  say,
  section,
  strong,
} from './common.ts';
import { excerpt } from './excerpt.ts';

type Of<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>;

/** So much of a prompt tells what a question is about: a line or two. */
const excerptLength = 120;

/** A page of what `/viva search` found. */
export function foundCard({ words, cut, page }: Of<'found'>): Card {
  const title = page.total === 1 ? 'One question fits' : `${page.total} questions fit`;
  return card('info', [`${title} “${words}”`, ...pageLabel(page)].join(', '), {
    title,
    context: [`“${words}”`, ...pageLabel(page)].join(' · '),
    sections: [section(undefined, ...page.items.map(entryWithBeginning))],
    actions: [
      ...openButtons(page.items),
      ...turning(page, (number) => ({ name: 'search', page: number, words })),
    ],
    footer: cut ? 'That was long, so only its first words were looked for.' : undefined,
  });
}

/** A page of `/viva browse`. */
export function browsedCard({ filter, page }: Of<'browsed'>): Card {
  const { topic = 'any', difficulty = 'any' } = filter;
  const all = topic === 'any' && difficulty === 'any';
  const title = all ? 'All questions' : filterLabel(filter).replace(/^./, (first) => first.toUpperCase());
  return card('info', [`${title}: ${page.total}`, ...pageLabel(page)].join(', '), {
    title,
    context: [plural(page.total, 'question'), 'newest first', ...pageLabel(page)].join(' · '),
    sections: [section(undefined, bullets(page.items.map((question) => nameOf(question, filter))))],
    actions: [
      ...openButtons(page.items),
      ...turning(page, (number) => ({ name: 'browse', topic, difficulty, page: number })),
    ],
  });
}

/** Several questions that `/viva show` may have meant. */
export function candidatesCard({ given, questions }: Of<'candidates'>): Card {
  return card('info', 'Several questions fit', {
    title: 'Several questions fit',
    context: `“${given}”`,
    sections: [
      section(undefined, entries(questions)),
      section(
        undefined,
        paragraph('More may fit: ', code(`/viva search ${given}`), ' looks into their texts too.'),
      ),
    ],
    actions: openButtons(questions),
  });
}

/** Questions by id, title and what they are about. */
export function entries(questions: readonly Question[]): Block {
  return bullets(questions.map((question) => nameOf(question)));
}

function entryWithBeginning(question: Question): Block {
  return paragraph(...nameOf(question), { type: 'break' }, ...excerpt(question.prompt, excerptLength));
}

/** What all of a list have in common is not said of each. */
function nameOf(question: Question, { topic, difficulty }: QuestionFilter = {}): Inline[] {
  const about = [
    ...(topic === undefined ? [topics[question.topic].name] : []),
    ...(difficulty === undefined ? [question.difficulty] : []),
  ];
  return say(strong(questionLabel(question)), ...about.map((one) => ` · ${one}`));
}

/** A button for each question that opens it for whoever presses it, in rows of five. */
export function openButtons(questions: readonly Pick<Question, 'id'>[]): CardAction[][] {
  const buttons = questions.map(({ id }) => button(id, encodeAction({ name: 'open', question: id })));
  return [buttons.slice(0, 5), buttons.slice(5)].filter((row) => row.length > 0);
}

export function pageLabel({ number, of }: PageOf<unknown>): string[] {
  return of === 1 ? [] : [`page ${number} of ${of}`];
}

export function turning({ number, of }: PageOf<unknown>, to: (page: number) => Action): CardAction[][] {
  if (of === 1) return [];
  return [
    [
      button('Previous', encodeAction(to(Math.max(1, number - 1))), 'secondary', number === 1),
      button('Next', encodeAction(to(Math.min(of, number + 1))), 'secondary', number === of),
    ],
  ];
}
