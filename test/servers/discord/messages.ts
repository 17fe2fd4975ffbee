import type { Disturbance } from '../../support/world.ts';
import { type Body, isJson } from './body.ts';
import { messageObject } from './objects.ts';
import { type Answer, noContent, ok, refusals } from './respond.ts';
import {
  bits,
  type Channel,
  findMessage,
  type Json,
  type Message,
  permissionsOf,
  type State,
  type User,
} from './state.ts';
import { againstSchema, messageProblems } from './validate.ts';

/** How long Discord remembers a nonce. */
const nonceMemory = 5 * 60_000;

/** The requests about messages in channels, as the bot makes them. */
export interface MessageRoutes {
  post(channelId: string, body: Body): Answer;
  patch(channelId: string, id: string, body: Body): Answer;
  remove(channelId: string, id: string): Answer;
  history(channelId: string, query: URLSearchParams): Answer;
  disturb(how: Disturbance): void;
  accepted(): number;
}

export function messageRoutes(state: State, onMessage: (message: Message) => void): MessageRoutes {
  let next: Disturbance | undefined;
  let accepted = 0;

  const create = (channel: Channel, body: Json, files: Body['files']): Message => {
    const message = newMessage(state, channel.id, body, files);
    state.messages.push(message);
    accepted += 1;
    if (typeof body.nonce === 'string') {
      state.nonces.set(body.nonce, { message: message.id, at: state.now() });
    }
    onMessage(message);
    return message;
  };

  return {
    post(channelId, { json, files }) {
      const channel = state.channels.get(channelId);
      if (channel === undefined) return refusals.unknownChannel;
      const denied = denial(state, channel, files.length > 0);
      if (denied !== undefined) return denied;
      const body = isJson(json) ? json : {};
      const names = files.map(({ name }) => name);
      const wrong = [
        ...againstSchema('MessageCreateRequestSchema', json),
        ...messageProblems(body, { files: names }),
      ];
      if (wrong.length > 0) return complain(state, `POST message: ${wrong.join('; ')}`);
      const how = next;
      next = undefined;
      if (how === 'refuse-500') return refusals.internal;
      if (how === 'rate-limit') return refusals.slowDown;
      if (how === 'forbid') return refusals.missingPermissions;
      if (how === 'closed') return refusals.noDirectMessages;
      const message = sameNonce(state, channelId, body) ?? create(channel, body, files);
      if (how === 'accept-then-502') return refusals.badGateway;
      if (how === 'accept-then-hang') return { status: 'cut' };
      return ok(messageObject(state, message));
    },
    patch(channelId, id, { json, files }) {
      const channel = state.channels.get(channelId);
      if (channel === undefined) return refusals.unknownChannel;
      const message = findMessage(state, channelId, id);
      if (message === undefined) return refusals.unknownMessage;
      if (message.author.id !== state.bot.id) return refusals.notOwn;
      const body = isJson(json) ? json : {};
      const names = files.map(({ name }) => name);
      const wrong = [
        ...againstSchema('MessageEditRequestPartialSchema', json),
        ...messageProblems(body, { files: names, wasV2: true }),
      ];
      if (wrong.length > 0) return complain(state, `PATCH message: ${wrong.join('; ')}`);
      Object.assign(message, shown(state, channelId, body, files));
      return ok(messageObject(state, message));
    },
    remove(channelId, id) {
      if (!state.channels.has(channelId)) return refusals.unknownChannel;
      const message = findMessage(state, channelId, id);
      if (message === undefined) return refusals.unknownMessage;
      if (message.author.id !== state.bot.id) return refusals.missingPermissions;
      message.deleted = true;
      return noContent;
    },
    history(channelId, query) {
      const channel = state.channels.get(channelId);
      if (channel === undefined) return refusals.unknownChannel;
      const may = channel.type === 1 ? undefined : permissionsOf(state, state.bot.id, channel);
      if (may !== undefined && (may & bits.viewChannel) === 0n) return refusals.missingAccess;
      // Discord's trap: no right to the history reads as no history.
      if (may !== undefined && (may & bits.readHistory) === 0n) return ok([]);
      return ok(page(state, channelId, query).map((one) => messageObject(state, one)));
    },
    disturb: (how) => {
      next = how;
    },
    accepted: () => accepted,
  };
}

function page(state: State, channelId: string, query: URLSearchParams): Message[] {
  const limit = Number(query.get('limit') ?? 50);
  const after = BigInt(query.get('after') ?? 0);
  const later = state.messages
    .filter((one) => one.channel_id === channelId && one.deleted !== true && one.ephemeralFor === undefined)
    .filter((one) => BigInt(one.id) > after)
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  // `after` pages from the oldest on, yet each page is given newest first.
  const chosen = query.has('after') ? later.slice(0, limit) : later.slice(-limit);
  return chosen.reverse();
}

/** Why the bot may not write into a channel. */
function denial(state: State, channel: Channel, withFiles: boolean): Answer | undefined {
  if (channel.type === 1) return undefined;
  const may = permissionsOf(state, state.bot.id, channel);
  if ((may & bits.viewChannel) === 0n) return refusals.missingAccess;
  const send = channel.parent_id === undefined ? bits.sendMessages : bits.sendInThreads;
  if ((may & send) === 0n || (withFiles && (may & bits.attachFiles) === 0n))
    return refusals.missingPermissions;
  return undefined;
}

function sameNonce(state: State, channelId: string, body: Json): Message | undefined {
  const { nonce, enforce_nonce: enforce } = body;
  if (typeof nonce !== 'string' || enforce !== true) return undefined;
  const known = state.nonces.get(nonce);
  if (known === undefined || state.now() - known.at > nonceMemory) return undefined;
  return findMessage(state, channelId, known.message);
}

/** Records a wrong request, and refuses it as Discord does. */
export function complain(state: State, what: string): Answer {
  state.complaints.push(what);
  return refusals.invalidForm;
}

/** A message of the bot, from the body that asks for it. */
export function newMessage(state: State, channel: string, body: Json, files: Body['files']): Message {
  return {
    id: state.snowflake(),
    channel_id: channel,
    author: state.bot,
    flags: Number(body.flags ?? 0),
    ...(isJson(body.message_reference) ? { message_reference: body.message_reference } : {}),
    ...shown(state, channel, body, files),
  };
}

export function shown(
  state: State,
  channel: string,
  body: Json,
  files: Body['files'],
): Pick<Message, 'content' | 'components' | 'attachments'> {
  const attachments = (body.attachments ?? []) as { filename: string; description?: string }[];
  return {
    content: typeof body.content === 'string' ? body.content : '',
    components: (body.components ?? []) as Json[],
    attachments: attachments.map(({ filename, description }) => {
      const { size = 0, text } = files.find(({ name }) => name === filename) ?? {};
      return {
        id: state.snowflake(),
        filename,
        ...(description === undefined ? {} : { description }),
        size,
        url: `https://cdn.discordapp.com/attachments/${channel}/${filename}`,
        ...(text === undefined ? {} : { text }),
      };
    }),
  };
}

/** Something that a person says. */
export function personMessage(
  state: State,
  author: User,
  channel: Channel,
  content: string,
  answers?: Message,
): Message {
  const reference = answers && { type: 0, message_id: answers.id, channel_id: channel.id };
  const message: Message = {
    id: state.snowflake(),
    channel_id: channel.id,
    author,
    content,
    components: [],
    attachments: [],
    flags: 0,
    ...(reference === undefined ? {} : { message_reference: reference }),
  };
  state.messages.push(message);
  return message;
}
