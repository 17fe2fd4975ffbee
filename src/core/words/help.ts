import type { Card, SectionOf } from '../card.ts';
import { type CommandSpec, catalogue, commandPath, revealShortcut, usage } from '../catalogue.ts';
import type { FeedNow, Outcome } from '../outcome.ts';
import type { Block, Inline } from '../rich-text.ts';
import { bullets, card, code, paragraph, say, section, strong } from './common.ts';
import { feedItem, openItem } from './feed-now.ts';
import { underRoundCard } from './help-round.ts';

type Help = Extract<Outcome, { kind: 'help' }>;

/** What Viva can do, where it is asked: under a round, in a direct message, or in a channel. */
export function helpCard(help: Help): Card {
  if (help.about !== undefined) return underRoundCard(help.about, help.platform);
  const dm = help.place === 'dm';
  const title = dm ? 'What Viva can do for you' : 'What Viva can do here';
  return card('info', title, {
    title,
    sections: [dm ? ownFeed(help) : feedsHere(help), roundsPart(help), first(help), ...everything(help)],
    footer: footer(help),
  });
}

/** So many feeds of one channel are told of. */
const feedsAtMost = 5;

function feedsHere({ feeds, admin, platform }: Help): SectionOf<Block> {
  if (feeds.length === 0) {
    const begin = say('No feed posts in this channel yet. ');
    return section(
      undefined,
      admin
        ? paragraph(
            ...begin,
            'This begins one: ',
            example(platform, { time: '09:00', days: 'weekdays' }),
            '.',
          )
        : paragraph(...begin, 'Whoever manages this place can begin one.'),
    );
  }
  return section('In this channel', ...feedList(feeds));
}

function ownFeed({ feeds, platform }: Help): SectionOf<Block> {
  if (feeds.length > 0) return section('Your own questions', ...feedList(feeds));
  return section(
    'A daily question of your own',
    paragraph(
      'Have a question come to you here, each day at your hour: ',
      example(platform, { time: '09:00' }),
      '. It keeps a streak of its own, and ',
      code('/viva-admin schedule pause'),
      ' stops it.',
    ),
  );
}

function feedList(feeds: readonly FeedNow[]): Block[] {
  const shown = feeds.slice(0, feedsAtMost);
  const open = shown.flatMap(({ feed, open }) => open.map((one) => openItem(one, feed.rule.zone)));
  const list = bullets(shown.map(feedItem));
  return open.length === 0 ? [list] : [list, paragraph('Open now:'), bullets(open)];
}

function roundsPart({ platform, place }: Help): SectionOf<Block> {
  const how: Inline[] =
    place === 'dm'
      ? []
      : say(
          platform === 'discord' ? ' Or reply to the post, with its ping on: ' : ' Or say in its thread: ',
          code('answer'),
          ', ',
          code('answer: my own words'),
          ', ',
          code('hint'),
          ' or ',
          code('help'),
          '.',
        );
  return section(
    'Taking part',
    paragraph(
      'Press a letter to choose, or write an answer of your own, whose key points Viva ticks: one attempt, and it stands. Hint gives a nudge, Reveal shows the answer to you alone.',
      ...how,
      ...(platform === 'local' ? [] : say(' ', strong(revealShortcut.name), ' is in the post’s menu too.')),
    ),
  );
}

/** What a member needs first. */
function first({ place }: Help): SectionOf<Block> {
  const lines: [string, string][] = [
    ['/viva streak', place === 'dm' ? 'your streaks' : 'your streak here'],
    ['/viva board', place === 'dm' ? 'who leads where you take part' : 'who leads here'],
    ['/viva ask', 'a question now, for you alone'],
    ['/viva search', 'questions by their words'],
    ['/viva practice', 'what you missed, until you know it'],
    ['/viva me', 'your time zone, the days that you are away, reminders, hiding from boards'],
  ];
  return section('Begin with', bullets(lines.map(([command, words]) => say(code(command), ` ${words}`))));
}

const groups: readonly [heading: string, names: readonly string[]][] = [
  ['Questions', ['show', 'search', 'browse', 'ask']],
  ['Rounds', ['answer', 'hint']],
  ['You', ['streak', 'board', 'stats', 'practice', 'me', 'export', 'forget', 'help']],
];

/** The whole catalogue, as far as it works for this person in this place. */
function everything({ admin, place }: Help): SectionOf<Block>[] {
  const member = catalogue.filter(({ root }) => root === 'viva');
  const grouped = groups.map(([heading, names]): [string, CommandSpec[]] => [
    heading,
    member.filter(({ name }) => names.includes(name)),
  ]);
  const others = member.filter(({ name }) => !groups.some(([, names]) => names.includes(name)));
  const managing = catalogue.filter(
    ({ root, group }) => root === 'viva-admin' && admin && (place === 'channel' || group === 'schedule'),
  );
  const all: [string, CommandSpec[]][] = [
    ...grouped,
    ['More', others],
    [place === 'dm' ? 'Your own feed' : 'For managers', managing],
  ];
  return all
    .filter(([, specs]) => specs.length > 0)
    .map(([heading, specs]) =>
      section(heading, bullets(specs.map((spec) => say(code(usage(spec)), ` ${spec.description}`)))),
    );
}

function footer({ place, platform, inThread }: Help): string | undefined {
  if (platform !== 'slack') return undefined;
  if (inThread) return 'Slack runs no commands in a thread: give them in the channel itself.';
  return place === 'dm' ? 'The Home tab above shows your open rounds and streaks.' : undefined;
}

/** `/viva-admin schedule add time=09:00`, with the options as the platform shows them. */
function example(platform: string, options: Record<string, string>): Inline {
  const spec = catalogue.find((one) => commandPath(one) === 'schedule add');
  const joint = platform === 'discord' ? ':' : '=';
  const given = Object.entries(options).map(([name, value]) => `${name}${joint}${value}`);
  return code([`/${spec?.root}`, 'schedule add', ...given].join(' '));
}
