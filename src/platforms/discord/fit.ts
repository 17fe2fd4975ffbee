import { ComponentType } from 'discord.js';
import type { SetCard } from '../../core/card.ts';
import { type RenderedMessage, renderPages } from './render.ts';

/** A post is one message; a private answer comes in as many as it takes, of which people read two. */
const mostMessages = { channel: 1, private: 2 } as const;

/** Words for how a card goes beyond what is shown of it on Discord; undefined where all of it is. */
export function overflow(card: SetCard, where: 'channel' | 'private'): string | undefined {
  const pages = renderPages(card);
  const most = mostMessages[where];
  if (pages.length <= most) return undefined;
  const beyond = pages.slice(most);
  const characters = beyond.reduce((sum, page) => sum + lengthOf(page), 0);
  const pictures = beyond.reduce((sum, { files }) => sum + files.length, 0);
  const too = [
    characters === 0 ? '' : `${characters} characters`,
    pictures === 0 ? '' : `${pictures} ${pictures === 1 ? 'picture' : 'pictures'}`,
  ].filter((part) => part !== '');
  const messages = most === 1 ? 'a message' : `${most} messages`;
  return `${too.join(' and ')} more than ${messages} on Discord may hold (4,000 characters, 40 components each)`;
}

function lengthOf({ components }: RenderedMessage): number {
  return components
    .flatMap((container) => container.components)
    .reduce((sum, one) => sum + (one.type === ComponentType.TextDisplay ? one.content.length : 0), 0);
}
