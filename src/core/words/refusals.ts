import type { AwayProblem } from '../away.ts';
import type { Card } from '../card.ts';
import { revealShortcut, usage } from '../catalogue.ts';
import type { Misunderstanding } from '../command.ts';
import { formatDuration } from '../duration.ts';
import type { Rule } from '../feed.ts';
import type { Refusal } from '../refusal.ts';
import type { Block, Inline } from '../rich-text.ts';
import { longestAnswer, problemOf } from '../written-answer.ts';
import { bullets, channel, code, coming, note, paragraph, ruleLabel, say, strong } from './common.ts';
import { grantLabel } from './grants.ts';
import { notConfirmedWords } from './privacy.ts';
import { givenBack, writeLabel } from './written.ts';

/** A refusal in words: what is wrong, and what to do next. */
export function refusalCard(refusal: Refusal, wrote = ''): Card {
  const [title, ...body] = wordsFor(refusal);
  const made = note('refusal', title, ...body);
  return problemOf(wrote)?.kind === 'empty'
    ? made
    : { ...made, sections: [...made.sections, givenBack(wrote)] };
}

function wordsFor(refusal: Refusal): [string, ...Block[]] {
  switch (refusal.kind) {
    case 'misunderstood':
      return misunderstood(refusal.problem);
    case 'storage-away':
      return ['Storage is away', paragraph('Nothing was lost. Try again in a moment.')];
    case 'fault':
      return [
        'Something went wrong',
        paragraph(
          'That is a fault of Viva, not of yours. Try again; if it stays, tell whoever runs Viva this: ',
          code(refusal.reference),
          '.',
        ),
      ];
    case 'unknown-question':
      return [
        'No such question',
        paragraph(
          'Nothing in the bank goes by “',
          refusal.given,
          '”. Give an id or words of a title, such as:',
        ),
        bullets(refusal.near.map(({ id, title }) => say(strong(id), ` · ${title}`))),
      ];
    case 'nothing-found':
      return [
        'Nothing found',
        paragraph(`No title, tag or text of a question fits “${refusal.given}”.`),
        bullets([
          say('Fewer words find more, and the beginning of one will do: ', code('/viva search convol'), '.'),
          say('A letter that slipped is forgiven; another word for it is not: try its usual English name.'),
          say(code('/viva browse'), ' goes through all questions, or those of one topic.'),
        ]),
      ];
    case 'no-question-matches':
      return [
        'No question matches',
        paragraph(`The bank has no ${refusal.filter} to give now. Try another topic or difficulty.`),
      ];
    case 'no-round-here':
      return [
        'No round here yet',
        paragraph(
          'Nothing was posted here so far. Name a question instead: ',
          code('/viva answer DL0003'),
          '.',
        ),
      ];
    case 'not-a-round':
      return [
        'That message is no round',
        paragraph(
          strong(revealShortcut.name),
          ' and the reply words ',
          code('answer'),
          ' and ',
          code('hint'),
          ' are for the questions that Viva posts: use them on one of those, and you alone are shown its answer or hint.',
        ),
      ];
    case 'round-gone':
      return [
        'That round is gone',
        paragraph('Viva no longer knows it. ', code('/viva show'), ' finds its question.'),
      ];
    case 'round-void':
      return ['That round was taken back', paragraph('It counts for nobody, so there is nothing to do.')];
    case 'round-over':
      return [
        'That round is over',
        paragraph('The next one has begun; this one takes no more attempts. Its answer is in the post.'),
      ];
    case 'round-forgotten':
      return [
        'You asked to be forgotten in this round',
        paragraph(
          'It was not over then, so you cannot take part in it again: what you did counts already, without your name. The next round is open to you.',
        ),
      ];
    case 'not-confirmed':
      return ['Nothing was removed', notConfirmedWords(refusal.given)];
    case 'answer-first':
      return [
        'Choose first',
        paragraph(
          'This question is open in ',
          channel(refusal.channel),
          ', where the answer opens once you have made your choice or written an answer.',
        ),
      ];
    case 'bad-answer':
      return refusal.problem.kind === 'empty'
        ? [
            'There is nothing in it',
            paragraph(
              'An answer needs words that can be seen, so nothing was recorded. Press ',
              strong(writeLabel),
              ' under the question, or reply to it: ',
              code('answer: my own words'),
              '.',
            ),
          ]
        : [
            'That is too long',
            paragraph(
              `An answer has ${longestAnswer.toLocaleString('en')} characters at most, and this one has ${refusal.problem.length.toLocaleString('en')}. `,
              'Nothing was recorded: shorten it and send it again.',
            ),
          ];
    case 'nothing-written':
      return [
        'No answer of yours here',
        paragraph(
          'Nothing that you wrote stands in that round. ',
          strong(writeLabel),
          ' under its question takes one, while it is open.',
        ),
      ];
    case 'ticks-stand':
      return ['That round is over', paragraph('The next one has begun, so its ticks stay as they are.')];
    case 'opens-at-close':
      return [
        'Not yet',
        refusal.opensAt === undefined
          ? paragraph(
              'This question is open in ',
              channel(refusal.channel),
              ', and its answer opens when the round closes.',
            )
          : paragraph(
              'This question is open in ',
              channel(refusal.channel),
              ', and its answer opens at ',
              coming(refusal.opensAt, refusal.zone),
              '.',
            ),
      ];
    case 'asked-in-round':
      return [
        'This question is in a round',
        paragraph(
          'It is being asked in ',
          channel(refusal.channel),
          ' now: make your choice there, where it counts.',
        ),
      ];
    case 'no-hint':
      return ['No hint', paragraph(`${refusal.question} has no hint.`)];
    case 'members-only':
      return refusal.grant === undefined
        ? ['For members', paragraph('Ask in a server or workspace, where your membership is known.')]
        : [
            'For members',
            paragraph(
              'This question is for ',
              ...grantLabel(refusal.grant),
              '. Whoever manages this place can let you in.',
            ),
          ];
    case 'managers-only':
      return [
        'For managers',
        refusal.grant === undefined
          ? paragraph(
              'This needs Manage Server (Discord) or an admin or owner (Slack). They can also name a managers’ role or group with ',
              code('/viva-admin settings'),
              '.',
            )
          : paragraph(
              'This needs an administrator, or ',
              ...grantLabel(refusal.grant),
              '. An administrator can let you in.',
            ),
      ];
    case 'not-in-dm':
      return [
        'Not here',
        paragraph('This belongs to a server or workspace: give the command in one of its channels.'),
      ];
    case 'nobody-to-tell':
      return [
        'Not from here',
        paragraph(
          'Nobody manages a direct message. Say it under the answer in a server: those who manage Viva there read it.',
        ),
      ];
    case 'question-gone':
      return [
        `${refusal.question} is not in the bank any more`,
        paragraph('It was taken out or got another id, so nothing needs to be mended there.'),
      ];
    case 'no-reason':
      return ['What is it?', paragraph('Press the button again, and choose what is wrong.')];
    case 'no-remark':
      return [
        'Say what it is',
        paragraph('“Something else” says nothing by itself. Press the button again, and add a line.'),
      ];
    case 'remark-too-long':
      return [
        'That is too long',
        paragraph(
          `It has ${refusal.length} characters, and ${refusal.limit} are read. Press the button again, and say it in fewer.`,
        ),
      ];
    case 'too-many-flags':
      return [
        'That is a lot at once',
        paragraph(
          `${refusal.limit} of your flags wait to be looked at. Once some of them are, you can raise more.`,
        ),
      ];
    case 'flags-gone':
      return [
        `Nothing open on ${refusal.question}`,
        paragraph('Somebody resolved it meanwhile. ', code('/viva-admin flags'), ' shows what is open now.'),
      ];
    case 'bad-grant':
      return [
        'That is not a role, group or channel',
        paragraph(
          '“',
          refusal.given,
          '” was given. Pick a role (Discord), or mention a user group or channel (Slack).',
        ),
      ];
    default:
      return scheduleWords(refusal);
  }
}

