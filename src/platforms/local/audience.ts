import type { TimeView } from '../../app/ports/time-machine.ts';
import type { SetCard } from '../../core/card.ts';
import type { StoredMessage } from './messages.ts';
import { findChannel, type PersonId, sees } from './place.ts';
import type { MessageView } from './views.ts';

/** What an open page is told. A message that it has already is replaced. */
export type PageEvent =
  | { kind: 'message'; message: MessageView }
  | { kind: 'removed'; channel: string; id: string }
  | { kind: 'time'; time: TimeView };

export interface Listener {
  tell(event: PageEvent): void;
  /** Viva is stopping: the stream ends. */
  end(): void;
}

/** How many private answers a person keeps. */
const mostPrivate = 50;

/** Who has the page open as whom, and the private answers of each: in memory only, as ephemeral messages are. */
export function createAudience() {
  const listeners = new Map<Listener, PersonId>();
  const answers = new Map<PersonId, StoredMessage[]>();

  function tellOne(person: PersonId, event: PageEvent): void {
    for (const [listener, as] of listeners) if (as === person) listener.tell(event);
  }

  return {
    join(person: PersonId, listener: Listener): () => void {
      listeners.set(listener, person);
      return () => listeners.delete(listener);
    },
    /** Tells everyone who sees the channel. */
    tell(channelId: string, event: PageEvent): void {
      const channel = findChannel(channelId);
      if (channel === undefined) return;
      for (const [listener, person] of listeners) if (sees(person, channel)) listener.tell(event);
    },
    tellOne,
    tellAll(event: PageEvent): void {
      for (const listener of listeners.keys()) listener.tell(event);
    },
    privateAnswers: (person: PersonId): readonly StoredMessage[] => answers.get(person) ?? [],
    keepPrivate(person: PersonId, message: StoredMessage): void {
      answers.set(person, [...(answers.get(person) ?? []), message].slice(-mostPrivate));
    },
    /** Undefined where the person has no such answer any more. */
    revisePrivate(person: PersonId, id: string, card: SetCard): StoredMessage | undefined {
      const all = answers.get(person) ?? [];
      const known = all.find((message) => message.id === id);
      if (known === undefined) return undefined;
      const revised = { ...known, content: { card } };
      answers.set(
        person,
        all.map((message) => (message === known ? revised : message)),
      );
      return revised;
    },
    /** Forgets a person's private answers, and gives them. */
    dropPrivate(person: PersonId): readonly StoredMessage[] {
      const dropped = answers.get(person) ?? [];
      answers.delete(person);
      return dropped;
    },
    endAll(): void {
      for (const listener of listeners.keys()) listener.end();
      listeners.clear();
    },
  };
}

export type Audience = ReturnType<typeof createAudience>;
