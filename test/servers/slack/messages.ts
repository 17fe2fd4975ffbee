import { blockProblems, isObject, markupProblems } from './blocks.ts';
import {
  botUser,
  type Channel,
  type Json,
  type Message,
  type SlackState,
  type UploadedFile,
} from './state.ts';

/** Slack's answer to a request, without `ok`. */
export type Answer = Json | Refusal;

export class Refusal {
  readonly error: string;
  readonly more: Json;
  constructor(error: string, more: Json = {}) {
    this.error = error;
    this.more = more;
  }
}

/** Why a message's content is refused, noted as a complaint; undefined when it is fine. */
export function contentRefusal(
  state: SlackState,
  given: Json,
  place: 'channel' | 'private',
  method: string,
): Refusal | undefined {
  const text = typeof given.text === 'string' ? given.text : '';
  const blocks = given.blocks ?? [];
  const length = Array.isArray(blocks) ? JSON.stringify(blocks).length : 0;
  const problems = markupProblems(text, place).map((one) => `text: ${one}`);
  if (text.trim() === '') problems.push('no text for notifications');
  for (const problem of problems) state.complain(`${method}: ${problem}`);
  const broken =
    Array.isArray(blocks) && blocks.length === 0 ? [] : blockProblems(blocks, 'message', place, state);
  for (const problem of broken) state.complain(`${method}: ${problem}`);
  if (broken.length > 0) return new Refusal('invalid_blocks', { response_metadata: { messages: broken } });
  if (length > 13_200 || text.length > 40_000) {
    state.complain(`${method}: ${length} characters`);
    return new Refusal('msg_blocks_too_long');
  }
  if (text === '' && length <= 2) return new Refusal('no_text');
  return undefined;
}

/** Why Viva may not write into a channel. */
export function channelRefusal(state: SlackState, id: unknown): Refusal | Channel {
  const channel = state.channels.get(String(id));
  if (channel === undefined) return new Refusal('channel_not_found');
  if (!channel.members.has(botUser)) {
    return new Refusal(channel.kind === 'public' ? 'not_in_channel' : 'channel_not_found');
  }
  return channel.archived ? new Refusal('is_archived') : channel;
}

export function postMessage(state: SlackState, given: Json): Answer {
  const channel = channelRefusal(state, given.channel);
  if (channel instanceof Refusal) return channel;
  const refusal = contentRefusal(
    state,
    given,
    channel.kind === 'dm' ? 'private' : 'channel',
    'chat.postMessage',
  );
  if (refusal !== undefined) return refusal;
  const metadata = isObject(given.metadata) ? given.metadata : undefined;
  if (
    metadata !== undefined &&
    (typeof metadata.event_type !== 'string' || !isObject(metadata.event_payload))
  ) {
    state.complain('chat.postMessage: metadata without event_type and event_payload');
    return new Refusal('invalid_metadata_format');
  }
  if (given.unfurl_links !== 'false' || given.unfurl_media !== 'false')
    state.complain('chat.postMessage: links would unfurl');
  if (channel.kind !== 'dm') state.accepted += 1;
  const message = store(state, given, channel.id, undefined);
  message.metadata = metadata;
  return { channel: channel.id, ts: message.id, message: { ...publicForm(message, false) } };
}

export function postEphemeral(state: SlackState, given: Json): Answer {
  const channel = channelRefusal(state, given.channel);
  if (channel instanceof Refusal) return channel;
  const user = String(given.user);
  if (!channel.members.has(user)) return new Refusal('user_not_in_channel');
  const refusal = contentRefusal(state, given, 'private', 'chat.postEphemeral');
  if (refusal !== undefined) return refusal;
  forbidPictures(state, given, 'chat.postEphemeral');
  return { message_ts: store(state, given, channel.id, user).id };
}

/** Nothing proves that Slack shows `slack_file` in what only one person sees. */
function forbidPictures(state: SlackState, given: Json, method: string): void {
  const blocks = Array.isArray(given.blocks) ? given.blocks.filter(isObject) : [];
  if (blocks.some((block) => block.type === 'image'))
    state.complain(`${method}: a picture in an ephemeral message`);
}

