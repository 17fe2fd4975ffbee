import {
  type APIApplication,
  type APIApplicationCommand,
  type APIChannel,
  ApplicationFlags,
  type RESTGetAPICurrentUserGuildsResult,
  Routes,
} from 'discord.js';
import type { Examination, Finding } from '../../app/ports/doctor.ts';
import type { Feed } from '../../core/feed.ts';
import { type ApiOptions, type DiscordApi, openApi } from './api.ts';
import { closeTrouble, codeOf, publishFailure, startTrouble, statusOf } from './errors.ts';
import { inviteLink } from './invite.ts';
import { type AnsweredElsewhere, elsewhereKey } from './notes.ts';
import { catalogueKey, commandsPayload, registeredHash, shelf } from './register.ts';
import { differences } from './registered.ts';
import { guildOf, obstaclesIn } from './rights.ts';

/** Discord lists so many servers at most in one answer; beyond, being in one is not concluded from the list. */
const guildsListed = 200;

/** Examines the token, the application, its intents, commands, servers and the feeds' channels, without connecting. */
export async function checkDiscord(
  options: ApiOptions & { messageContent: boolean },
  { feeds, keyValue, now }: Examination,
): Promise<Finding[]> {
  const api = openApi(options);
  let application: APIApplication;
  let guilds: RESTGetAPICurrentUserGuildsResult;
  let commands: APIApplicationCommand[];
  const get = async (route: `/${string}`, query?: URLSearchParams) =>
    api.patient.get(route, { signal: api.deadline(), ...(query === undefined ? {} : { query }) });
  try {
    application = (await get(Routes.currentApplication())) as APIApplication;
    guilds = (await get(Routes.userGuilds())) as RESTGetAPICurrentUserGuildsResult;
    commands = (await get(
      Routes.applicationCommands(application.id),
      new URLSearchParams({ with_localizations: 'true' }),
    )) as APIApplicationCommand[];
  } catch (error) {
    const { message, mend } = startTrouble(error);
    const id = statusOf(error) === 401 ? 'discord-token' : 'discord-unreachable';
    return [{ id, mark: 'wrong', text: message, mend }];
  }
  const believed = await keyValue?.get(shelf, catalogueKey(application.id)).catch(() => undefined);
  return [
    {
      id: 'discord-token',
      mark: 'well',
      text: `Discord knows the token: it belongs to the application ${application.name}.`,
    },
    intentFinding(application, options.messageContent),
    guildFinding(application.id, guilds),
    commandFinding(commands, believed === registeredHash()),
    ...elsewhereFindings(await keyValue?.get(shelf, elsewhereKey).catch(() => undefined), now),
    ...(await feedFindings(api, application, guilds, feeds)),
  ];
}

function intentFinding(application: APIApplication, wanted: boolean): Finding {
  const allowed =
    ((application.flags ?? 0) &
      (ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited)) !==
    0;
  const id = 'discord-intent';
  if (wanted && !allowed) {
    const { message, mend } = closeTrouble(4014);
    return { id, mark: 'wrong', text: message, mend };
  }
  if (wanted)
    return { id, mark: 'well', text: 'Replies work without a mention: the Message Content intent is on.' };
  return {
    id,
    mark: 'well',
    text: allowed
      ? 'Replies work with a mention of Viva. The Message Content intent is on: DISCORD_MESSAGE_CONTENT=1 uses it.'
      : 'Replies work with a mention of Viva.',
  };
}

function guildFinding(application: string, guilds: { name: string }[]): Finding {
  const id = 'discord-servers';
  if (guilds.length === 0) {
    return {
      id,
      mark: 'wrong',
      text: 'Viva is in no server yet.',
      mend: `Add it with this link: ${inviteLink(application)}`,
    };
  }
  const names = guilds.slice(0, 5).map(({ name }) => name);
  const more = guilds.length > names.length ? ` and ${guilds.length - names.length} more` : '';
  return { id, mark: 'well', text: `Viva is in ${names.join(', ')}${more}.` };
}

function commandFinding(commands: APIApplicationCommand[], believed: boolean): Finding {
  const id = 'discord-commands';
  const wrong = differences(commandsPayload(), commands);
  if (wrong.length === 0) return { id, mark: 'well', text: 'The commands are registered as they are now.' };
  const text =
    commands.length === 0
      ? 'No commands are registered with Discord, so nobody can type /viva.'
      : `The commands that Discord has are not those of this version: ${wrong.slice(0, 3).join('; ')}.`;
  // A start registers only what changed since it last did so.
  const mend = believed ? 'Run `viva register`.' : 'Run `viva register`; the next `viva start` does it too.';
  return { id, mark: 'wrong', text, mend };
}

