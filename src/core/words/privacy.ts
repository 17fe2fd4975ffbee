import { encodeAction } from '../action.ts';
import type { Card } from '../card.ts';
import { forgetPhrase } from '../forgetting.ts';
import type { Outcome } from '../outcome.ts';
import { bullets, button, card, code, note, paragraph, plural, say, section } from './common.ts';

type Of<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>;

/** `/viva privacy export`. */
export function exportedCard({ name, text, parts }: Of<'exported'>): Card {
  return card('success', 'Your data', {
    title: 'Your data',
    sections: [
      section(
        undefined,
        paragraph(
          parts === 0
            ? 'Viva holds nothing about you. The file says what it would hold, and why.'
            : `Everything that Viva holds about you: ${plural(parts, 'kind')} of data, each explained in the file itself.`,
        ),
        paragraph(code('/viva privacy forget'), ' has it all removed.'),
      ),
    ],
    attachment: { name, text },
  });
}

/** `/viva privacy forget`, before anything is removed: a step that nobody can undo is told whole. */
export function forgetAskedCard(): Card {
  return card('warning', 'Shall Viva forget you?', {
    title: 'Shall Viva forget you?',
    sections: [
      section(
        'This is removed, everywhere',
        bullets([
          say('your streaks, points and places on boards, and your name there'),
          say('your answers in your own words, and your practice'),
          say('your time zone, away dates and reminders'),
          say('what you said is wrong with questions'),
          say('your daily question in direct messages, if you have one'),
        ]),
      ),
      section(
        'This stays, without you in it',
        bullets([
          say(
            'how many took part in a round, and how often each choice was taken: what you did counts on under a random name, another one in each round',
          ),
          say('the feeds of a channel that you set up; they no longer say who did'),
        ]),
      ),
      section(
        'Good to know',
        bullets([
          say('In rounds that are not over yet, you cannot take part again. The next one is open to you.'),
          say('You may come back at any time, and begin from nothing.'),
          say('Messages in Discord and Slack are not Viva’s to remove: delete them as any other.'),
          say(
            'Backups made before still hold it until they are deleted. Whoever runs Viva can tell you when that is.',
          ),
        ]),
      ),
    ],
    actions: [
      [
        button('Export first', encodeAction({ name: 'privacy-export' })),
        button('Forget me', encodeAction({ name: 'open-form', form: 'forget' }), 'danger'),
      ],
    ],
    footer: 'Nobody can bring back what was removed.',
  });
}

export function forgottenCard({ had }: Of<'forgotten'>): Card {
  if (!had) {
    return note('success', 'There was nothing to forget', paragraph('Viva holds nothing about you.'));
  }
  return note(
    'success',
    'You are forgotten',
    paragraph('Viva holds nothing about you any more. Thank you for having taken part.'),
    paragraph(
      'You may begin anew whenever you like, from nothing. Rounds that were not over yet stay closed to you; the next one is open.',
    ),
  );
}

/** What is said of a typed confirmation that was not one. */
export function notConfirmedWords(given: string) {
  return paragraph(
    `You typed “${given}”, so nothing was removed. To be forgotten, type exactly `,
    code(forgetPhrase),
    ', as the answer to ',
    code('/viva privacy forget'),
    '.',
  );
}
