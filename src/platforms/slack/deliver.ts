import type { WebClient } from '@slack/web-api';
import type { Exchange, Handlers, Responder } from '../../app/ports/platform.ts';
import type { Log } from '../../app/ports/system.ts';
import type { Action } from '../../core/action.ts';
import type { Command } from '../../core/command.ts';
import { memberId } from '../../core/feed.ts';
import { formFor } from '../../core/form.ts';
import type { Waits } from './acknowledge.ts';
import { encodeOrigin, needsZone, type Origin } from './decode.ts';
import type { Directory, Identity } from './directory.ts';
import { publishFailure } from './errors.ts';
import { renderForm } from './render-form.ts';
import { createResponder, type ResponderServices } from './responder.ts';
import { rightsOf } from './rights.ts';

export interface ListenServices extends ResponderServices {
  client: WebClient;
  directory: Directory;
  log: Log;
  now: () => number;
  identity: Identity;
  handlers: Handlers;
  /** Of the deed that is at work. */
  waits?: Waits;
  /** Whether a trigger is met for the first time. */
  firstTrigger(trigger: string): boolean;
}

/** One deed, as far as the payload tells. */
export interface Deed {
  id: string;
  at: number;
  user: string;
  name: string | undefined;
  command: Command;
  origin: Origin;
  /** The message it is about, where that is not the thread's root. */
  under?: string;
  responseUrl: string | undefined;
  /** What comes of it takes the place of the message that the button stands under. */
  inPlace?: boolean;
  /** Where the answer goes, if not to the origin. */
  respond?: Responder;
}

export async function deliver(services: ListenServices, deed: Deed): Promise<void> {
  const { directory, identity, handlers, log } = services;
  const { user, origin } = deed;
  const space = `slack:${identity.team}`;
  const exchange: Exchange = {
    id: deed.id,
    at: deed.at,
    ...services.waits,
    caller: {
      member: memberId('slack', user),
      space,
      // What is not known is left as it was.
      name: deed.name ?? '',
      zone: needsZone(deed.command) ? await zoneOf(services, user) : undefined,
    },
    place: {
      channel: origin.channel,
      kind: origin.dm ? 'dm' : 'channel',
      under: deed.under ?? origin.thread,
    },
    command: deed.command,
    rights: rightsOf(user, directory, log),
    respond:
      deed.respond ??
      createResponder(services, {
        user,
        space,
        channel: origin.channel,
        dm: origin.dm,
        thread: origin.thread,
        responseUrl: deed.responseUrl,
        inPlace: deed.inPlace ?? false,
      }),
  };
  await handlers.deliver(exchange);
}

async function zoneOf({ directory, log }: ListenServices, user: string): Promise<string | undefined> {
  try {
    return (await directory.person(user)).zone;
  } catch (error) {
    log.warn({ reason: publishFailure(error).message }, 'a time zone could not be asked for');
    return undefined;
  }
}
/** A command in a direct message between two people looks like one to Viva, but there a lasting answer has a witness. */
export async function isOwnDirectMessage(
  services: ListenServices,
  channel: string,
  user: string,
): Promise<boolean> {
  if (!channel.startsWith('D')) return false;
  try {
    return (await services.directory.directMessage(user)) === channel;
  } catch (error) {
    services.log.warn({ reason: publishFailure(error).message }, 'a direct message could not be told apart');
    return false;
  }
}

export async function ownDirectMessage(
  { directory, log }: ListenServices,
  user: string,
): Promise<string | undefined> {
  try {
    return await directory.directMessage(user);
  } catch (error) {
    log.warn({ reason: publishFailure(error).message }, 'a person’s direct messages could not be opened');
    return undefined;
  }
}

export async function openForm(
  { client, log }: ListenServices,
  { form, about }: Extract<Action, { name: 'open-form' }>,
  origin: Origin,
  trigger: string,
): Promise<boolean> {
  try {
    await client.views.open({
      trigger_id: trigger,
      view: renderForm(formFor(form, about), encodeOrigin(origin)),
    });
    return true;
  } catch (error) {
    log.warn({ form, reason: publishFailure(error).message }, 'a form could not be opened');
    return false;
  }
}
