import { createHash } from 'node:crypto';
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { KeyValue } from '../../app/ports/system.ts';
import { type CommandSpec, catalogue, type OptionSpec, revealShortcut } from '../../core/catalogue.ts';
import type { DiscordApi } from './api.ts';

/** Where the edges' small notes of this platform are kept. */
export const shelf = 'discord';

const rootDescriptions: Record<CommandSpec['root'], string> = {
  viva: 'Questions, answers and streaks',
  'viva-admin': 'Feeds and settings of this server',
};

const groupDescriptions: Record<NonNullable<CommandSpec['group']>, string> = {
  privacy: 'What Viva holds about you',
  schedule: 'Feeds: what is posted when',
};

type Subcommand = APIApplicationCommandSubcommandOption;
type Group = APIApplicationCommandSubcommandGroupOption;

/**
 * The catalogue as Discord registers it: two roots and the message's menu, all in servers and in the direct message with Viva (where feeds
 * are personal). `viva-admin` asks for no permission here, though Discord could hide it from all who lack Manage
 * Server: people of the managers' role that the server sets could then not see it either. `app` checks every use, and
 * a server may still narrow the command down under Integrations.
 */
export function commandsPayload(): RESTPutAPIApplicationCommandsJSONBody {
  const roots = [...new Set(catalogue.map(({ root }) => root))];
  const common = {
    default_member_permissions: null,
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
  const slash = roots.map((root) => ({
    type: ApplicationCommandType.ChatInput as const,
    name: root,
    description: rootDescriptions[root],
    ...common,
    options: rootOptions(catalogue.filter((spec) => spec.root === root)),
  }));
  // In the menu of a message; such a command has neither a description nor options.
  return [...slash, { type: ApplicationCommandType.Message, name: revealShortcut.name, ...common }];
}

function rootOptions(specs: CommandSpec[]): (Subcommand | Group)[] {
  const groups = [...new Set(specs.flatMap(({ group }) => (group === undefined ? [] : [group])))];
  const grouped = groups.map(
    (name): Group => ({
      type: ApplicationCommandOptionType.SubcommandGroup,
      name,
      description: groupDescriptions[name],
      options: specs.filter(({ group }) => group === name).map(subcommand),
    }),
  );
  return [...grouped, ...specs.filter(({ group }) => group === undefined).map(subcommand)];
}

function subcommand(spec: CommandSpec): Subcommand {
  // Discord takes optional ones only after the required ones.
  const ordered = [...spec.options].sort((a, b) => Number(b.required) - Number(a.required));
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: spec.name,
    description: spec.description,
    options: ordered.map(commandOption),
  };
}

function commandOption(option: OptionSpec): APIApplicationCommandBasicOption {
  const { name, description, required } = option;
  const base = { name, description, required };
  switch (option.type) {
    case 'integer':
      return {
        ...base,
        type: ApplicationCommandOptionType.Integer,
        min_value: 1,
        ...(option.complete === undefined ? {} : { autocomplete: true }),
      };
    case 'boolean':
      return { ...base, type: ApplicationCommandOptionType.Boolean };
    case 'grant':
      return { ...base, type: ApplicationCommandOptionType.Role };
    case 'channel':
      return {
        ...base,
        type: ApplicationCommandOptionType.Channel,
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.PublicThread],
      };
    case 'string':
      if (option.choices !== undefined) {
        return { ...base, type: ApplicationCommandOptionType.String, choices: option.choices };
      }
      if (option.complete !== undefined) {
        return { ...base, type: ApplicationCommandOptionType.String, autocomplete: true };
      }
      return { ...base, type: ApplicationCommandOptionType.String };
  }
}

/** Under which key of the shelf that is. */
export function catalogueKey(applicationId: string): string {
  return `catalogue-${applicationId}`;
}

/** What is remembered of the commands that were registered. */
export function registeredHash(): string {
  return createHash('sha256').update(JSON.stringify(commandsPayload())).digest('hex');
}

/**
 * Registers the commands with Discord, if they changed since the last time: Discord limits how often that may be done,
 * and a restart must not wait for it. True when they were sent.
 */
export async function registerCommands(
  api: DiscordApi,
  applicationId: string,
  keyValue: KeyValue,
): Promise<boolean> {
  const body = commandsPayload();
  const hash = registeredHash();
  const key = catalogueKey(applicationId);
  if ((await keyValue.get(shelf, key)) === hash) return false;
  await api.patient.put(Routes.applicationCommands(applicationId), { body });
  await keyValue.put(shelf, key, hash);
  return true;
}
