import type { BlockAction } from '@slack/bolt';
import { misunderstood } from '../../core/command.ts';
import { decodeOrigin, type Origin, pressed } from './decode.ts';
import { deliver, type ListenServices, openForm, ownDirectMessage } from './deliver.ts';
import { timeOf } from './publish.ts';
import { createHomeResponder } from './responder.ts';

/** Where a form stands that the Home tab opened: which channel that is, is asked only when it is sent in. */
const atHome: Origin = { channel: '', dm: true, thread: undefined };

/** A button of the Home tab: it stands in no channel, so its answer comes as a direct message. */
export async function homeButton(
  services: ListenServices,
  body: BlockAction,
  action: { action_id: string; action_ts: string },
): Promise<void> {
  const press = pressed(action.action_id);
  const user = body.user.id;
  if ('form' in press) {
    if (!services.firstTrigger(body.trigger_id)) return;
    if (await openForm(services, press.form, atHome, body.trigger_id)) return;
  }
  const channel = await ownDirectMessage(services, user);
  if (channel === undefined) return;
  await deliver(services, {
    id: body.trigger_id,
    at: timeOf(action.action_ts),
    user,
    name: body.user.name ?? body.user.username,
    command: 'form' in press ? misunderstood({ kind: 'late-form' }) : press.command,
    origin: { ...atHome, channel },
    responseUrl: undefined,
  });
  await showHome(services, user, `after/${body.trigger_id}`, timeOf(action.action_ts));
}

/** Shows a person their Home tab as it is now. */
export async function showHome(
  services: ListenServices,
  user: string,
  id: string,
  at: number,
): Promise<void> {
  await deliver(services, {
    id,
    at,
    user,
    name: undefined,
    command: { name: 'home' },
    origin: atHome,
    responseUrl: undefined,
    respond: createHomeResponder(services, user),
  });
}

/** Where the sender of a form opened it. */
export async function originOf(
  services: ListenServices,
  kept: string,
  user: string,
): Promise<Origin | undefined> {
  const origin = decodeOrigin(kept);
  if (origin?.channel !== atHome.channel) return origin;
  const channel = await ownDirectMessage(services, user);
  return channel === undefined ? undefined : { ...origin, channel };
}
