import type { Caller, Exchange, Handlers, Place, Responder, Rights } from '../../app/ports/platform.ts';
import type { Log } from '../../app/ports/system.ts';
import type { TimeMachine } from '../../app/ports/time-machine.ts';
import type { SetCard } from '../../core/card.ts';
import type { Command } from '../../core/command.ts';
import { memberId } from '../../core/feed.ts';
import type { Audience } from './audience.ts';
import type { MessageDraft, Messages, StoredMessage } from './messages.ts';
import { holdsGrant, type LocalChannel, type LocalPerson, localSpace } from './place.ts';
import type { Renderers, Where } from './renderers.ts';
import { viewOf } from './views.ts';

/** What the rooms of the local platform share. */
export interface Services {
  messages: Messages;
  audience: Audience;
  renderers: Renderers;
  log: Log;
  now(): number;
  time: TimeMachine;
  /** Undefined before the start and after the stop: what people do is turned away then. */
  handlers(): Handlers | undefined;
  /** True after the stop: no page may hang on to a server that is to close. */
  stopped(): boolean;
}

export interface Deed {
  id: string;
  person: LocalPerson;
  channel: LocalChannel;
  under: string | undefined;
  /** The message that turns a page by this: the answer takes its place. */
  turns?: string;
  command: Command;
}

export function callerOf(person: LocalPerson): Caller {
  return { member: memberId('local', person.id), space: localSpace, name: person.name, zone: undefined };
}

export function placeOf(channel: LocalChannel, under?: string): Place {
  return { channel: channel.id, kind: channel.kind, under };
}

export function exchangeOf(services: Services, deed: Deed): Exchange {
  return {
    id: deed.id,
    at: services.now(),
    caller: callerOf(deed.person),
    place: placeOf(deed.channel, deed.under),
    command: deed.command,
    rights: rightsOf(deed.person),
    respond: responderFor(services, deed),
  };
}

export function rightsOf(person: LocalPerson): Rights {
  return {
    administers: async () => person.administers,
    holds: async (grant) => holdsGrant(person, grant),
  };
}

/** Where Slack would show a message of this channel: nobody else reads a person's direct messages. */
export function whereIn(channel: LocalChannel): Where {
  return channel.kind === 'dm' ? 'private' : 'channel';
}

/** Answers in private: in a channel only to the person, in direct messages as an ordinary message. */
function responderFor(services: Services, deed: Deed): Responder {
  const { person, channel, under } = deed;
  return {
    discreet: true,
    async reply(card) {
      if (card.tone !== 'refusal' && (await turned(services, deed, card))) return;
      const draft: MessageDraft = {
        channel: channel.id,
        from: 'viva',
        ...(under === undefined ? {} : { under }),
        content: { card },
      };
      // A file is for now: it is not kept with the messages.
      if (channel.kind === 'dm' && card.attachment === undefined) {
        try {
          await post(services, channel, draft);
          return;
        } catch (error) {
          // The store may be away, which is what this very answer says: then it is kept in memory.
          services.log.warn({ error: String(error) }, 'a direct message could not be kept');
        }
      }
      const at = services.now();
      const message: StoredMessage = { ...draft, id: `p${at}-${nextPrivate()}`, at };
      services.audience.keepPrivate(person.id, message);
      const view = viewOf(message, services.renderers, 'private', true);
      services.audience.tellOne(person.id, { kind: 'message', message: view });
    },
  };
}

/** Puts a page in the place of the one before it; false where that is gone, or none was to be turned. */
async function turned(services: Services, deed: Deed, card: SetCard): Promise<boolean> {
  const { person, channel, turns } = deed;
  if (turns === undefined) return false;
  const own = services.audience.revisePrivate(person.id, turns, card);
  if (own !== undefined) {
    const view = viewOf(own, services.renderers, 'private', true);
    services.audience.tellOne(person.id, { kind: 'message', message: view });
    return true;
  }
  // Other than in direct messages, a page stands in private only.
  if (channel.kind !== 'dm') return false;
  const message = await services.messages.revise(channel.id, turns, card);
  if (message !== undefined) tellOf(services, channel, message);
  return message !== undefined;
}

let privateCount = 0;
function nextPrivate(): number {
  privateCount += 1;
  return privateCount;
}

/** Keeps a message and tells the pages that are open. */
export async function post(
  services: Services,
  channel: LocalChannel,
  draft: MessageDraft,
): Promise<StoredMessage> {
  const { message, fresh, dropped } = await services.messages.add(draft);
  if (fresh) tellOf(services, channel, message);
  for (const id of dropped) services.audience.tell(channel.id, { kind: 'removed', channel: channel.id, id });
  return message;
}

/** Tells the pages that are open how a message looks now. A card that cannot be drawn does not undo what was kept. */
export function tellOf(services: Services, channel: LocalChannel, message: StoredMessage): void {
  try {
    const view = viewOf(message, services.renderers, whereIn(channel));
    services.audience.tell(channel.id, { kind: 'message', message: view });
  } catch (error) {
    services.log.error({ message: message.id, error: String(error) }, 'a message could not be drawn');
  }
}
