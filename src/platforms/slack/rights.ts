import type { Address, Obstacle, Rights } from '../../app/ports/platform.ts';
import type { Log } from '../../app/ports/system.ts';
import { localId, type MemberId } from '../../core/feed.ts';
import type { Directory } from './directory.ts';
import { publishFailure, slackCode } from './errors.ts';

/** What a person may do: asked of Slack only when it matters. */
export function rightsOf(user: string, directory: Directory, log: Log): Rights {
  return {
    administers: async () => (await directory.person(user)).administers,
    async holds(grant) {
      const colon = grant.indexOf(':');
      const [kind, id] = [grant.slice(0, colon), grant.slice(colon + 1)];
      try {
        if (kind === 'usergroup') return await directory.isGroupMember(id, user);
        if (kind === 'channel') return await directory.isChannelMember(id, user);
        return false;
      } catch (error) {
        // A group or channel that is gone, or that Viva may not read, grants nothing; other trouble passes.
        if (slackCode(error) === undefined) throw publishFailure(error);
        const { message, mend } = publishFailure(error);
        log.warn({ grant, reason: message, mend }, 'a grant could not be checked');
        return false;
      }
    },
  };
}

/** Whether a member can see a channel. Guests count as seeing public channels: better one answer held back too many. */
export async function canSee(directory: Directory, member: MemberId, to: Address): Promise<boolean> {
  if (to.kind === 'member') return to.member === member;
  const user = localId(member);
  try {
    const channel = await directory.recentChannel(to.channel);
    if (channel.partner !== undefined) return channel.partner === user;
    return channel.open || (await directory.isChannelMember(to.channel, user));
  } catch (error) {
    throw publishFailure(error);
  }
}

/** What keeps Viva from posting in a channel. */
export async function obstacles(directory: Directory, to: Address): Promise<Obstacle[]> {
  try {
    if (to.kind === 'member') {
      await directory.directMessage(localId(to.member));
      return [];
    }
    const channel = await directory.channel(to.channel);
    if (channel.archived) return [{ reason: 'This channel is archived.', mend: 'Unarchive it first.' }];
    if (!channel.joined) {
      return [{ reason: 'Viva is not in this channel.', mend: 'Write /invite @Viva in that channel.' }];
    }
    return [];
  } catch (error) {
    const failure = publishFailure(error);
    return [
      failure.kind === 'refused'
        ? { reason: failure.message, mend: failure.mend }
        : { reason: 'Slack did not say whether Viva may post there.', mend: 'Try again in a minute.' },
    ];
  }
}
