import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandInteractionDataOption,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  type GatewayMessageCreateDispatchData,
  InteractionType,
  MessageType,
} from 'discord.js';
import type { Caller, CompletionQuery, Exchange, Place } from '../../app/ports/platform.ts';
import { decodeAction, turnsPage } from '../../core/action.ts';
import type { Form } from '../../core/card.ts';
import { findCommand, type OptionSpec, revealShortcut } from '../../core/catalogue.ts';
import {
  type Command,
  commandFromAction,
  commandFromForm,
  commandFromOptions,
  commandFromReply,
  misunderstood,
  type OptionValue,
} from '../../core/command.ts';
import { memberId } from '../../core/feed.ts';
import { formFor } from '../../core/form.ts';
import { timeOfSnowflake } from './snowflake.ts';

export const platformName = 'discord';

/** The part of an exchange that what arrived says by itself. */
export type ExchangeParts = Pick<Exchange, 'id' | 'at' | 'caller' | 'place' | 'command'>;

export type DecodedInteraction =
  /** `inPlace`: what comes of it takes the place of the message that the button stands under. */
  | { kind: 'deed'; parts: ExchangeParts; inPlace: boolean }
  /** To be answered with the form at once: a modal cannot come after a defer. */
  | { kind: 'form'; form: Form }
  /** `numeric`: the option takes a number, and so must its completions be. */
  | { kind: 'completion'; query: Omit<CompletionQuery, 'rights'> | undefined; numeric: boolean }
  | { kind: 'other' };

type Option = APIApplicationCommandInteractionDataOption<
  InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete
>;
type Value = APIApplicationCommandInteractionDataBasicOption<
  InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete
>;

/** What a person did with a slash command, a button or a form. */
export function decodeInteraction(interaction: APIInteraction): DecodedInteraction {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      switch (interaction.data.type) {
        case ApplicationCommandType.ChatInput:
          return deed(interaction, slashCommand(interaction.data));
        case ApplicationCommandType.Message:
          return deed(interaction, messageCommand(interaction.data.name), interaction.data.target_id);
        default:
          return { kind: 'other' };
      }
    case InteractionType.ApplicationCommandAutocomplete:
      return completion(interaction);
    case InteractionType.MessageComponent: {
      const action = decodeAction(interaction.data.custom_id);
      if (action?.name === 'open-form') return { kind: 'form', form: formFor(action.form, action.about) };
      return { ...deed(interaction, commandFromAction(action)), inPlace: turnsPage(action) };
    }
    case InteractionType.ModalSubmit: {
      const { custom_id } = interaction.data;
      return deed(interaction, commandFromForm(decodeAction(custom_id), fieldValues(interaction)));
    }
    default:
      return { kind: 'other' };
  }
}

function deed(
  interaction: APIInteraction,
  command: Command,
  under?: string,
): Extract<DecodedInteraction, { kind: 'deed' }> {
  const { id } = interaction;
  const parts = {
    id,
    at: timeOfSnowflake(id),
    caller: callerOf(interaction),
    place: { ...placeOf(interaction), under },
    command,
  };
  return { kind: 'deed', parts, inPlace: false };
}

function callerOf(interaction: APIInteraction): Caller {
  const user = interaction.member?.user ?? interaction.user;
  if (user === undefined) throw new Error('an interaction without a person');
  const name = interaction.member?.nick ?? user.global_name ?? user.username;
  return caller(user.id, name, interaction.guild_id);
}

function caller(user: string, name: string, guild: string | undefined): Caller {
  return {
    member: memberId(platformName, user),
    space: guild === undefined ? directSpace(user) : `${platformName}:${guild}`,
    name,
    zone: undefined,
  };
}

/** The space that a person's direct message with Viva is. */
function directSpace(user: string): string {
  return `${platformName}:@${user}`;
}

function placeOf(interaction: APIInteraction): Place {
  return {
    channel: interaction.channel?.id ?? '',
    kind: interaction.guild_id === undefined ? 'dm' : 'channel',
    under: undefined,
  };
}