type ScheduleRefusal = Extract<
  Refusal,
  {
    kind:
      | `bad-${'zone' | 'away' | 'new-cards' | 'time' | 'days' | 'cron' | 'close'}`
      | 'time-and-cron'
      | 'never-runs'
      | 'too-often'
      | 'too-many-feeds'
      | 'cannot-post'
      | 'no-feed-here'
      | 'unknown-feed'
      | 'which-feed'
      | 'feed-paused'
      | 'just-posted'
      | 'no-such-round';
  }
>;

function scheduleWords(refusal: ScheduleRefusal): [string, ...Block[]] {
  switch (refusal.kind) {
    case 'bad-zone':
      return [
        'Unknown time zone',
        paragraph(
          '“',
          refusal.given,
          `” is not an IANA time zone. ${refusal.near.length > 0 ? 'Did you mean' : 'Right would be'}: `,
          ...codes(refusal.near.length > 0 ? refusal.near : ['Europe/Berlin', 'America/New_York', 'UTC']),
          refusal.near.length > 0 ? '?' : '.',
        ),
      ];
    case 'bad-away':
      return [
        'Those dates do not work',
        paragraph(
          `“${refusal.given}”: ${awayWords[refusal.problem]} Right would be: `,
          code('2026-12-24..2027-01-02'),
          '.',
        ),
      ];
    case 'bad-new-cards':
      return [
        'That is not a number of questions',
        paragraph(
          '“',
          refusal.given,
          `” was given. Right would be a whole number from 0 to ${refusal.most}, such as `,
          code('10'),
          ', or ',
          code('none'),
          ' for the usual number.',
        ),
      ];
    case 'bad-time':
      return [
        'That is not a time of day',
        paragraph('“', refusal.given, '” was given. Right would be: ', code('09:00'), '.'),
      ];
    case 'bad-days':
      return [
        'Those are not days',
        paragraph(
          '“',
          refusal.given,
          '” was given. Right would be: ',
          code('daily'),
          ', ',
          code('weekdays'),
          ', ',
          code('weekends'),
          ', or ',
          code('mon,wed,fri'),
          '.',
        ),
      ];
    case 'bad-cron':
      return [
        'That cron rule does not work',
        paragraph(
          '“',
          refusal.given,
          '”: ',
          refusal.problem,
          ' Right would be five fields, such as ',
          code('0 9 * * 1-5'),
          ': minute, hour, day of month, month, day of week.',
        ),
      ];
    case 'time-and-cron':
      return [
        'Time or cron, not both',
        paragraph('Give ', code('time'), ' and ', code('days'), ', or ', code('cron'), ' alone.'),
      ];
    case 'never-runs':
      return ['That never comes', paragraph('No date fits this rule. Check its day and month.')];
    case 'too-often':
      return [
        'Too often',
        paragraph(`Posts of a feed are at least ${formatDuration(refusal.least)} apart here.`),
      ];
    case 'bad-close':
      return [
        'That is not a duration',
        paragraph(
          '“',
          refusal.given,
          '” was given. Right would be ',
          code('8h'),
          ', ',
          code('1h30m'),
          ' (one minute to 31 days), or ',
          code('next'),
          '.',
        ),
      ];
    case 'too-many-feeds':
      return [
        'Too many feeds',
        paragraph(
          `A server or workspace may have ${refusal.limit}. Remove one first: `,
          code('/viva-admin schedule list'),
          ' shows them.',
        ),
      ];
    case 'cannot-post':
      return [
        'Viva may not post here',
        bullets(refusal.obstacles.map(({ reason, mend }) => say(`${reason} ${mend}`))),
      ];
    case 'no-feed-here':
      return [
        'No feed here',
        paragraph(
          'Nothing is scheduled in this channel. ',
          code('/viva-admin schedule add'),
          ' begins a feed.',
        ),
      ];
    case 'unknown-feed':
      return [
        'No such feed',
        paragraph(
          '“',
          refusal.given,
          '” is none of this place’s feeds. ',
          ...(refusal.feeds.length > 0 ? ['They are:'] : [code('/viva-admin schedule add'), ' begins one.']),
        ),
        ...(refusal.feeds.length > 0 ? [feedNames(refusal.feeds)] : []),
      ];
    case 'which-feed':
      return [
        'Which feed?',
        paragraph('This channel has several. Name one, such as ', code(`feed=${refusal.feeds[0]?.id}`), ':'),
        feedNames(refusal.feeds),
      ];
    case 'just-posted':
      return [
        'Too late',
        paragraph('That post is on its way already, so nothing was left out. Try again for the next one.'),
      ];
    case 'feed-paused':
      return [
        'Nothing to skip',
        paragraph(
          'The feed has no coming post: it is paused. ',
          code('/viva-admin schedule resume'),
          ' lets it post again.',
        ),
      ];
    case 'no-such-round':
      return [
        'No such round',
        paragraph(
          refusal.number === undefined
            ? 'This feed has posted nothing yet.'
            : `This feed has no round ${refusal.number}.${known(refusal.newest)}`,
        ),
      ];
  }
}

