import { decodeAction } from '../../core/action.ts';
import { type Command, commandFromAction, commandFromForm, commandFromReply } from '../../core/command.ts';
import { commandFromText } from '../../core/command-text.ts';
import { channels, people } from './place.ts';

/** `/viva …` as typed into the box. Undefined: no command of Viva's. */
export function decodeTyped(text: string): Command | undefined {
  const match = /^\s*\/(viva-admin|viva)(?:\s+(.*))?$/is.exec(text);
  if (match === null) return undefined;
  return commandFromText((match[1] ?? '').toLowerCase(), withIds(match[2] ?? ''));
}

/**
 * Channels and roles as people write them, in the form that settings keep: `log-channel=#daily-quiz` is the channel,
 * `managers=@members` the role, `member-access=#daily-quiz` everyone who sees the channel.
 */
function withIds(text: string): string {
  return text
    .replace(/(^|[\s=:])@([a-z-]+)/gi, (whole, before: string, name: string) =>
      people.some((person) => person.roles.includes(name.toLowerCase()))
        ? `${before}role:${name.toLowerCase()}`
        : whole,
    )
    .replace(/(log-channel[=:]|^|[\s=:])#([a-z-]+)/gi, (whole, before: string, name: string) => {
      if (!channels.some((channel) => channel.id === name.toLowerCase())) return whole;
      const bare = /^log-channel/i.test(before);
      return `${before}${bare ? '' : 'channel:'}${name.toLowerCase()}`;
    });
}

/** Text under a post, or in a direct message. Undefined: talk between people. */
export function decodeSaid(
  text: string,
  kind: 'channel' | 'dm',
  under: string | undefined,
): Command | undefined {
  if (kind === 'dm') return commandFromReply(text) ?? { name: 'help' };
  return under === undefined ? undefined : commandFromReply(text);
}

export function decodePress(action: string): Command {
  return commandFromAction(decodeAction(action));
}

export function decodeForm(form: string, values: Record<string, string>): Command {
  return commandFromForm(decodeAction(form), values);
}
