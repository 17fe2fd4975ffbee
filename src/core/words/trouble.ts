import type { Card } from '../card.ts';
import type { Feed } from '../feed.ts';
import { channel, code, note, paragraph, ruleLabel, time } from './common.ts';

/** What managers are told when a feed's post could not be made. */
export function troubleCard(feed: Feed, slot: number, trouble: { reason: string; mend: string }): Card {
  return note(
    'warning',
    'A post could not be made',
    paragraph(
      'In ',
      feed.personal === undefined ? channel(feed.channel) : 'its owner’s direct messages',
      ' (feed ',
      code(feed.id),
      ', ',
      ruleLabel(feed.rule),
      '), due ',
      time(slot, feed.rule.zone),
      '.',
    ),
    paragraph(trouble.reason),
    paragraph(trouble.mend),
    paragraph(
      'The feed stays as it is, and its next post comes at its time. See ',
      code('/viva-admin schedule ledger'),
      '.',
    ),
  );
}
