import type { Card } from '../card.ts';
import { revealShortcut } from '../catalogue.ts';
import type { RevealMode } from '../feed.ts';
import type { RoundAsked } from '../outcome.ts';
import type { Inline } from '../rich-text.ts';
import { bullets, card, code, coming, paragraph, say, section, strong } from './common.ts';
import { roundName } from './feed-now.ts';
import { writeLabel } from './written.ts';

const revealRules: Record<RevealMode, string> = {
  anytime: 'the answer, for you alone. After it, an attempt earns no points.',
  'after-attempt': 'the answer, for you alone, once you have answered.',
  'at-close': 'the answer, when the round has closed.',
};

/** Help under a round: its own buttons and words, and no commands, which Slack does not run in a thread. */
export function underRoundCard(about: RoundAsked, platform: string): Card {
  const { round, title, open } = about;
  const name = `${roundName(about)}: ${title}`;
  const until =
    round.closesAt === undefined
      ? say('It is open until the next round comes.')
      : say('It is open until ', coming(round.closesAt, about.zone), '.');
  const state = open ? until : say('It has closed: the answer in short is in the post.');
  return card('info', `Help with ${name}`, {
    title: name,
    sections: [
      section(undefined, paragraph(...state)),
      section('Its buttons', bullets(open ? openButtons(about) : closedButtons)),
      section(
        platform === 'discord' ? 'Words to reply with, with the post’s ping on' : 'Words for this thread',
        bullets(replyWords(about)),
      ),
      ...(platform === 'local'
        ? []
        : [
            section(
              undefined,
              paragraph(strong(revealShortcut.name), ' in the post’s menu is the same as its button.'),
            ),
          ]),
    ],
  });
}

function openButtons({ round, hasHint }: RoundAsked): Inline[][] {
  return [
    say(strong('A to D'), ': your choice. One attempt, and it stands.'),
    ...(hasHint ? [say(strong('Hint'), ': a nudge. An attempt after it earns half the points.')] : []),
    say(strong(writeLabel), ': your own words instead of a letter. Viva ticks the key points they cover.'),
    say(strong('Reveal'), `: ${revealRules[round.reveal]}`),
  ];
}

const closedButtons = [say(strong('Full answer'), ': all of it, for you alone.')];

function replyWords({ hasHint, open }: RoundAsked): Inline[][] {
  return [
    say(code('answer'), ' or ', code('reveal'), ': the answer, in private'),
    ...(open
      ? [say(code('answer: my own words'), ': your attempt; others can read it, unlike in the form')]
      : []),
    ...(hasHint ? [say(code('hint'), ': the hint, in private')] : []),
    say(code('help'), ': this'),
  ];
}
