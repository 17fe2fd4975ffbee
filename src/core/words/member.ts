import { encodeAction } from '../action.ts';
import type { Card } from '../card.ts';
import { catalogue, usage } from '../catalogue.ts';
import type { Outcome } from '../outcome.ts';
import { bullets, button, card, code, paragraph, say, section, strong } from './common.ts';

type Of<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>;

export function profileCard({ zone, away, changed }: Of<'profile'>): Card {
  const dates = away.map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
  return card(changed ? 'success' : 'info', changed ? 'Saved' : 'About you', {
    title: changed ? 'Saved' : 'About you',
    sections: [
      section(
        undefined,
        bullets([
          say(strong('Time zone'), ': ', zone ?? 'not set, so each feed’s own is used'),
          say(strong('Away'), ': ', dates.length === 0 ? 'no dates' : dates.join('; ')),
        ]),
        paragraph('Rounds on away dates cost your streak nothing.'),
      ),
    ],
    actions: [[button('Change', encodeAction({ name: 'open-form', form: 'me' }), 'primary')]],
  });
}

export function helpCard({ place, under, admin, platform }: Of<'help'>): Card {
  const commands = catalogue.filter((spec) => spec.root === 'viva' || admin);
  const lines = commands.map((spec) => say(code(usage(spec)), ` ${spec.description}`));
  const replies =
    platform === 'discord'
      ? 'Reply to a round, mentioning Viva, with answer or hint.'
      : 'Reply in a round’s thread with answer or hint.';
  const intro =
    place === 'dm'
      ? 'I post machine-learning interview questions. Here you can look one up, or have a daily question of your own:'
      : 'I post machine-learning interview questions, show answers in private, and keep your streak.';
  const own = place === 'dm' ? [paragraph(code('/viva-admin schedule add time=09:00'))] : [];
  return card('info', 'What Viva can do', {
    title: under ? 'Under a round' : 'What Viva can do here',
    sections: [
      section(undefined, paragraph(intro), ...own),
      section(
        'Rounds',
        paragraph(`Press a letter to choose, Hint for a nudge, Reveal for the answer. ${replies}`),
      ),
      section('Commands', bullets(lines)),
    ],
  });
}
