import type { Rule } from '../feed.ts';
import type { FeedRefusal } from '../refusal.ts';
import type { Block } from '../rich-text.ts';
import { bullets, code, paragraph, ruleLabel, say } from './common.ts';

/** Why a feed was left as it is: a title, and what to do. */
export function feedRefused(refusal: FeedRefusal): [string, ...Block[]] {
  switch (refusal.kind) {
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

function feedNames(feeds: readonly { id: string; rule: Rule }[]): Block {
  return bullets(feeds.map(({ id, rule }) => say(code(id), ` ${ruleLabel(rule)}`)));
}

function known(newest: number | undefined): string {
  if (newest === undefined) return '';
  return newest === 1 ? ' It has had one, round 1.' : ` Its rounds so far are 1 to ${newest}.`;
}
