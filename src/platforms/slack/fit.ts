import type { SetCard } from '../../core/card.ts';
import type { Audience } from './markup.ts';
import { limits, measure, showablePictures } from './render.ts';

/** Words for how a card goes beyond what is shown of it on Slack; undefined where all of it is. */
export function overflow(card: SetCard, where: Audience): string | undefined {
  const files = new Map(showablePictures(card).map(({ block }) => [block.picture.id, 'F0000000000']));
  // A picture that could not be uploaded, and every one in an ephemeral answer, is text, and takes more room.
  for (const pictures of [files, new Map<string, string>()]) {
    const { characters, blocks } = measure(card, pictures, where);
    if (characters > limits.total) {
      return `${characters - limits.total} characters more than a message on Slack may hold (${limits.total}, markup included)`;
    }
    if (blocks > limits.blocks) {
      return `${blocks - limits.blocks} blocks more than a message on Slack may hold (${limits.blocks})`;
    }
  }
  return undefined;
}