export function updateMessage(state: SlackState, given: Json): Answer {
  const message = own(state, given, 'cant_update_message');
  if (message instanceof Refusal) return message;
  const place = state.channels.get(message.channel)?.kind === 'dm' ? 'private' : 'channel';
  const refusal = contentRefusal(state, given, place, 'chat.update');
  if (refusal !== undefined) return refusal;
  Object.assign(message, contentOf(given));
  state.changed();
  return { channel: message.channel, ts: message.id, text: message.text };
}

export function deleteMessage(state: SlackState, given: Json): Answer {
  const message = own(state, given, 'cant_delete_message');
  if (message instanceof Refusal) return message;
  state.messages.splice(state.messages.indexOf(message), 1);
  return { channel: message.channel, ts: message.id };
}

function own(state: SlackState, given: Json, error: string): Message | Refusal {
  const channel = channelRefusal(state, given.channel);
  if (channel instanceof Refusal) return channel;
  const message = state.message(channel.id, String(given.ts));
  if (message === undefined) return new Refusal('message_not_found');
  return message.author === botUser ? message : new Refusal(error);
}

/** Pages of at most 15, whatever was asked for: Slack may always send fewer. */
export function history(state: SlackState, given: Json): Answer {
  const channel = channelRefusal(state, given.channel);
  if (channel instanceof Refusal && channel.error !== 'is_archived') return channel;
  const [oldest, latest] = [Number(given.oldest ?? 0), Number(given.latest ?? Number.POSITIVE_INFINITY)];
  const withMetadata = given.include_all_metadata === 'true';
  const all = state.messages
    .filter((one) => one.channel === given.channel && one.onlyFor === undefined && one.thread === undefined)
    .filter((one) => Number(one.id) >= oldest && Number(one.id) <= latest)
    .reverse();
  const start = Number(given.cursor ?? 0);
  const size = Math.min(Number(given.limit ?? 100), 15);
  const more = all.length > start + size;
  return {
    messages: all.slice(start, start + size).map((one) => publicForm(one, withMetadata)),
    has_more: more,
    response_metadata: { next_cursor: more ? String(start + size) : '' },
  };
}

/** A message as Slack gives it back. */
export function publicForm(message: Message, withMetadata: boolean): Json {
  return {
    type: 'message',
    user: message.author,
    ...(message.author === botUser ? { bot_id: 'B0VIVA', app_id: 'A0VIVA' } : {}),
    ts: message.id,
    text: message.text,
    blocks: message.blocks,
    ...(message.thread === undefined ? {} : { thread_ts: message.thread }),
    ...(withMetadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  };
}

/** What is posted to a `response_url`; status and body of the answer. */
export function useResponse(state: SlackState, id: string, given: Json): { status: number; body: string } {
  const response = state.responses.get(id);
  if (response === undefined) return { status: 404, body: 'invalid_url' };
  response.uses += 1;
  if (response.uses > 5) {
    state.complain('a response_url was used more than five times');
    return { status: 404, body: 'used_url' };
  }
  if (state.now() - response.at > 30 * 60_000) return { status: 404, body: 'expired_url' };
  const inChannel = given.response_type === 'in_channel';
  const refusal = contentRefusal(state, given, inChannel ? 'channel' : 'private', 'response_url');
  if (refusal !== undefined) return { status: 500, body: refusal.error };
  if (!inChannel) forbidPictures(state, given, 'response_url');
  if (given.replace_original === true && response.message !== undefined) {
    const original = state.messages.find((one) => one.id === response.message);
    if (original !== undefined) Object.assign(original, contentOf(given));
    state.changed();
    return { status: 200, body: 'ok' };
  }
  store(state, given, response.channel, inChannel ? undefined : response.user);
  return { status: 200, body: 'ok' };
}

/** Files that were uploaded for a channel stand there in a message of their own. */
export function shareFiles(state: SlackState, channel: string, files: UploadedFile[]): void {
  store(state, {}, channel, undefined).files = files;
}

function store(state: SlackState, given: Json, channel: string, onlyFor: string | undefined): Message {
  const message: Message = {
    id: state.nextTs(),
    channel,
    author: botUser,
    ...contentOf(given),
    thread: typeof given.thread_ts === 'string' ? given.thread_ts : undefined,
    metadata: undefined,
    onlyFor,
  };
  state.messages.push(message);
  state.changed();
  return message;
}

function contentOf(given: Json): { text: string; blocks: Json[] } {
  return {
    text: String(given.text ?? ''),
    blocks: Array.isArray(given.blocks) ? given.blocks.filter(isObject) : [],
  };
}
