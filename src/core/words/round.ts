import { encodeAction } from '../action.ts';
import type { Card, CardAction } from '../card.ts';
import { choiceOrder } from '../deck.ts';
import type { SpreadDrawing } from '../drawing.ts';
import type { RevealMode } from '../feed.ts';
import type { Question } from '../question.ts';
import type { Block, Inline } from '../rich-text.ts';
import type { Round } from '../round.ts';
import {
  bullets,
  button,
  card,
  coming,
  letter,
  note,
  paragraph,
  plural,
  say,
  section,
  strong,
  subject,
} from './common.ts';
import { drawn } from './drawing.ts';
import { writeButton, writeLabel } from './written.ts';

const attemptRule = 'One attempt, and it stands. After a reveal, an attempt earns no points.';

const modeRules: Record<RevealMode, string> = {
  anytime: attemptRule,
  'after-attempt': 'One attempt, and it stands. The answer opens for you once you have answered.',
  'at-close': 'One attempt, and it stands. The answer opens when the round closes.',
};

/** A round as it is posted; `zone` is its feed's. */
export function roundCard(round: Round, question: Question, zone?: string): Card {
  const name = round.number === undefined ? 'Extra round' : `Round ${round.number}`;
  const closing =
    round.closesAt === undefined ? [] : [paragraph('Open until ', coming(round.closesAt, zone), '.')];
  return card('question', `${name}: ${question.title}`, {
    title: question.title,
    context: `${name} · ${question.id} · ${subject(question)}`,
    sections: [
      section(undefined, ...question.prompt),
      section(undefined, ...choiceList(question, round.order), ...closing),
    ],
    actions: [choiceButtons(round), helpButtons(round, question)],
    footer: modeRules[round.reveal],
  });
}

/** How a feed's posts will look, for the manager who adds it; its buttons do nothing. */
export function previewCard(question: Question, reveal: RevealMode): Card {
  const order = choiceOrder('preview', question.choices.length);
  const buttons = order.map((_, position) =>
    button(letter(position), `preview/${position}`, 'primary', true),
  );
  return card('question', `Preview: ${question.title}`, {
    title: question.title,
    context: `Preview · ${subject(question)}`,
    sections: [section(undefined, ...question.prompt), section(undefined, ...choiceList(question, order))],
    actions: [
      buttons,
      [
        button('Hint', 'preview/hint', 'secondary', true),
        button(writeLabel, 'preview/write', 'secondary', true),
        button('Reveal', 'preview/reveal', 'secondary', true),
      ],
    ],
    footer: modeRules[reveal],
  });
}

/**
 * The same post once its round has closed: the answer's short form, the turnout, and from three attempts on the spread.
 * `written`: how many answered in words of their own, which are in no spread.
 */
export function closedCard(
  round: Round,
  question: Question,
  turnout: number,
  counts: readonly number[],
  written = 0,
): Card {
  const name = round.number === undefined ? 'Extra round' : `Round ${round.number}`;
  const attempts = counts.reduce((sum, count) => sum + count, 0);
  const took = turnout === 0 ? 'Nobody took part.' : `${plural(turnout, 'person', 'people')} took part.`;
  const own =
    written === 0 ? '' : ` ${written} wrote ${written === 1 ? 'an answer' : 'answers'} of their own.`;
  const isShown = attempts >= leastForSpread;
  const spread = spreadDrawing(round, question, counts, attempts);
  const shown = isShown ? ` ${spreadLine(spread)}` : '';
  return card('answer', `${name} has closed: ${question.title}`, {
    title: question.title,
    context: `${name} · ${question.id} · ${subject(question)} · closed`,
    sections: [
      section(undefined, ...question.prompt),
      section(undefined, ...choiceList(question, round.order, true)),
      section('In short', shortAnswer(question)),
      section(
        undefined,
        paragraph(`${took}${own}${shown}`),
        ...(isShown ? [drawn(spread, { told: true })] : []),
      ),
    ],
    actions: [[button('Full answer', encodeAction({ name: 'round-reveal', round: round.id }), 'primary')]],
  });
}

/** Below this a spread would tell who chose what. */
const leastForSpread = 3;

/** In the order that the choices were shown in; it names nobody. */
function spreadDrawing(
  round: Round,
  question: Question,
  counts: readonly number[],
  attempts: number,
): SpreadDrawing {
  const bars = round.order.map((choice, position) => ({
    letter: letter(position),
    share: attempts === 0 ? 0 : (counts[choice] ?? 0) / attempts,
    right: question.choices[choice]?.right === true,
  }));
  return { kind: 'spread', attempts, bars };
}

function spreadLine({ attempts, bars }: SpreadDrawing): string {
  const shares = bars.map(
    ({ letter: name, share, right }) => `${name} ${Math.round(100 * share)}%${right ? ' ✓' : ''}`,
  );
  return `Of ${attempts} attempts: ${shares.join(' · ')}.`;
}

/** The answer's short form: the names of its key points. */
export function shortAnswer(question: Question): Block {
  return bullets(question.keyPoints.map((point) => [strong(point.name), ...say('. '), ...point.text]));
}

export function voidCard(round: Round): Card {
  const name = round.number === undefined ? 'This extra round' : `Round ${round.number}`;
  return note(
    'warning',
    `${name} was taken back`,
    paragraph('A manager took it back, as if it had not been. No streak gains or loses by it.'),
  );
}

/** The choices as lettered lines; at the close the right one is marked. */
export function choiceList(question: Question, order: readonly number[], marked = false): Block[] {
  return order.flatMap((choice, position) => {
    const option = question.choices[choice];
    if (option === undefined) return [];
    const mark: Inline[] = marked && option.right ? say(' ✓') : [];
    return [
      { type: 'paragraph', children: [strong(`${letter(position)}.`), ...say(' '), ...option.text, ...mark] },
    ];
  });
}

function choiceButtons(round: Round): CardAction[] {
  return round.order.map((_, position) =>
    button(letter(position), encodeAction({ name: 'choose', round: round.id, position }), 'primary'),
  );
}

function helpButtons(round: Round, question: Question): CardAction[] {
  const hint = button('Hint', encodeAction({ name: 'round-hint', round: round.id }));
  const reveal = button('Reveal', encodeAction({ name: 'round-reveal', round: round.id }));
  return [...(question.hint.length === 0 ? [] : [hint]), writeButton(round), reveal];
}
