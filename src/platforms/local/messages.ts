import type { KeyValue } from '../../app/ports/system.ts';
import type { SetCard } from '../../core/card.ts';
import { turns } from '../../core/in-turn.ts';
import type { RoundId } from '../../core/round.ts';
import type { PersonId } from './place.ts';

/** A message as it is kept. Payloads are made of the card when it is read, so a better renderer shows old ones anew. */
export interface StoredMessage {
  /** Increasing numbers, as text. */
  id: string;
  channel: string;
  at: number;
  from: 'viva' | PersonId;
  /** The message whose thread it stands in. */
  under?: string;
  /** What makes it the same message when it is sent again. */
  nonce?: string;
  round?: RoundId;
  editedAt?: number;
  content: { card: SetCard } | { text: string };
}

/** Beyond it a channel's oldest messages go. */
const mostPerChannel = 500;

export type MessageDraft = Omit<StoredMessage, 'id' | 'at'>;

export interface Messages {
  /** Keeps a message; one with the same nonce in the channel is given back instead. `dropped`: ids that went for it. */
  add(draft: MessageDraft): Promise<{ message: StoredMessage; fresh: boolean; dropped: string[] }>;
  get(channel: string, id: string): Promise<StoredMessage | undefined>;
  /** Oldest first. */
  all(channel: string): Promise<StoredMessage[]>;
  /** Undefined when it is gone. */
  revise(channel: string, id: string, card: SetCard): Promise<StoredMessage | undefined>;
  /** False when it was gone. */
  remove(channel: string, id: string): Promise<boolean>;
  /** The next message id: greater than every one before, restarts included. */
  nextId(): Promise<string>;
}

/**
 * Messages in the store's small notes, one shelf per channel: they outlive a restart, and another process that works the
 * queue can post too. Writes of one process go one after the other, so a nonce is never seen twice by a race.
 */
export function createMessages(
  keyValue: KeyValue,
  channelIds: readonly string[],
  now: () => number,
): Messages {
  let last: number | undefined;
  const inTurn = turns();

  async function all(channel: string): Promise<StoredMessage[]> {
    const kept = await keyValue.all(shelfOf(channel));
    const messages = Object.values(kept).map((text) => JSON.parse(text) as StoredMessage);
    return messages.sort((one, other) => Number(one.id) - Number(other.id));
  }

  async function get(channel: string, id: string): Promise<StoredMessage | undefined> {
    const text = await keyValue.get(shelfOf(channel), id);
    return text === undefined ? undefined : (JSON.parse(text) as StoredMessage);
  }

  async function put(message: StoredMessage): Promise<void> {
    await keyValue.put(shelfOf(message.channel), message.id, JSON.stringify(message));
  }

  async function newestId(): Promise<number> {
    const shelves = await Promise.all(channelIds.map((channel) => keyValue.all(shelfOf(channel))));
    return Math.max(0, ...shelves.flatMap((shelf) => Object.keys(shelf).map(Number)));
  }

  async function nextId(): Promise<string> {
    const before = last ?? (await newestId());
    last = Math.max(before, last ?? 0, now() - 1) + 1;
    return String(last);
  }

  return {
    all,
    get,
    nextId: () => inTurn(nextId),
    add: (draft) =>
      inTurn(async () => {
        const present = await all(draft.channel);
        const same = present.find((one) => draft.nonce !== undefined && one.nonce === draft.nonce);
        if (same !== undefined) return { message: same, fresh: false, dropped: [] };
        const message: StoredMessage = { ...draft, id: await nextId(), at: now() };
        await put(message);
        const dropped = present
          .slice(0, Math.max(0, present.length + 1 - mostPerChannel))
          .map(({ id }) => id);
        for (const id of dropped) await keyValue.drop(shelfOf(draft.channel), id);
        return { message, fresh: true, dropped };
      }),
    revise: (channel, id, card) =>
      inTurn(async () => {
        const message = await get(channel, id);
        if (message === undefined) return undefined;
        const revised: StoredMessage = { ...message, content: { card }, editedAt: now() };
        await put(revised);
        return revised;
      }),
    remove: (channel, id) =>
      inTurn(async () => {
        const present = (await get(channel, id)) !== undefined;
        if (present) await keyValue.drop(shelfOf(channel), id);
        return present;
      }),
  };
}

function shelfOf(channel: string): string {
  return `local-messages-${channel}`;
}
