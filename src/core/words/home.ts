import { encodeAction } from '../action.ts';
import type { Card, CardAction, SectionOf } from '../card.ts';
import type { FeedNow, Outcome } from '../outcome.ts';
import type { Block } from '../rich-text.ts';
import { bullets, button, card, coming, paragraph, ruleLabel, say, section, where } from './common.ts';
import { openItem } from './feed-now.ts';
import { streakItem } from './streak.ts';

type Of<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>;

/** So many answers are offered at once: one row of buttons. */
const answersAtMost = 5;

/** A member's own page. Each part stands by itself, so that another may come between them. */
export function homeCard({ feeds, streaks }: Of<'home'>): Card {
  const quick = [
    button('Ask me a question', encodeAction({ name: 'ask' }), 'primary'),
    button('About me', encodeAction({ name: 'open-form', form: 'me' })),
  ];
  return card('info', 'Your rounds and streaks', {
    title: 'Your rounds and streaks',
    sections: [roundsPart(feeds), streaksPart(streaks), comingPart(feeds, streaks)],
    actions: [...answerButtons(feeds), quick],
    footer: 'What a button brings comes under Messages.',
  });
}

function roundsPart(feeds: readonly FeedNow[]): SectionOf<Block> {
  const items = feeds.flatMap(({ feed, open }) =>
    open.map((one) => openItem(one, feed.rule.zone, say(' · in ', where(feed)))),
  );
  const none = paragraph('No round is open in your channels now.');
  return section('Open rounds', items.length === 0 ? none : bullets(items));
}

function streaksPart(streaks: Of<'home'>['streaks']): SectionOf<Block> {
  const none = paragraph('None yet. Take part in a round, by a choice or a reveal, and yours begins.');
  return section('Your streaks', streaks.length === 0 ? none : bullets(streaks.map(streakItem)));
}

/** Of the feeds that they take part in; before the first one, of all that they could. */
function comingPart(feeds: readonly FeedNow[], streaks: Of<'home'>['streaks']): SectionOf<Block> {
  const mine = feeds.filter(({ feed }) => streaks.some((one) => one.feed.id === feed.id));
  const items = (mine.length > 0 ? mine : feeds).map(({ feed, next }) =>
    say(
      where(feed),
      ': ',
      ...(next === undefined ? ['paused'] : [coming(next, feed.rule.zone)]),
      ` · ${ruleLabel(feed.rule)}`,
    ),
  );
  const none = paragraph('Nothing is scheduled in your channels.');
  return section('Next posts', items.length === 0 ? none : bullets(items));
}

/** Only where they took part: elsewhere an answer would cost the points of the attempt to come. */
function answerButtons(feeds: readonly FeedNow[]): CardAction[][] {
  const taken = feeds.flatMap(({ open }) => open).filter(({ took }) => took);
  const row = taken
    .slice(0, answersAtMost)
    .map((one) =>
      button(`Answer: ${one.title}`, encodeAction({ name: 'round-reveal', round: one.round.id })),
    );
  return row.length === 0 ? [] : [row];
}
