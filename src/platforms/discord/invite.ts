import { PermissionFlagsBits } from 'discord.js';

export interface NeededPermission {
  flag: bigint;
  /** As Discord's settings name it. */
  name: string;
  /** "Viva may not … this channel." */
  may: string;
}

/** What Viva needs in a channel. */
export const neededPermissions: readonly NeededPermission[] = [
  { flag: PermissionFlagsBits.ViewChannel, name: 'View Channel', may: 'see' },
  { flag: PermissionFlagsBits.SendMessages, name: 'Send Messages', may: 'send messages in' },
  {
    flag: PermissionFlagsBits.ReadMessageHistory,
    name: 'Read Message History',
    may: 'read the message history of',
  },
  { flag: PermissionFlagsBits.AttachFiles, name: 'Attach Files', may: 'attach pictures in' },
];

/** The link with which a server's manager adds Viva: its commands, and the least it needs in channels. */
export function inviteLink(applicationId: string): string {
  const permissions = neededPermissions.reduce(
    (all, { flag }) => all | flag,
    PermissionFlagsBits.SendMessagesInThreads,
  );
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(permissions),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