function codes(values: readonly string[]): (string | Inline)[] {
  return values.flatMap((value, index) => (index === 0 ? [code(value)] : [', ', code(value)]));
}

function feedNames(feeds: readonly { id: string; rule: Rule }[]): Block {
  return bullets(feeds.map(({ id, rule }) => say(code(id), ` ${ruleLabel(rule)}`)));
}

function known(newest: number | undefined): string {
  if (newest === undefined) return '';
  return newest === 1 ? ' It has had one, round 1.' : ` Its rounds so far are 1 to ${newest}.`;
}

const awayWords: Record<AwayProblem, string> = {
  'not-dates': 'these are not dates.',
  reversed: 'the last day comes before the first.',
  'too-far-back': 'away dates may begin up to seven days back.',
  'too-long': 'that is longer than a year.',
};

function misunderstood(problem: Misunderstanding): [string, ...Block[]] {
  switch (problem.kind) {
    case 'unknown-command':
      return [
        'Unknown command',
        paragraph(
          '“',
          problem.given,
          '” is not one of Viva’s commands. ',
          code('/viva help'),
          ' lists them.',
        ),
      ];
    case 'unknown-option':
      return [
        'Unknown option',
        paragraph('“', problem.given, '” does not belong here. Usage: ', code(usage(problem.usage))),
      ];
    case 'missing-option':
      return [`${problem.option} is missing`, paragraph('Usage: ', code(usage(problem.usage)))];
    case 'bad-option':
      return [
        `${problem.option} is not right`,
        paragraph(
          '“',
          problem.given,
          '” was given; it must be ',
          problem.expected,
          '. Usage: ',
          code(usage(problem.usage)),
        ),
      ];
    case 'stale-button':
      return [
        'That button no longer works',
        paragraph('It comes from an older version. ', code('/viva help'), ' shows what does.'),
      ];
  }
}
