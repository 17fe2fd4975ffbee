import { encodeAction } from '../action.ts';
import type { Card, CardAction, SectionOf } from '../card.ts';
import { type Deeds, type PointCovered, pointsCovered } from '../deeds.ts';
import type { WrittenOutcome } from '../outcome.ts';
import type { Question } from '../question.ts';
import type { Block } from '../rich-text.ts';
import type { Round } from '../round.ts';
import { shortened } from '../tidy.ts';
import {
  button,
  card,
  channel,
  note,
  paragraph,
  plural,
  pointsLabel,
  say,
  section,
  strong,
} from './common.ts';
import { milestoneSection, streakLine } from './streak.ts';

export const writeLabel = 'Write an answer';

/** The button that opens the form for an answer of one's own. */
export function writeButton(round: Round): CardAction {
  return button(writeLabel, encodeAction({ name: 'open-form', form: 'write', about: round.id }));
}

/** How an answer in one's own words fares: its key points with their ticks, each with a button that corrects its own. */
export function writtenCard(outcome: WrittenOutcome): Card {
  const { question, round, deeds, again, held, text, open, streak } = outcome;
  const { id, title } = question;
  const stands = 'You had answered already, and it stands.';
  if (held !== undefined) {
    const opening = again ? stands : 'Your answer is in.';
    return card('success', opening, {
      title: opening,
      context: `${id} · ${title}`,
      sections: [
        section(undefined, whenSeen(held)),
        ...overheardNote(outcome),
        ...milestoneSection(outcome.milestone),
      ],
      footer: streakLine(streak),
    });
  }
  const points = pointsCovered(deeds);
  const opening = `Your answer covers ${coverage(points)}.`;
  return card(points.some(({ covered }) => covered) ? 'success' : 'info', again ? stands : opening, {
    title: again ? `${stands} It covers ${coverage(points)}.` : opening,
    context: `${id} · ${title}`,
    sections: [
      ...(text === undefined ? [] : [section('You wrote', quoted(text))]),
      section('Key points', keyPoints(question, points)),
      ...worth(outcome),
      section(undefined, paragraph(open ? howToCorrect : ticksStand)),
      ...overheardNote(outcome),
      ...milestoneSection(outcome.milestone),
    ],
    actions: [
      ...(open ? [tickButtons(round, points)] : []),
      [button('Show the answer', encodeAction({ name: 'round-reveal', round: round.id }), 'primary')],
    ],
    footer: streakLine(streak),
  });
}

const howToCorrect =
  'Is a tick missing or wrong? Press the number of its point, until the round is over. For the board count the ticks that Viva found, unless you take them off, and one of your own at most. For practice all of yours count.';
const ticksStand = 'The round is over, so the ticks stay as they are.';

function coverage(points: readonly PointCovered[]): string {
  return `${points.filter(({ covered }) => covered).length} of ${plural(points.length, 'key point')}`;
}

/** "Your own words cover 2 of 4 key points."; undefined where none stand. */
export function coverageLine(deeds: Deeds): string | undefined {
  const points = pointsCovered(deeds);
  return points.length === 0 ? undefined : `Your own words cover ${coverage(points)}.`;
}

function whenSeen(held: NonNullable<WrittenOutcome['held']>): Block {
  if (held === 'here') return paragraph('Which key points it covers, you will see when the round closes.');
  return paragraph(
    'This question is open in ',
    channel(held.channel),
    ' too, so its key points come later: Full answer under the post shows them once both have closed.',
  );
}

/** As much of one's own words as helps to compare: all of it was just written. */
const quotedAtMost = 400;

function quoted(text: string): Block {
  const lines = shortened(text, quotedAtMost).split(/\s*\n\s*/);
  return { type: 'quote', children: lines.map((line) => paragraph(line)) };
}

function keyPoints(question: Question, points: readonly PointCovered[]): Block {
  return {
    type: 'list',
    ordered: true,
    start: 1,
    items: question.keyPoints.map((point, index) => {
      const { found = false, covered = false } = points[index] ?? {};
      const own = found === covered ? '' : covered ? ' (ticked by you)' : ' (unticked by you)';
      const name = strong(`${covered ? '✓ ' : ''}${point.name}`);
      return [{ type: 'paragraph', children: [name, ...say(`${own}. `), ...point.text] }];
    }),
  };
}

function tickButtons(round: Round, points: readonly PointCovered[]): CardAction[] {
  return points.map(({ covered }, point) => {
    const action = encodeAction({ name: 'tick', round: round.id, point, to: covered ? 'off' : 'on' });
    return button(`${covered ? '✓ ' : ''}${point + 1}`, action, covered ? 'success' : 'secondary');
  });
}

function worth({ deeds, late, points, round }: WrittenOutcome): SectionOf<Block>[] {
  const { attempt, hintAt, revealAt } = deeds;
  if (attempt === undefined || round.number === undefined) return [];
  if (late)
    return [section(undefined, paragraph('The round had closed, so this counts for the streak alone.'))];
  if (revealAt !== undefined && revealAt <= attempt.at) {
    return [section(undefined, paragraph('You had seen the answer before, so it earns no points.'))];
  }
  const half = hintAt !== undefined && hintAt <= attempt.at ? ', halved for the hint' : '';
  return [section(undefined, paragraph(`For the board: ${pointsLabel(points)}${half}.`))];
}

const formIsPrivate = [strong(writeLabel), ' under the question keeps your words private.'];

function overheardNote({ overheard }: WrittenOutcome): SectionOf<Block>[] {
  return overheard ? [section(undefined, paragraph('Others can read your reply. ', ...formIsPrivate))] : [];
}

/** An answer was given where all of Viva's words are read by everybody. */
export function attemptOfferCard(action: string, again: boolean): Card {
  const title = again ? 'You had answered already, and it stands' : 'Your answer is in';
  return {
    ...note('info', title, paragraph('How it fares is for you alone. Next time: ', ...formIsPrivate)),
    actions: [[button('Show me privately', action, 'primary')]],
  };
}

/** An answer that was not taken, to be copied and sent again. */
export function givenBack(text: string): SectionOf<Block> {
  return section('What you wrote, to copy', { type: 'code', language: undefined, value: text });
}
