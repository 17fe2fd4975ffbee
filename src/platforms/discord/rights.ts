import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  Routes,
} from 'discord.js';
import type { Address, Obstacle, Rights } from '../../app/ports/platform.ts';
import { localId } from '../../core/feed.ts';
import type { DiscordApi } from './api.ts';
import { codeOf, publishFailure, statusOf } from './errors.ts';
import { type NeededPermission, neededPermissions } from './invite.ts';

/** The server of a space, or undefined where the space is one person's direct message. */
export function guildOf(space: string): string | undefined {
  const id = localId(space);
  return id.startsWith('@') ? undefined : id;
}

/** Rights that came along with an interaction: no request is needed. */
export function rightsFromInteraction(
  guild: string | undefined,
  member: { permissions: string; roles: string[] } | undefined,
): Rights {
  return {
    administers: async () => member !== undefined && manages(BigInt(member.permissions)),
    holds: async (grant) => member !== undefined && holdsRole(grant, member.roles, guild),
  };
}

/** Rights of someone who wrote a message: their roles came along, the server's have to be asked for. */
export function rightsFromMessage(
  api: DiscordApi,
  guild: string | undefined,
  user: string,
  roles: string[] | undefined,
): Rights {
  return {
    administers: async () => {
      if (guild === undefined || roles === undefined) return false;
      return manages(serverPermissions(await getGuild(api, guild), user, roles));
    },
    holds: async (grant) => roles !== undefined && holdsRole(grant, roles, guild),
  };
}

