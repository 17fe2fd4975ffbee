import type { Card } from '../card.ts';
import type { Outcome, Run } from '../outcome.ts';
import { questionLabel } from '../question.ts';
import type { Block } from '../rich-text.ts';
import {
  bullets,
  card,
  channel,
  code,
  coming,
  filterLabel,
  note,
  paragraph,
  plural,
  ruleLabel,
  say,
  section,
  strong,
  time,
  where,
} from './common.ts';
import { grantLabel } from './grants.ts';
import { previewCard } from './round.ts';

type Of<Kind extends Outcome['kind']> = Extract<Outcome, { kind: Kind }>;

export function feedAddedCards({ feed, runs, assumedZone, matching, preview }: Of<'feed-added'>): Card[] {
  const zone = assumedZone
    ? [
        paragraph(
          'No time zone was given, so it is UTC. Change it with ',
          code('/viva-admin schedule edit zone=…'),
          '.',
        ),
      ]
    : [];
  const added = card('success', 'The feed is set', {
    title: 'The feed is set',
    context: `${feed.id} · ${ruleLabel(feed.rule)}`,
    sections: [
      section(
        undefined,
        paragraph(
          `It draws from ${plural(matching, 'question')} (${filterLabel(feed.filter)}); none comes twice until all were asked.`,
        ),
        ...zone,
      ),
      section('Next posts, in your own time', runList(runs, feed.rule.zone)),
    ],
    footer: preview === undefined ? undefined : 'A post will look like this:',
  });
  return preview === undefined ? [added] : [added, previewCard(preview, feed.reveal)];
}

function runList(runs: readonly Run[], zone: string): Block {
  return bullets(
    runs.map(({ at, moved }) =>
      say(coming(at, zone), ...(moved ? [strong(' moved by a clock change')] : [])),
    ),
  );
}

export function feedChangedCard({ feed, what, runs }: Of<'feed-changed'>): Card {
  const titles = {
    edited: 'The feed was changed',
    paused: 'The feed is paused',
    resumed: 'The feed posts again',
    removed: 'The feed is gone',
  };
  const words = {
    edited: [],
    paused: [
      paragraph(
        'Its open round was closed, and its answer is in the post. Nobody loses a streak while nothing is posted.',
      ),
    ],
    resumed: [],
    removed: [paragraph('Its open round was closed, and its answer is in the post.')],
  };
  const next =
    runs.length === 0 ? [] : [section('Next posts, in your own time', runList(runs, feed.rule.zone))];
  const body = words[what].length === 0 ? [] : [section(undefined, ...words[what])];
  return card('success', titles[what], {
    title: titles[what],
    context: `${feed.id} · ${ruleLabel(feed.rule)}`,
    sections: [...body, ...next],
  });
}

export function feedsCard({ feeds }: Of<'feeds'>): Card {
  if (feeds.length === 0) {
    return note(
      'info',
      'No feeds yet',
      paragraph(code('/viva-admin schedule add'), ' in a channel begins one.'),
    );
  }
  const items = feeds.map(({ feed, next }) =>
    say(
      code(feed.id),
      ' in ',
      where(feed),
      `: ${ruleLabel(feed.rule)}, ${filterLabel(feed.filter)}, `,
      ...(next === undefined ? ['paused'] : ['next ', coming(next, feed.rule.zone)]),
    ),
  );
  return card('info', 'Feeds', { title: 'Feeds', sections: [section(undefined, bullets(items))] });
}

export function skippedCard({ feed, slot, next }: Of<'skipped'>): Card {
  const { zone } = feed.rule;
  const then = next === undefined ? [] : [' The one after it comes ', coming(next, zone), '.'];
  return note('success', 'Left out', paragraph('The post of ', time(slot, zone), ' will not come.', ...then));
}

export function queuedCard({ feed, question, next }: Of<'queued'>): Card {
  const when =
    next === undefined ? [' when the feed posts again.'] : [' at ', coming(next, feed.rule.zone), '.'];
  return note(
    'success',
    'It comes next',
    paragraph(strong(questionLabel(question)), ' will be asked', ...when),
  );
}

export function extraCard({ feed }: Of<'posting-extra'>): Card {
  return note(
    'success',
    'On its way',
    paragraph(
      'An extra round comes to ',
      where(feed),
      ' in a moment. It carries no streak and closes nothing.',
    ),
  );
}

export function voidedCard({ number }: Of<'voided'>): Card {
  return note(
    'success',
    `Round ${number} is taken back`,
    paragraph('It is as if it had not been: streaks are counted without it.'),
  );
}

export function ledgerCard({ feed, entries }: Of<'ledger'>): Card {
  if (entries.length === 0) return note('info', 'The ledger is empty', paragraph('Nothing was due yet.'));
  const { zone } = feed.rule;
  const items = entries.map(({ from, at, kind, text }) =>
    say(...(from === undefined ? [] : [time(from, zone), ' to ']), time(at, zone), ` · ${kind} · ${text}`),
  );
  return card('info', 'Ledger', {
    title: 'Ledger',
    context: `${feed.id} · ${ruleLabel(feed.rule)}`,
    sections: [section(undefined, bullets(items))],
  });
}

export function settingsCard({ memberAccess, managers, logChannel, changed }: Of<'settings'>): Card {
  const access = memberAccess === undefined ? say('everyone here') : grantLabel(memberAccess);
  const managing =
    managers === undefined ? say('administrators only') : say('administrators and ', ...grantLabel(managers));
  const log =
    logChannel === undefined ? say('a direct message to whoever made the feed') : say(channel(logChannel));
  return card(changed ? 'success' : 'info', changed ? 'Settings saved' : 'Settings', {
    title: changed ? 'Settings saved' : 'Settings',
    sections: [
      section(
        undefined,
        bullets([
          [...say(strong('Member parts'), ' are shown to '), ...access],
          [...say(strong('Feeds'), ' are managed by '), ...managing],
          [...say(strong('Trouble'), ' is reported in '), ...log],
        ]),
      ),
    ],
  });
}
