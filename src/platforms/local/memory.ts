import type { PlatformMemory } from '../../app/ports/platform.ts';
import type { MemberId } from '../../core/feed.ts';
import type { Services } from './exchange.ts';
import type { StoredMessage } from './messages.ts';
import { channels, type LocalChannel, type PersonId, personOf } from './place.ts';

/** What the page keeps of a person: what they said, their direct messages, and what they alone were shown. */
export function createMemory({ messages, audience }: Services): PlatformMemory {
  async function kept(person: PersonId): Promise<{ channel: LocalChannel; message: StoredMessage }[]> {
    const all = channels.map(async (channel) => {
      const here = await messages.all(channel.id);
      const own = here.filter(({ from }) => from === person || channel.owner === person);
      return own.map((message) => ({ channel, message }));
    });
    return (await Promise.all(all)).flat();
  }

  /** Answers that others asked for in their direct messages, and that name the person, as a board does. */
  async function showing(person: PersonId): Promise<{ channel: LocalChannel; message: StoredMessage }[]> {
    const all = channels.map(async (channel) => {
      if (channel.owner === person) return [];
      const naming = (await messages.all(channel.id)).filter(
        ({ from, content }) => from !== person && 'card' in content && names(content.card, person),
      );
      return naming.map((message) => ({ channel, message }));
    });
    return (await Promise.all(all)).flat();
  }

  return {
    async held(member) {
      const person = idOf(member);
      if (person === undefined) return {};
      const found = [
        ...(await kept(person)).map(({ message }) => message),
        ...audience.privateAnswers(person),
      ];
      return found.length === 0 ? {} : { messages: found.map(told) };
    },
    async forget(member) {
      const person = idOf(member);
      if (person === undefined) return false;
      const found = [...(await kept(person)), ...(await showing(person))];
      for (const { channel, message } of found) {
        await messages.remove(channel.id, message.id);
        audience.tell(channel.id, { kind: 'removed', channel: channel.id, id: message.id });
      }
      const answers = audience.dropPrivate(person);
      for (const { channel, id } of answers) audience.tellOne(person, { kind: 'removed', channel, id });
      return found.length + answers.length > 0;
    },
  };
}

function idOf(member: MemberId): PersonId | undefined {
  return personOf(member)?.id;
}

/** Whether a card mentions somebody, anywhere in it. */
function names(part: unknown, person: PersonId): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if ('type' in part && part.type === 'member' && 'id' in part && part.id === person) return true;
  return Object.values(part).some((inner) => names(inner, person));
}

function told({ channel, at, from, content }: StoredMessage) {
  const text = 'text' in content ? content.text : content.card.summary;
  return { channel, at: new Date(at).toISOString(), from, text };
}
