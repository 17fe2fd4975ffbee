import type { SetCard } from '../../core/card.ts';
import type { Picture } from '../../core/rich-text.ts';

/** What a platform would send for a card, and the pictures that go with it. */
export interface Rendered {
  payload: unknown;
  files: Picture[];
}

/** Where a card is shown: only private answers may hold a member part, and only they may take several messages. */
export type Where = 'channel' | 'private';

/**
 * Both platforms' own renderers, handed over by the composition root: the page so shows the very payload that a team
 * would get. Slack's picture blocks name a picture by its id, as `slack_file: { id }`.
 */
export interface Renderers {
  /** A private answer of several messages is given as the components of all of them. */
  discord(card: SetCard, where: Where): Rendered;
  slack(card: SetCard, where: Where): Rendered;
}
