import type { WebClient } from '@slack/web-api';
import { cached } from './cache.ts';

export interface Person {
  name: string;
  zone: string | undefined;
  administers: boolean;
}

export interface Channel {
  joined: boolean;
  archived: boolean;
  /** A public channel: everyone in the workspace can see it. */
  open: boolean;
  /** In a direct message with Viva: the other person. */
  partner: string | undefined;
}

/** Who Viva is, by `auth.test`. */
export interface Identity {
  team: string;
  user: string;
  botId: string | undefined;
  scopes: string[] | undefined;
}

/** Asks Slack whose token this is, and what it may do. */
export async function identify(client: WebClient): Promise<Identity> {
  const answer = await client.auth.test();
  return {
    team: answer.team_id ?? '',
    user: answer.user_id ?? '',
    botId: answer.bot_id,
    scopes: answer.response_metadata?.scopes,
  };
}

const minute = 60_000;

/** What Viva asks Slack about people and channels, each answer kept for a while. */
export interface Directory {
  person(user: string): Promise<Person>;
  /** Not kept: it is asked when a manager has just been told what to mend. */
  channel(channel: string): Promise<Channel>;
  /** Kept for a minute: a Home tab asks about every channel that has a feed. */
  recentChannel(channel: string): Promise<Channel>;
  isChannelMember(channel: string, user: string): Promise<boolean>;
  isGroupMember(group: string, user: string): Promise<boolean>;
  /** The channel of Viva's direct messages with a person. */
  directMessage(user: string): Promise<string>;
}

export function createDirectory(client: WebClient, now: () => number): Directory {
  const person = cached(60 * minute, now, async (user): Promise<Person> => {
    const answer = await client.users.info({ user });
    const profile = answer.user?.profile;
    return {
      name: profile?.display_name || profile?.real_name || answer.user?.name || user,
      zone: answer.user?.tz,
      administers: Boolean(answer.user?.is_admin || answer.user?.is_owner),
    };
  });
  const channelMembers = cached(5 * minute, now, async (channel) => {
    const members = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await client.conversations.members({ channel, limit: 999, ...(cursor ? { cursor } : {}) });
      for (const member of page.members ?? []) members.add(member);
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    return members;
  });
  const groupMembers = cached(5 * minute, now, async (usergroup) => {
    const answer = await client.usergroups.users.list({ usergroup });
    return new Set(answer.users ?? []);
  });
  const directMessage = cached(24 * 60 * minute, now, async (user) => {
    const answer = await client.conversations.open({ users: user });
    return answer.channel?.id ?? '';
  });
  const channel = async (id: string): Promise<Channel> => {
    const { channel: found } = await client.conversations.info({ channel: id });
    return {
      joined: Boolean(found?.is_member || found?.is_im),
      archived: Boolean(found?.is_archived),
      open: Boolean(found?.is_channel) && !found?.is_private && !found?.is_im && !found?.is_mpim,
      partner: partnerOf(found),
    };
  };
  return {
    person,
    channel,
    recentChannel: cached(minute, now, channel),
    isChannelMember: async (channel, user) => (await channelMembers(channel)).has(user),
    isGroupMember: async (group, user) => (await groupMembers(group)).has(user),
    directMessage,
  };
}

/** The SDK's type of a channel leaves out the one field that only direct messages have. */
function partnerOf(channel: object | undefined): string | undefined {
  if (channel === undefined || !('is_im' in channel) || channel.is_im !== true) return undefined;
  return 'user' in channel && typeof channel.user === 'string' ? channel.user : undefined;
}
