import type { App, BlockAction, Context, MessageShortcut, SlashCommand, ViewOutput } from '@slack/bolt';
import { decodeAction, turnsPage } from '../../core/action.ts';
import { revealShortcut } from '../../core/catalogue.ts';
import { commandFromForm, misunderstood } from '../../core/command.ts';
import { waitsOf } from './acknowledge.ts';
import { redact } from './bolt-log.ts';
import { commandFromSlash, formValues, pressed, replyWord, type Said, said } from './decode.ts';
import { deliver, isOwnDirectMessage, type ListenServices, openForm } from './deliver.ts';
import { publishFailure } from './errors.ts';
import { homeButton, originOf, showHome } from './home-tab.ts';
import { rootNames } from './manifest.ts';
import { timeOf } from './publish.ts';

/**
 * Hangs Viva's handlers into Bolt. All of it is acknowledged before it comes here: what is added needs its kind in
 * `acknowledge.ts` too.
 */
export function listen(app: App, services: ListenServices): void {
  const { log } = services;
  for (const root of rootNames()) {
    app.command(`/${root}`, ({ context, command }) => slash(acknowledged(services, context), command));
  }
  app.action<BlockAction>(/^/, async ({ context, body, action }) => {
    if ('action_ts' in action) await button(acknowledged(services, context), body, action);
  });
  app.shortcut<MessageShortcut>(
    { type: 'message_action', callback_id: revealShortcut.id },
    ({ context, shortcut }) => revealed(acknowledged(services, context), shortcut),
  );
  app.view(/^/, ({ context, body, view }) => submitted(acknowledged(services, context), body.user, view));
  app.event('message', ({ event }) => message(services, said(event)));
  app.event('app_mention', ({ event }) => message(services, said(event)));
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home')
      await showHome(services, event.user, `opened/${event.event_ts}`, timeOf(event.event_ts));
  });
  app.error(async (error) => {
    log.error({ reason: redact(error.message), code: error.code }, 'a Slack event could not be handled');
  });
}

/** The services for one deed, with what it waited for. */
function acknowledged(services: ListenServices, context: Context): ListenServices {
  return { ...services, waits: waitsOf(context) };
}

async function slash(services: ListenServices, given: SlashCommand): Promise<void> {
  const dm = await isOwnDirectMessage(services, given.channel_id, given.user_id);
  await deliver(services, {
    id: given.trigger_id,
    // A slash command carries no time of its own.
    at: services.now(),
    user: given.user_id,
    name: given.user_name,
    command: commandFromSlash(given.command, given.text),
    origin: { channel: given.channel_id, dm, thread: undefined },
    responseUrl: given.response_url,
  });
}

async function button(
  services: ListenServices,
  body: BlockAction,
  action: { action_id: string; action_ts: string },
): Promise<void> {
  const channel = body.channel?.id;
  if (channel === undefined)
    return body.view?.type === 'home' ? homeButton(services, body, action) : undefined;
  const container = new Map<string, unknown>(Object.entries(body.container));
  const [root, own] = [container.get('thread_ts') ?? body.message?.thread_ts, container.get('message_ts')];
  const thread = typeof root === 'string' && root !== own ? root : undefined;
  const press = pressed(action.action_id);
  const user = body.user.id;
  if ('form' in press) {
    // A press that arrives again finds its modal open.
    if (!services.firstTrigger(body.trigger_id)) return;
    // The trigger is good for three seconds: the modal opens before anything else is asked.
    const origin = { channel, dm: channel.startsWith('D'), thread };
    if (await openForm(services, press.form, origin, body.trigger_id)) return;
  }
  const dm = await isOwnDirectMessage(services, channel, user);
  await deliver(services, {
    id: body.trigger_id,
    at: timeOf(action.action_ts),
    user,
    name: body.user.name ?? body.user.username,
    command: 'form' in press ? misunderstood({ kind: 'late-form' }) : press.command,
    origin: { channel, dm, thread },
    responseUrl: body.response_url,
    inPlace: turnsPage(decodeAction(action.action_id)),
  });
}

/** "Reveal answer" in the menu of a message. */
async function revealed(services: ListenServices, given: MessageShortcut): Promise<void> {
  const { channel, user, message } = given;
  const root: unknown = message.thread_ts;
  // An ephemeral answer in a thread that nobody began is not shown: only a reply's goes there.
  const thread = typeof root === 'string' && root !== message.ts ? root : undefined;
  await deliver(services, {
    id: given.trigger_id,
    at: timeOf(given.action_ts),
    user: user.id,
    name: user.name,
    command: { name: 'answer' },
    origin: { channel: channel.id, dm: await isOwnDirectMessage(services, channel.id, user.id), thread },
    under: given.message_ts,
    responseUrl: given.response_url,
  });
}

async function submitted(
  services: ListenServices,
  person: { id: string; name?: string },
  view: ViewOutput,
): Promise<void> {
  const kept = await originOf(services, view.private_metadata, person.id);
  if (kept === undefined) return;
  await deliver(services, {
    // A view is sent in once: Viva's answer to it clears it.
    id: `view/${view.id}`,
    at: services.now(),
    user: person.id,
    name: person.name,
    command: commandFromForm(decodeAction(view.callback_id), formValues(view.state.values)),
    origin: { ...kept, dm: kept.dm && (await isOwnDirectMessage(services, kept.channel, person.id)) },
    responseUrl: undefined,
  });
}

async function message(services: ListenServices, given: Said | undefined): Promise<void> {
  if (given === undefined) return;
  const { mentioned, command } = replyWord(given.text, services.identity.user);
  if (command === undefined && !given.direct) return;
  if (!given.direct && !mentioned && !(await isUnderViva(services, given))) return;
  await deliver(services, {
    id: `${given.channel}/${given.ts}`,
    at: timeOf(given.ts),
    user: given.user,
    name: undefined,
    command: command ?? { name: 'help' },
    origin: { channel: given.channel, dm: given.direct, thread: given.thread },
    responseUrl: undefined,
  });
}

/** Whether a thread began with a post of Viva's own. Slack says so in the event, as a rule. */
async function isUnderViva({ client, identity, log }: ListenServices, given: Said): Promise<boolean> {
  if (given.thread === undefined) return false;
  if (given.root !== undefined) return given.root === identity.user;
  try {
    const { messages } = await client.conversations.history({
      channel: given.channel,
      latest: given.thread,
      oldest: given.thread,
      inclusive: true,
      limit: 1,
    });
    const root = messages?.[0];
    return root?.ts === given.thread && (root.user === identity.user || root.bot_id === identity.botId);
  } catch (error) {
    log.warn({ reason: publishFailure(error).message }, 'a thread’s first message could not be read');
    return false;
  }
}