const remembered = 24 * 3_600_000;

/** One alone may be a request whose answer was lost. */
function elsewhereFindings(note: string | undefined, now: number): Finding[] {
  const told = note === undefined ? undefined : (JSON.parse(note) as AnsweredElsewhere);
  if (told === undefined || told.count < 2 || now - told.at > remembered) return [];
  return [
    {
      id: 'discord-answered-elsewhere',
      mark: 'wrong',
      text: `Other processes answered ${told.count} clicks and commands before the Viva that runs here could: another one is connected with the same token, on a storage of its own.`,
      mend: 'Stop that one, or give both the same REDIS_URL and REDIS_PREFIX; then restart this one. If you cannot find it, reset the token in the Developer Portal (Bot, Reset Token).',
    },
  ];
}

/** What keeps Viva from posting, for each channel that has feeds. */
async function feedFindings(
  api: DiscordApi,
  application: APIApplication,
  guilds: { id: string }[],
  feeds: readonly Feed[],
): Promise<Finding[]> {
  const self = application.bot?.id ?? application.id;
  const places = new Map<string, Feed[]>();
  for (const feed of feeds) places.set(feed.channel, [...(places.get(feed.channel) ?? []), feed]);
  const findings: Finding[] = [];
  for (const [channel, here] of places) {
    const [feed] = here;
    if (feed === undefined) continue;
    findings.push(...(await placeFindings(api, application.id, self, guilds, channel, here, feed.space)));
  }
  const wrong = findings.length;
  if (places.size > 0 && wrong === 0)
    findings.push({
      id: 'discord-channels',
      mark: 'well',
      text: `Viva may post in every channel with a feed (${places.size}).`,
    });
  return findings;
}

async function placeFindings(
  api: DiscordApi,
  application: string,
  self: string,
  guilds: { id: string }[],
  channel: string,
  feeds: Feed[],
  space: string,
): Promise<Finding[]> {
  const ids = feeds.map(({ id }) => id).join(', ');
  const who = `Feed${feeds.length > 1 ? 's' : ''} ${ids}`;
  const guild = guildOf(space);
  if (guild !== undefined && guilds.length < guildsListed && !guilds.some(({ id }) => id === guild)) {
    const text = `${who}: Viva is not in the server ${guild} any more.`;
    return [
      {
        id: 'discord-server-left',
        mark: 'wrong',
        text,
        mend: `Add it again with this link: ${inviteLink(application)}`,
      },
    ];
  }
  const looked = await nameOfChannel(api, channel);
  if (looked.gone) {
    return [
      {
        id: 'discord-channel-gone',
        mark: 'wrong',
        text: `${who}: its channel (${channel}) does not exist any more.`,
        mend: `Remove it with /viva-admin schedule remove feed:${feeds[0]?.id}, and add a feed in another channel.`,
      },
    ];
  }
  try {
    const obstacles = await obstaclesIn(waiting(api), { kind: 'channel', space, channel }, self);
    return obstacles.map(({ reason, mend }) => ({
      id: 'discord-permission',
      mark: 'wrong',
      text: `${who} in ${looked.name}: ${reason}`,
      mend,
    }));
  } catch (error) {
    // Of one channel nothing is known: what was found elsewhere is still told.
    return [
      {
        id: 'discord-channel-unknown',
        mark: 'warn',
        text: `${who} in ${looked.name}: ${publishFailure(error).message}`,
        mend: 'Run `viva doctor` again in a minute.',
      },
    ];
  }
}

/** A post must not wait out a limit of Discord's; a doctor with many channels to ask about has the time. */
function waiting(api: DiscordApi): DiscordApi {
  return {
    answers: api.answers,
    get strict() {
      return api.patient;
    },
    get patient() {
      return api.patient;
    },
    deadline: api.deadline,
  };
}

async function nameOfChannel(api: DiscordApi, id: string): Promise<{ name: string; gone: boolean }> {
  try {
    const channel = (await api.patient.get(Routes.channel(id), { signal: api.deadline() })) as APIChannel;
    return {
      name: 'name' in channel && channel.name ? `#${channel.name}` : `channel ${id}`,
      gone: false,
    };
  } catch (error) {
    return { name: `channel ${id}`, gone: codeOf(error) === 10003 };
  }
}
