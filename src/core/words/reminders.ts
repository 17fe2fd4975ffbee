import { encodeAction } from '../action.ts';
import type { Card, CardAction } from '../card.ts';
import type { Feed } from '../feed.ts';
import { type RemindingState, remindersUnanswered } from '../reminding.ts';
import type { Block, Inline } from '../rich-text.ts';
import type { Round } from '../round.ts';
import {
  bullets,
  button,
  card,
  code,
  coming,
  note,
  paragraph,
  plural,
  say,
  section,
  strong,
  where,
} from './common.ts';

interface StreakReminder {
  endings: readonly { feed: Feed; round: Round; streak: number; closes: number }[];
  /** Practice cards that are due besides. */
  cards: number;
  /** The member's. */
  zone: string;
  /** Silence follows. */
  last: boolean;
}

/** So many rounds are named at once; the others can wait no less, but a message must stay short. */
const namedAtMost = 5;
const revealsAtMost = 3;

/** A direct message hours before a streak would end. */
export function streakReminderCard({ endings, cards, zone, last }: StreakReminder): Card {
  const soonest = [...endings].sort((one, other) => one.closes - other.closes).slice(0, namedAtMost);
  const longest = Math.max(0, ...soonest.map(({ streak }) => streak));
  const items = soonest.map(({ feed, round, streak, closes }) =>
    say(
      strong(`Round ${round.number}`),
      ' in ',
      where(feed),
      ' closes ',
      coming(closes, zone),
      `: your streak of ${plural(streak, 'round')} would end.`,
    ),
  );
  return card('info', `Your streak of ${plural(longest, 'round')} is about to end`, {
    title: 'Your streak waits for you',
    sections: [
      section(
        undefined,
        bullets(items),
        paragraph(
          'Choose an answer under the round and it goes on. A reveal saves it too, but earns no points.',
        ),
        ...(cards === 0 ? [] : [paragraph(...dueLine(cards), ' Practise begins.')]),
        ...lastWords(last),
      ),
    ],
    actions: [[...revealButtons(soonest), ...(cards === 0 ? [] : [practiceButton('secondary')]), stopButton]],
    footer,
  });
}

/** A direct message when practice cards are due and no streak is in danger. */
export function practiceReminderCard({ cards, last }: { cards: number; last: boolean }): Card {
  return card('info', `${plural(cards, 'card')} to practise today`, {
    title: 'Time to practise',
    sections: [
      section(
        undefined,
        paragraph(...dueLine(cards), ' A few minutes now keep them in mind.'),
        ...lastWords(last),
      ),
    ],
    actions: [[practiceButton('primary'), stopButton]],
    footer,
  });
}

const footer = 'You asked for reminders; one a day at most.';
const stopButton = button('Stop reminders', encodeAction({ name: 'stop-reminders' }));

function practiceButton(style: CardAction['style']): CardAction {
  return button('Practise', encodeAction({ name: 'practice', topic: 'any' }), style);
}

function dueLine(cards: number): Inline[] {
  return say(strong(plural(cards, 'card')), ` of yours ${cards === 1 ? 'is' : 'are'} due.`);
}

/** A round of a personal feed stands in these direct messages itself; elsewhere, whether a reveal is open to them is asked first. */
function revealButtons(endings: StreakReminder['endings']): CardAction[] {
  return endings
    .filter(({ feed, round }) => feed.personal === undefined && round.reveal === 'anytime')
    .slice(0, revealsAtMost)
    .map(({ round }) =>
      button(`Reveal round ${round.number}`, encodeAction({ name: 'round-reveal', round: round.id })),
    );
}

function lastWords(last: boolean): Block[] {
  if (!last) return [];
  return [
    paragraph(
      `This is reminder ${remindersUnanswered} in a row without a sign of you, so I fall silent now. Do anything with Viva, and they come again.`,
    ),
  ];
}

export const stoppedCard: Card = note(
  'success',
  'Reminders are off',
  paragraph('None will come any more. ', code('/viva me'), ' turns them on again.'),
);

/** What `/viva me` says of reminders. */
export const remindingWords: Record<RemindingState, string> = {
  on: 'on: a direct message, once a day at most, when a streak is about to end or cards are due',
  off: 'off',
  silent: `silent, since ${remindersUnanswered} in a row met no answer; what you did just now wakes them`,
  refused: 'off, because your direct messages are closed to me: open them, then turn reminders on again',
};
