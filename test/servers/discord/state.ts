/** Milliseconds of Discord's first second. */
const epoch = 1_420_070_400_000;

export interface User {
  id: string;
  username: string;
  global_name: string | null;
  avatar: string | null;
  discriminator: string;
  bot?: boolean;
}

export interface Overwrite {
  id: string;
  /** 0: a role, 1: a member. */
  type: 0 | 1;
  allow: string;
  deny: string;
}

export interface Channel {
  id: string;
  type: number;
  name?: string;
  guild_id?: string;
  parent_id?: string;
  permission_overwrites?: Overwrite[];
  recipients?: User[];
  thread_metadata?: {
    archived: boolean;
    locked: boolean;
    auto_archive_duration: number;
    archive_timestamp: string;
  };
}

export interface Role {
  id: string;
  name: string;
  permissions: string;
}

export interface Member {
  user: User;
  roles: string[];
}

export type Json = Record<string, unknown>;

export interface Attachment {
  id: string;
  filename: string;
  description?: string;
  size: number;
  url: string;
  /** Of a file that is no picture. */
  text?: string;
}

export interface Message {
  id: string;
  channel_id: string;
  author: User;
  content: string;
  components: Json[];
  attachments: Attachment[];
  flags: number;
  message_reference?: Json;
  /** The one person who sees it. */
  ephemeralFor?: string;
  /** Whose interaction it answers. */
  answers?: string;
  deleted?: boolean;
}

export interface Interaction {
  id: string;
  token: string;
  /** 2 command, 3 component, 4 completion, 5 modal. */
  type: number;
  user: string;
  channel: string;
  at: number;
  acknowledged: 'no' | 'deferred' | 'answered' | 'modal' | 'completed';
  ephemeral: boolean;
  original: string | undefined;
  /** The message whose button was pressed. */
  source: string | undefined;
  response: Json | undefined;
  /** What the person did. */
  data: Json;
}

/** Bits of permissions, by the names of Discord's documentation. */
export const bits = {
  administrator: 1n << 3n,
  manageServer: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  manageThreads: 1n << 34n,
  sendInThreads: 1n << 38n,
} as const;

const ordinary =
  bits.viewChannel | bits.sendMessages | bits.attachFiles | bits.readHistory | bits.sendInThreads;

/** What a Discord of one server knows. Ids are snowflakes of the server's clock, each greater than the one before. */
export interface State {
  now: () => number;
  token: string;
  application: { id: string; name: string; flags: number };
  bot: User;
  guild: { id: string; name: string; owner: string; roles: Role[]; members: Map<string, Member> };
  channels: Map<string, Channel>;
  messages: Message[];
  interactions: Map<string, Interaction>;
  nonces: Map<string, { message: string; at: number }>;
  commands: Json[];
  complaints: string[];
  snowflake(at?: number): string;
}

export const people = ['ada', 'ben', 'cleo', 'dan'] as const;

export function openState(now: () => number): State & { names: Names } {
  let counter = 0;
  const snowflake = (at = now()) => {
    counter += 1;
    return String((BigInt(Math.floor(at) - epoch) << 22n) + BigInt(counter));
  };
  const founded = now() - 86_400_000;
  const user = (username: string, bot = false): User => ({
    id: snowflake(founded),
    username,
    global_name: bot ? null : username.replace(/^./, (first) => first.toUpperCase()),
    avatar: null,
    discriminator: '0',
    ...(bot ? { bot } : {}),
  });
  const applicationId = snowflake(founded);
  const bot = user('viva', true);
  const guildId = snowflake(founded);
  const role = (name: string, permissions: bigint, id = snowflake(founded)): Role => ({
    id,
    name,
    permissions: String(permissions),
  });
  const everyone = role('@everyone', ordinary, guildId);
  const viva = role('Viva', ordinary);
  const staff = role('Staff', ordinary | bits.manageServer);
  const insider = role('Insider', 0n);
  const users = Object.fromEntries(people.map((name) => [name, user(name)])) as Record<Person, User>;
  const member = (one: User, ...roles: Role[]): [string, Member] => [
    one.id,
    { user: one, roles: roles.map(({ id }) => id) },
  ];
  const channel = (name: string, overwrites: Overwrite[] = []): Channel => ({
    id: snowflake(founded),
    type: 0,
    name,
    guild_id: guildId,
    permission_overwrites: overwrites,
  });
  const general = channel('general');
  const locked = channel('announcements', [
    { id: guildId, type: 0, allow: '0', deny: String(bits.sendMessages) },
    { id: viva.id, type: 0, allow: '0', deny: String(bits.sendMessages) },
  ]);
  return {
    now,
    token: `${Buffer.from(bot.id).toString('base64url')}.Rk3pZt.a-secret-that-nobody-may-see`,
    application: { id: applicationId, name: 'Viva', flags: 0 },
    bot,
    guild: {
      id: guildId,
      name: 'Study group',
      owner: snowflake(founded),
      roles: [everyone, viva, staff, insider],
      members: new Map([
        member(bot, viva),
        member(users.ada, staff),
        member(users.ben),
        member(users.cleo, insider),
        member(users.dan),
      ]),
    },
    channels: new Map([general, locked].map((one) => [one.id, one])),
    messages: [],
    interactions: new Map(),
    nonces: new Map(),
    commands: [],
    complaints: [],
    snowflake,
    names: { users, general: general.id, locked: locked.id, viva: viva.id, insider: insider.id },
  };
}

export type Person = (typeof people)[number];

/** What tests call things by. */
export interface Names {
  users: Record<Person, User>;
  general: string;
  locked: string;
  /** The role of the bot. */
  viva: string;
  /** A role that only cleo has. */
  insider: string;
}

/** What a member may do in a channel, or in the server where none is given. */
export function permissionsOf(state: State, userId: string, channel?: Channel): bigint {
  const { guild } = state;
  const member = guild.members.get(userId);
  if (member === undefined) return 0n;
  const roles = new Set([guild.id, ...member.roles]);
  let allowed = 0n;
  for (const role of guild.roles) if (roles.has(role.id)) allowed |= BigInt(role.permissions);
  if (userId === guild.owner || (allowed & bits.administrator) !== 0n) return (1n << 60n) - 1n;
  const place = channel?.parent_id === undefined ? channel : state.channels.get(channel.parent_id);
  const all = place?.permission_overwrites ?? [];
  const steps = [
    all.filter((one) => one.id === guild.id),
    all.filter((one) => one.type === 0 && one.id !== guild.id && roles.has(one.id)),
    all.filter((one) => one.type === 1 && one.id === userId),
  ];
  for (const step of steps) {
    for (const one of step) allowed &= ~BigInt(one.deny);
    for (const one of step) allowed |= BigInt(one.allow);
  }
  return allowed;
}

/** The direct message channel of the bot with a person, made when it is first asked for. */
export function directChannel(state: State, user: User): Channel {
  const known = [...state.channels.values()].find(
    (one) => one.type === 1 && one.recipients?.some(({ id }) => id === user.id),
  );
  if (known !== undefined) return known;
  const channel: Channel = { id: state.snowflake(), type: 1, recipients: [user] };
  state.channels.set(channel.id, channel);
  return channel;
}

export function findMessage(state: State, channel: string, id: string): Message | undefined {
  return state.messages.find((one) => one.id === id && one.channel_id === channel && one.deleted !== true);
}
