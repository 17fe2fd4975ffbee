import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { PlatformTrouble, PublishFailure } from '../../app/ports/platform.ts';
import { StoreAway } from '../../app/ports/store.ts';

interface Words {
  reason: string;
  mend: string;
}

/** Discord's error codes that people can do something about. */
const wordsByCode: Record<number, Words> = {
  10003: {
    reason: 'The channel does not exist any more.',
    mend: 'Remove the feed, or add one in another channel.',
  },
  10004: {
    reason: 'Viva is not in that server.',
    mend: 'Add Viva to the server again with its invite link.',
  },
  10008: { reason: 'The message was deleted.', mend: '' },
  10013: { reason: 'That person’s account does not exist any more.', mend: '' },
  40005: {
    reason: 'The pictures are larger than Discord takes.',
    mend: 'Make the question’s figures smaller.',
  },
  50001: {
    reason: 'Viva may not see that channel.',
    mend: 'Give the role Viva the permission View Channel there.',
  },
  50007: {
    reason: 'That person takes no direct messages from Viva.',
    mend: 'They can allow direct messages from members in the server’s privacy settings.',
  },
  50278: {
    reason: 'That person is in no server with Viva any more.',
    mend: 'They can come back to a server that Viva is in.',
  },
  50013: {
    reason: 'Viva lacks a permission in that channel.',
    mend: 'Give the role Viva the permissions View Channel, Send Messages, Read Message History and Attach Files there.',
  },
  50083: { reason: 'The thread is archived.', mend: 'Unarchive the thread, or move the feed to a channel.' },
  160005: { reason: 'The thread is locked.', mend: 'Unlock the thread, or move the feed to a channel.' },
};

const wrongToken: Words = {
  reason: 'Discord does not accept the bot’s token.',
  mend: 'Copy the token again from the Developer Portal (your application, Bot, Reset Token) into DISCORD_TOKEN.',
};

/** Somebody answered the interaction already: another process, or a request whose answer was lost. */
const acknowledged = 40060;
/**
 * The interaction is older than three seconds, or (its webhook, its token) than a quarter of an hour, or the person
 * dismissed the answer. Nobody is left to tell, and nothing is broken.
 */
const unknownMessage = 10008;
const expired = [10062, 10015, 50027, unknownMessage];

/** A person who takes no direct messages from Viva, shares no server with it, or is gone. */
const closedToViva = [50007, 50278, 10013];

/** Discord's own code of a refused request. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined;
}

export function statusOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError || error instanceof HTTPError ? error.status : undefined;
}

/** True of an interaction that can no longer be answered. */
export function isExpired(error: unknown): boolean {
  return expired.includes(codeOf(error) ?? 0);
}

/** True where the message that was to be changed is gone. */
export function isDeleted(error: unknown): boolean {
  return codeOf(error) === unknownMessage;
}

/** True of an interaction that was acknowledged before. */
export function isAcknowledged(error: unknown): boolean {
  return codeOf(error) === acknowledged;
}

/** What became of a request that posts, from how it failed. The words hold no address: those hold tokens. */
export function publishFailure(error: unknown): PublishFailure {
  if (error instanceof PublishFailure) return error;
  if (error instanceof RateLimitError) {
    const wait = Math.max(1, Math.ceil(error.retryAfter));
    return new PublishFailure('slow-down', 'Discord asks Viva to slow down.', '', wait);
  }
  const status = statusOf(error);
  if (status === undefined || status >= 500 || status === 408) {
    const what = status === undefined ? nameOf(error) : `status ${status}`;
    return new PublishFailure('doubt', `Discord did not say whether it took the request (${what}).`);
  }
  const code = codeOf(error);
  if (status === 401 && code !== 50027) {
    return new PublishFailure('refused', wrongToken.reason, wrongToken.mend);
  }
  const words = code === undefined ? undefined : wordsByCode[code];
  if (words !== undefined) {
    const closed = closedToViva.includes(code ?? 0);
    return new PublishFailure('refused', words.reason, words.mend, 0, closed);
  }
  const told = error instanceof DiscordAPIError ? error.message.slice(0, 300) : '';
  return new PublishFailure(
    'refused',
    `Discord refused the request (${code ?? status}): ${told}`,
    'Please report this to whoever runs Viva.',
  );
}

/** For logs: what failed, without addresses, bodies or tokens. */
export function nameOf(error: unknown): string {
  const code = codeOf(error) ?? statusOf(error);
  if (code !== undefined) return `Discord ${code}`;
  if (!(error instanceof Error)) return 'unknown error';
  const system = (error as { code?: unknown }).code ?? (error.cause as { code?: unknown } | undefined)?.code;
  return typeof system === 'string' ? `${error.name} ${system}` : error.name;
}

/** Why Viva cannot be connected, from a request that failed. */
export function startTrouble(error: unknown): PlatformTrouble {
  if (error instanceof PlatformTrouble) return error;
  const status = statusOf(error);
  if (status === 401 || codeOfLogin(error) === 'TokenInvalid') return closeTrouble(4004);
  if (error instanceof StoreAway) {
    return new PlatformTrouble('The store is away.', 'See what the log says of the store.', false);
  }
  if (error instanceof DiscordAPIError) {
    return new PlatformTrouble(
      `Discord refused a request (${error.code}): ${error.message.slice(0, 300)}`,
      'Please report this to whoever runs Viva.',
      false,
    );
  }
  return new PlatformTrouble(
    `Discord cannot be reached (${nameOf(error)}).`,
    'Check this machine’s network, DISCORD_API_URL, and https://discordstatus.com.',
    false,
  );
}

/** Why Viva cannot be connected, from the code with which Discord's gateway closed. */
export function closeTrouble(code: number): PlatformTrouble {
  if (code === 4004) return new PlatformTrouble(wrongToken.reason, wrongToken.mend, true);
  if (code === 4014) {
    return new PlatformTrouble(
      'Discord does not allow Viva the Message Content intent.',
      'Switch it on in the Developer Portal (your application, Bot, Privileged Gateway Intents, Message Content ' +
        'Intent), or take DISCORD_MESSAGE_CONTENT out of the environment.',
      true,
    );
  }
  return new PlatformTrouble(
    `Discord closed the connection for good (${code}).`,
    'Look the code up at https://discord.com/developers/docs/topics/opcodes-and-status-codes.',
    true,
  );
}

function codeOfLogin(error: unknown): unknown {
  return error instanceof Error ? (error as { code?: unknown }).code : undefined;
}