function manages(permissions: bigint): boolean {
  return (permissions & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n;
}

/** The role @everyone has the server's own id, and nobody lists it. */
function holdsRole(grant: string, roles: readonly string[], guild: string | undefined): boolean {
  if (!grant.startsWith('role:')) return false;
  const role = grant.slice('role:'.length);
  return role === guild || roles.includes(role);
}

const everything = (1n << 62n) - 1n;

/** What a member may do in a server, before any channel narrows or widens it. */
export function serverPermissions(
  guild: Pick<APIGuild, 'id' | 'owner_id' | 'roles'>,
  user: string,
  roles: readonly string[],
): bigint {
  if (guild.owner_id === user) return everything;
  const sum = guild.roles
    .filter((role) => role.id === guild.id || roles.includes(role.id))
    .reduce((all, role) => all | BigInt(role.permissions), 0n);
  return (sum & PermissionFlagsBits.Administrator) === 0n ? sum : everything;
}

/** What a member may do in a channel: Discord's order is @everyone, the member's roles together, the member. */
export function channelPermissions(
  base: bigint,
  guild: string,
  user: string,
  roles: readonly string[],
  overwrites: readonly APIOverwrite[],
): bigint {
  if (base === everything) return base;
  const apply = (permissions: bigint, among: readonly APIOverwrite[]) => {
    const deny = among.reduce((all, one) => all | BigInt(one.deny), 0n);
    const allow = among.reduce((all, one) => all | BigInt(one.allow), 0n);
    return (permissions & ~deny) | allow;
  };
  const ofRoles = overwrites.filter(({ type, id }) => type === OverwriteType.Role && roles.includes(id));
  const ofEveryone = overwrites.filter(({ id }) => id === guild);
  const ofMember = overwrites.filter(({ type, id }) => type === OverwriteType.Member && id === user);
  const permissions = [ofEveryone, ofRoles, ofMember].reduce(apply, base);
  // Who cannot see a channel can do nothing in it.
  return (permissions & PermissionFlagsBits.ViewChannel) === 0n ? 0n : permissions;
}

interface Standing {
  channel: APIChannel;
  permissions: bigint;
}

/** What a member may do in a channel or thread, asked from Discord. A thread has its channel's permissions. */
async function standingIn(
  api: DiscordApi,
  guildId: string,
  channelId: string,
  user: string,
): Promise<Standing> {
  const [guild, member, channel] = await Promise.all([
    getGuild(api, guildId),
    api.strict.get(Routes.guildMember(guildId, user), { signal: api.deadline() }) as Promise<APIGuildMember>,
    getChannel(api, channelId),
  ]);
  const parent = isThread(channel) ? await getChannel(api, channel.parent_id ?? '') : channel;
  const overwrites = 'permission_overwrites' in parent ? (parent.permission_overwrites ?? []) : [];
  const base = serverPermissions(guild, user, member.roles);
  return {
    channel,
    permissions: channelPermissions(base, guild.id, user, member.roles, overwrites),
  };
}

async function getGuild(api: DiscordApi, id: string): Promise<APIGuild> {
  return (await api.strict.get(Routes.guild(id), { signal: api.deadline() })) as APIGuild;
}

async function getChannel(api: DiscordApi, id: string): Promise<APIChannel> {
  return (await api.strict.get(Routes.channel(id), { signal: api.deadline() })) as APIChannel;
}

type Thread = Extract<APIChannel, { type: ChannelType.PublicThread | ChannelType.PrivateThread }>;

function isThread(channel: APIChannel): channel is Thread {
  return (
    channel.type === ChannelType.PublicThread ||
    channel.type === ChannelType.PrivateThread ||
    channel.type === ChannelType.AnnouncementThread
  );
}

const postable: readonly ChannelType[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

/** What keeps Viva from posting in a channel and from looking there for its own posts. */
export async function obstaclesIn(api: DiscordApi, to: Address, self: string): Promise<Obstacle[]> {
  return lookInto(api, to, self, ({ channel, permissions }) => {
    if (!postable.includes(channel.type)) return [wrongKind];
    return [...lockObstacles(channel), ...missing(channel, permissions, neededPermissions)];
  });
}

/** What keeps Viva from reading a channel's history: without these rights Discord shows an empty one. */
export async function blindnessIn(api: DiscordApi, to: Address, self: string): Promise<Obstacle[]> {
  const toRead = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;
  const needed = neededPermissions.filter(({ flag }) => (flag & toRead) !== 0n);
  return lookInto(api, to, self, ({ channel, permissions }) => missing(channel, permissions, needed));
}

const wrongKind: Obstacle = {
  reason: 'Nobody can post messages right in this kind of channel.',
  mend: 'Choose a text channel or a thread.',
};

async function lookInto(
  api: DiscordApi,
  to: Address,
  self: string,
  judge: (standing: Standing) => Obstacle[],
): Promise<Obstacle[]> {
  const guild = guildOf(to.space);
  if (to.kind === 'member' || guild === undefined) return [];
  try {
    return judge(await standingIn(api, guild, to.channel, self));
  } catch (error) {
    const failure = publishFailure(error);
    if (failure.kind !== 'refused') throw failure;
    return [{ reason: failure.message, mend: failure.mend }];
  }
}

function missing(
  channel: APIChannel,
  permissions: bigint,
  neededHere: readonly NeededPermission[],
): Obstacle[] {
  const where = isThread(channel) ? 'this thread' : 'this channel';
  return neededHere
    .map((needed) =>
      needed.flag === PermissionFlagsBits.SendMessages && isThread(channel)
        ? { ...needed, flag: PermissionFlagsBits.SendMessagesInThreads, name: 'Send Messages in Threads' }
        : needed,
    )
    .filter(({ flag }) => (permissions & flag) === 0n)
    .map(({ name, may }) => ({
      reason: `Viva may not ${may} ${where}.`,
      mend: `Give the role Viva the permission ${name} there.`,
    }));
}

function lockObstacles(channel: APIChannel): Obstacle[] {
  if (!isThread(channel) || channel.thread_metadata?.locked !== true) return [];
  return [{ reason: 'This thread is locked.', mend: 'Unlock it, or choose a channel.' }];
}

/** Whether a member can see a channel. Nobody but its owner sees a direct message. */
export async function memberSees(api: DiscordApi, member: string, to: Address): Promise<boolean> {
  const user = localId(member);
  if (to.kind === 'member') return to.member === member;
  const guild = guildOf(to.space);
  if (guild === undefined) return localId(to.space) === `@${user}`;
  try {
    const { channel, permissions } = await standingIn(api, guild, to.channel, user);
    if ((permissions & PermissionFlagsBits.ViewChannel) === 0n) return false;
    if (channel.type !== ChannelType.PrivateThread) return true;
    return (
      (permissions & PermissionFlagsBits.ManageThreads) !== 0n || (await inThread(api, to.channel, user))
    );
  } catch (error) {
    // Not a member of that server, or the channel is gone.
    if (statusOf(error) === 404) return false;
    throw publishFailure(error);
  }
}

async function inThread(api: DiscordApi, thread: string, user: string): Promise<boolean> {
  await api.strict.get(Routes.threadMembers(thread, user), { signal: api.deadline() });
  return true;
}

/** The code of a history that Viva may not look at. */
export function isNoAccess(error: unknown): boolean {
  const code = codeOf(error);
  return code === 50001 || code === 50013;
}
