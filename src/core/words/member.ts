import { encodeAction } from '../action.ts';
import type { Card } from '../card.ts';
import type { Outcome } from '../outcome.ts';
import { newCardsUsual } from '../practice/practice.ts';
import { bullets, button, card, code, paragraph, say, section, strong } from './common.ts';
import { remindingWords } from './reminders.ts';

type Of<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>;

export function profileCard({ zone, away, newCards, reminders, hidden, changed }: Of<'profile'>): Card {
  const dates = away.map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
  return card(changed ? 'success' : 'info', changed ? 'Saved' : 'About you', {
    title: changed ? 'Saved' : 'About you',
    sections: [
      section(
        undefined,
        bullets([
          say(strong('Time zone'), ': ', zone ?? 'not set, so each feed’s own is used'),
          say(strong('Away'), ': ', dates.length === 0 ? 'no dates' : dates.join('; ')),
          say(strong('Boards'), ': ', hidden ? 'you are hidden from others' : 'others see you on them'),
          say(
            strong('New questions a day in practice'),
            ': ',
            newCards === undefined ? `${newCardsUsual}, as usual` : String(newCards),
          ),
          say(strong('Reminders'), ': ', remindingWords[reminders]),
        ]),
        paragraph(
          'Rounds on away dates cost your streak nothing. ',
          code(`/viva me hide=${hidden ? 'no' : 'yes'}`),
          hidden ? ' shows you on boards again.' : ' leaves you out of boards for others.',
        ),
      ),
    ],
    actions: [[button('Change', encodeAction({ name: 'open-form', form: 'me' }), 'primary')]],
  });
}
