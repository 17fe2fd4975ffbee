import type { SetCard } from '../../core/card.ts';
import type { Picture } from '../../core/rich-text.ts';
import type { StoredMessage } from './messages.ts';
import { findPerson, type PersonId } from './place.ts';
import type { Renderers, Where } from './renderers.ts';

/** A message as the page gets it. The page imports this type, so it is the contract between the two. */
export interface MessageView extends CardView {
  id: string;
  channel: string;
  at: number;
  from: 'viva' | PersonId;
  under: string | undefined;
  edited: boolean;
  /** Shown to one person only, and gone after a restart. */
  onlyYou: boolean;
  /** What a person said; undefined for Viva's messages. */
  text: string | undefined;
  /** One plain line, read out when the message arrives. */
  summary: string | undefined;
}

export interface PictureView {
  id: string;
  alt: string;
  width: number;
  height: number;
}

export function viewOf(
  message: StoredMessage,
  renderers: Renderers,
  where: Where,
  onlyYou = false,
): MessageView {
  const { id, channel, at, from, under, content } = message;
  const base = { id, channel, at, from, under, edited: message.editedAt !== undefined, onlyYou };
  if ('text' in content) {
    return {
      ...base,
      text: content.text,
      summary: undefined,
      discord: undefined,
      slack: undefined,
      pictures: [],
    };
  }
  const { view } = cardViewOf(content.card, renderers, where);
  return { ...base, ...view, text: undefined, summary: content.card.summary };
}

/** A card as both services would show it. */
export interface CardView {
  /** What Discord would be sent. */
  discord: unknown;
  /** What Slack would be sent. */
  slack: unknown;
  pictures: PictureView[];
}

export function cardViewOf(
  card: SetCard,
  renderers: Renderers,
  where: Where,
): { view: CardView; files: Picture[] } {
  const named = withNames(card);
  const discord = renderers.discord(named, where);
  const slack = renderers.slack(named, where);
  const files = new Map([...discord.files, ...slack.files].map((picture) => [picture.id, picture]));
  const view = {
    discord: discord.payload,
    slack: slack.payload,
    // Never the path: where files lie on this machine is nobody's business.
    pictures: [...files.values()].map(({ id, alt, width, height }) => ({ id, alt, width, height })),
  };
  return { view, files: [...files.values()] };
}

/**
 * The card with the people of the page named. Discord's and Slack's markup take ids of their own for mentions, which
 * nobody here has; and the names are known, where on a platform its client would look them up.
 */
function withNames(card: SetCard): SetCard {
  const named = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named);
    if (typeof value !== 'object' || value === null) return value;
    const inner = value as { type?: unknown; id?: unknown };
    const person = inner.type === 'member' ? findPerson(String(inner.id)) : undefined;
    if (person !== undefined) return { type: 'text', value: person.name };
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named(one)]));
  };
  return { ...card, sections: named(card.sections) as SetCard['sections'] };
}

/** The ids of a card's buttons that can be pressed. */
export function pressable(card: SetCard): string[] {
  return card.actions.flat().flatMap((action) => (action.disabled ? [] : [action.id]));
}

/** A card's picture by its id. */
export function pictureIn(card: SetCard, id: string): Picture | undefined {
  const seek = (value: unknown): Picture | undefined => {
    if (typeof value !== 'object' || value === null) return undefined;
    if ('type' in value && value.type === 'picture' && 'picture' in value) {
      const picture = value.picture as Picture;
      if (picture.id === id) return picture;
    }
    for (const inner of Object.values(value)) {
      const found = seek(inner);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return seek(card.sections);
}