/** Chosen in the menu of a message, which then is what it is about. */
function messageCommand(name: string): Command {
  if (name === revealShortcut.name) return { name: 'answer' };
  return misunderstood({ kind: 'unknown-command', given: name });
}

function slashCommand(data: APIChatInputApplicationCommandInteraction['data']): Command {
  const { path, values } = leafOf(data.options ?? []);
  const spec = findCommand(data.name, path);
  const given: Record<string, OptionValue> = {};
  for (const { name, value } of values) {
    const option = spec?.options.find((one) => one.name === name);
    given[name] = optionValue(option, value);
  }
  return commandFromOptions(data.name, path, given);
}

/** A role becomes a grant; everything else is taken as Discord gives it. */
function optionValue(option: OptionSpec | undefined, value: OptionValue): OptionValue {
  return option?.type === 'grant' ? `role:${value}` : value;
}

/** The subcommand that was called, within its group if it has one, and the options it was given. */
function leafOf(options: readonly Option[]): { path: string; values: Value[] } {
  const words: string[] = [];
  let level: readonly Option[] = options;
  for (;;) {
    const [first] = level;
    if (
      first?.type !== ApplicationCommandOptionType.Subcommand &&
      first?.type !== ApplicationCommandOptionType.SubcommandGroup
    ) {
      return { path: words.join(' '), values: level as Value[] };
    }
    words.push(first.name);
    level = first.options ?? [];
  }
}

function completion(interaction: APIApplicationCommandAutocompleteInteraction): DecodedInteraction {
  const { path, values } = leafOf(interaction.data.options);
  const focused = values.find((value) => 'focused' in value && value.focused === true);
  const spec = findCommand(interaction.data.name, path);
  const kind = spec?.options.find((option) => option.name === focused?.name)?.complete;
  const numeric = focused?.type === ApplicationCommandOptionType.Integer;
  if (kind === undefined) return { kind: 'completion', query: undefined, numeric };
  const typed = String(focused?.value ?? '');
  const feed = values.find(({ name }) => name === 'feed')?.value;
  const query = {
    kind,
    typed,
    feed: feed === undefined ? undefined : String(feed),
    caller: callerOf(interaction),
    place: placeOf(interaction),
  };
  return { kind: 'completion', query, numeric };
}

function fieldValues(interaction: APIModalSubmitInteraction): Record<string, string> {
  const values: Record<string, string> = {};
  for (const row of interaction.data.components) {
    const fields = 'components' in row ? row.components : 'component' in row ? [row.component] : [];
    for (const field of fields) {
      if (field.type === ComponentType.TextInput) values[field.custom_id] = field.value;
      if (field.type === ComponentType.StringSelect) values[field.custom_id] = field.values[0] ?? '';
    }
  }
  return values;
}

/**
 * What a person said. In a channel that is a reply to one of Viva's messages with one of the reply words; anything else
 * there is talk between people, and undefined. In a direct message whatever is not understood asks for help.
 */
export function decodeMessage(
  message: GatewayMessageCreateDispatchData,
  self: string,
): ExchangeParts | undefined {
  const { author, guild_id: guild, referenced_message: answered } = message;
  if (author.bot === true || author.id === self || message.webhook_id !== undefined) return undefined;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return undefined;
  const answersViva = answered?.author.id === self;
  if (guild !== undefined && !answersViva) return undefined;
  const understood = commandFromReply(message.content.replace(/<@[!&]?\d+>/g, ' '));
  const command = understood ?? (guild === undefined ? ({ name: 'help' } as const) : undefined);
  if (command === undefined) return undefined;
  const name = message.member?.nick ?? author.global_name ?? author.username;
  return {
    id: message.id,
    at: timeOfSnowflake(message.id),
    caller: caller(author.id, name, guild),
    place: {
      channel: message.channel_id,
      kind: guild === undefined ? 'dm' : 'channel',
      under: answersViva ? answered.id : undefined,
    },
    command,
  };
}
