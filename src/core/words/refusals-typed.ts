import type { AwayProblem } from '../away.ts';
import { usage } from '../catalogue.ts';
import type { Misunderstanding } from '../command.ts';
import { formatDuration } from '../duration.ts';
import type { TypedRefusal } from '../refusal.ts';
import type { Block, Inline } from '../rich-text.ts';
import { code, paragraph } from './common.ts';

/** What is wrong with something that a person typed, and what would be right. */
export function typedRefused(refusal: TypedRefusal): [string, ...Block[]] {
  switch (refusal.kind) {
    case 'misunderstood':
      return misunderstood(refusal.problem);
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
    case 'bad-grant':
      return [
        'That is not a role, group or channel',
        paragraph(
          '“',
          refusal.given,
          '” was given. Pick a role (Discord), or mention a user group or channel (Slack).',
        ),
      ];
  }
}

function codes(values: readonly string[]): (string | Inline)[] {
  return values.flatMap((value, index) => (index === 0 ? [code(value)] : [', ', code(value)]));
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
    case 'late-form':
      return ['The form did not open', paragraph('That took too long. Press the button once more.')];
    case 'stale-button':
      return [
        'That button no longer works',
        paragraph('It comes from an older version. ', code('/viva help'), ' shows what does.'),
      ];
  }
}
