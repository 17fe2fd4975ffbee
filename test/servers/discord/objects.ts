import {
  type Channel,
  directChannel,
  type Interaction,
  type Json,
  type Member,
  type Message,
  permissionsOf,
  type State,
  type User,
} from './state.ts';

/** The objects of Discord's interface, as it writes them. */

export function instant(id: string): string {
  return new Date(Number(BigInt(id) >> 22n) + 1_420_070_400_000).toISOString();
}

export function messageObject(state: State, message: Message): Json {
  const { reference, referenced } = referenceOf(state, message);
  return {
    id: message.id,
    channel_id: message.channel_id,
    author: message.author,
    content: message.content,
    timestamp: instant(message.id),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: message.attachments.map((one) => ({ ...one, proxy_url: one.url })),
    embeds: [],
    pinned: false,
    type: reference === undefined ? 0 : 19,
    flags: message.flags,
    components: message.components,
    ...(reference === undefined ? {} : { message_reference: reference, referenced_message: referenced }),
  };
}

function referenceOf(
  state: State,
  message: Message,
): { reference: Json | undefined; referenced: Json | null } {
  const reference = message.message_reference;
  const target = state.messages.find(({ id, deleted }) => id === reference?.message_id && !deleted);
  if (target === undefined) return { reference, referenced: null };
  const { message_reference: _, ...plain } = target;
  return { reference, referenced: messageObject(state, plain) };
}

export function channelObject(channel: Channel): Json {
  return {
    position: 0,
    nsfw: false,
    topic: null,
    last_message_id: null,
    rate_limit_per_user: 0,
    ...(channel.type === 1 ? {} : { parent_id: null, permission_overwrites: [] }),
    ...channel,
  };
}

export function memberObject({ user, roles }: Member): Json {
  return {
    user,
    roles,
    nick: null,
    avatar: null,
    joined_at: instant(user.id),
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    communication_disabled_until: null,
  };
}

export function guildObject(state: State): Json {
  const { guild } = state;
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.owner,
    icon: null,
    splash: null,
    discovery_splash: null,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: 'en-US',
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    nsfw_level: 0,
    features: [],
    emojis: [],
    stickers: [],
    roles: guild.roles.map((role, position) => ({
      ...role,
      position,
      color: 0,
      colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
      hoist: false,
      managed: false,
      mentionable: false,
      flags: 0,
    })),
  };
}

/** What the gateway tells of a server when it becomes available. */
export function guildCreateObject(state: State): Json {
  const bot = state.guild.members.get(state.bot.id);
  return {
    ...guildObject(state),
    joined_at: instant(state.guild.id),
    large: false,
    unavailable: false,
    member_count: state.guild.members.size,
    voice_states: [],
    members: bot === undefined ? [] : [memberObject(bot)],
    channels: [...state.channels.values()]
      .filter(({ guild_id }) => guild_id !== undefined)
      .map(channelObject),
    threads: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** An interaction as the gateway hands it over; `data` is what the person did. */
export function interactionObject(
  state: State,
  interaction: Interaction,
  user: User,
  data: Json,
  message?: Message,
): Json {
  const channel = state.channels.get(interaction.channel) ?? directChannel(state, user);
  const member = state.guild.members.get(user.id);
  const inServer = channel.guild_id !== undefined && member !== undefined;
  const permissions = String(permissionsOf(state, user.id, channel));
  const who = inServer
    ? {
        member: { ...memberObject(member), permissions },
        guild_id: state.guild.id,
        guild: { id: state.guild.id },
      }
    : { user };
  return {
    id: interaction.id,
    application_id: state.application.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: channelObject(channel),
    ...who,
    ...(message === undefined ? {} : { message: messageObject(state, message) }),
    app_permissions: String(permissionsOf(state, state.bot.id, channel)),
    locale: 'en-GB',
    guild_locale: 'en-US',
    entitlements: [],
    authorizing_integration_owners: { '0': state.guild.id },
    context: inServer ? 0 : 1,
    attachment_size_limit: 10_485_760,
  };
}
