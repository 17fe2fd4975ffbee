import { type Action, decodeAction } from '../../core/action.ts';
import { type Command, commandFromAction, commandFromReply } from '../../core/command.ts';
import { commandFromText } from '../../core/command-text.ts';
import { unescapeText } from './markup.ts';

/** Decoding what Slack delivers, without asking anybody. */

/** `/viva-admin settings member-access=<!subteam^S1|@crew>`: grants are mentions on Slack, ids in a command. */
export function commandFromSlash(slash: string, text: string): Command {
  return commandFromText(slash.replace(/^\//, ''), unescapeText(mentionsAsIds(text)));
}

/** A channel named for `log-channel` is the bare id; everywhere else a mention stands for a grant. */
export function mentionsAsIds(text: string): string {
  return text
    .replace(/\b(log-channel[=:])\s*["“”]?<#([A-Z0-9]+)(?:\|[^>]*)?>["“”]?/gi, '$1$2')
    .replace(/<#([A-Z0-9]+)(?:\|[^>]*)?>/g, 'channel:$1')
    .replace(/<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>/g, 'usergroup:$1');
}

/** A pressed button: a form to open at once, or a command. */
export function pressed(
  actionId: string,
): { form: Extract<Action, { name: 'open-form' }> } | { command: Command } {
  const action = decodeAction(actionId);
  return action?.name === 'open-form' ? { form: action } : { command: commandFromAction(action) };
}

/** What a `message` or `app_mention` event tells of a message. */
export interface Said {
  channel: string;
  ts: string;
  user: string;
  text: string;
  direct: boolean;
  thread: string | undefined;
  /** Who began the thread, where Slack says so. */
  root: string | undefined;
}

/** An event as a message of a person; undefined for edits, joins, bots and all else. */
export function said(event: object): Said | undefined {
  const { channel, ts, user, text, subtype, bot_id, thread_ts, parent_user_id, channel_type } = fields(event);
  if (subtype !== undefined || bot_id !== undefined) return undefined;
  if (channel === undefined || ts === undefined || user === undefined) return undefined;
  return {
    channel,
    ts,
    user,
    text: text ?? '',
    direct: channel_type === 'im' || channel.startsWith('D'),
    thread: thread_ts === ts ? undefined : thread_ts,
    root: parent_user_id,
  };
}

const names = [
  'channel',
  'ts',
  'user',
  'text',
  'subtype',
  'bot_id',
  'thread_ts',
  'parent_user_id',
  'channel_type',
] as const;

function fields(event: object): Record<(typeof names)[number], string | undefined> {
  const given = new Map(Object.entries(event));
  const read = (name: string) => {
    const value: unknown = given.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<
    (typeof names)[number],
    string | undefined
  >;
}

/** Whether a message names the bot, and the command it is when the mention is taken away. */
export function replyWord(text: string, bot: string): { mentioned: boolean; command: Command | undefined } {
  const mention = new RegExp(`<@${bot}(?:\\|[^>]*)?>`, 'g');
  const rest = unescapeText(text.replace(mention, ' '));
  return { mentioned: rest !== unescapeText(text), command: commandFromReply(rest) };
}

/** What a modal keeps of where it was opened. */
export interface Origin {
  channel: string;
  dm: boolean;
  thread: string | undefined;
}

export function encodeOrigin(origin: Origin): string {
  return JSON.stringify([origin.channel, origin.dm, origin.thread ?? '']);
}

/** Undefined for anything that `encodeOrigin` did not make. */
export function decodeOrigin(text: string): Origin | undefined {
  try {
    const [channel, dm, thread]: unknown[] = JSON.parse(text);
    if (typeof channel !== 'string' || typeof dm !== 'boolean' || typeof thread !== 'string')
      return undefined;
    return { channel, dm, thread: thread === '' ? undefined : thread };
  } catch {
    return undefined;
  }
}

/** The values of a modal's fields, by name. */
export function formValues(values: Record<string, Record<string, FieldState>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, { value }]) => [
      name,
      value?.selected_option?.value ?? value?.value ?? '',
    ]),
  );
}

/** Of a text, and of one of a few. */
interface FieldState {
  value?: string | null | undefined;
  selected_option?: { value: string } | null | undefined;
}

/** Whether the caller's time zone decides anything: only then it is worth a request. */
export function needsZone(command: Command): boolean {
  const { name } = command;
  return name === 'schedule add' || name === 'schedule edit' || name === 'me' || name.startsWith('practice');
}
