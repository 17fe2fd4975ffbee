import { encodeAction } from '../action.ts';
import type { Card } from '../card.ts';
import type { Outcome } from '../outcome.ts';
import { newCardsUsual } from '../practice/practice.ts';
import { bullets, button, card, paragraph, say, section, strong } from './common.ts';

type Of<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>;

export function profileCard({ zone, away, newCards, changed }: Of<'profile'>): Card {
  const dates = away.map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
  return card(changed ? 'success' : 'info', changed ? 'Saved' : 'About you', {
    title: changed ? 'Saved' : 'About you',
    sections: [
      section(
        undefined,
        bullets([
          say(strong('Time zone'), ': ', zone ?? 'not set, so each feed’s own is used'),
          say(strong('Away'), ': ', dates.length === 0 ? 'no dates' : dates.join('; ')),
          say(
            strong('New questions a day in practice'),
            ': ',
            newCards === undefined ? `${newCardsUsual}, as usual` : String(newCards),
          ),
        ]),
        paragraph('Rounds on away dates cost your streak nothing.'),
      ),
    ],
    actions: [[button('Change', encodeAction({ name: 'open-form', form: 'me' }), 'primary')]],
  });
}
