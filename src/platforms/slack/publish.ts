import type { WebClient } from '@slack/web-api';
import {
  type Address,
  type Found,
  type Mark,
  type MessageAddress,
  PublishFailure,
  type SentMessage,
} from '../../app/ports/platform.ts';
import type { SetCard } from '../../core/card.ts';
import { localId, type SpaceId } from '../../core/feed.ts';
import type { RoundId } from '../../core/round.ts';
import type { Directory } from './directory.ts';
import { publishFailure, slackCode } from './errors.ts';
import type { Audience } from './markup.ts';
import type { Pictures } from './pictures.ts';
import { renderMessage, type SlackMessage } from './render.ts';

/** The metadata that says which round a post is. */
export const roundEvent = 'viva_round';

export interface PublishServices {
  client: WebClient;
  directory: Directory;
  pictures: Pictures;
}

/** Slack's message ids are times: seconds with six decimals. */
export function timeOf(ts: string): number {
  return Math.round(Number(ts) * 1000);
}

/** Direct messages have ids of their own kind. */
export function audienceOf(channel: string): Audience {
  return channel.startsWith('D') ? 'private' : 'channel';
}

/**
 * Sends one message, rendered with its pictures. Where Slack refuses the blocks although they fit its limits, a kept
 * picture is gone: nothing was sent, so the same card follows with text in the pictures' place.
 */
export async function withPictures<T>(
  pictures: Pictures,
  card: SetCard,
  space: SpaceId,
  audience: Audience,
  send: (message: SlackMessage) => Promise<T>,
): Promise<T> {
  const files = await pictures.of(card, space);
  try {
    return await send(renderMessage(card, files, audience));
  } catch (error) {
    if (files.size === 0 || slackCode(error) !== 'invalid_blocks') throw error;
    await pictures.forget(files.keys(), space);
    return send(renderMessage(card, new Map(), audience));
  }
}

export async function publish(
  services: PublishServices,
  to: Address,
  card: SetCard,
  mark: Mark,
): Promise<SentMessage> {
  return inPortWords(async () => {
    const channel = await channelOf(services, to);
    return withPictures(services.pictures, card, to.space, audienceOf(channel), async (message) => {
      const sent = await services.client.chat.postMessage({
        channel,
        ...message,
        unfurl_links: false,
        unfurl_media: false,
        ...(mark.round === undefined
          ? {}
          : {
              metadata: { event_type: roundEvent, event_payload: { round: mark.round, nonce: mark.nonce } },
            }),
      });
      if (sent.ts === undefined)
        throw new PublishFailure('doubt', 'Slack did not say which message it made.');
      return { channel: sent.channel ?? channel, message: sent.ts, at: timeOf(sent.ts) };
    });
  });
}

export async function revise(
  services: PublishServices,
  { space, channel, message }: MessageAddress,
  card: SetCard,
) {
  await inPortWords(() =>
    withPictures(services.pictures, card, space, audienceOf(channel), (content) =>
      services.client.chat.update({ channel, ts: message, ...content }),
    ),
  );
}

export async function remove(services: PublishServices, { channel, message }: MessageAddress): Promise<void> {
  await inPortWords(async () => {
    try {
      await services.client.chat.delete({ channel, ts: message });
    } catch (error) {
      if (slackCode(error) !== 'message_not_found') throw error;
    }
  });
}

/** Errors by which Viva may not read a channel. */
const unreadable = new Set(['missing_scope', 'not_in_channel', 'channel_not_found']);

export async function find(
  services: PublishServices,
  to: Address,
  round: RoundId,
  since: number,
): Promise<Found> {
  try {
    const messages = await history(services, await channelOf(services, to), round, since);
    return messages.length === 0 ? { kind: 'absent' } : { kind: 'found', messages };
  } catch (error) {
    const failure = publishFailure(error);
    if (unreadable.has(slackCode(error) ?? '')) {
      return {
        kind: 'cannot-tell',
        reason: `Viva cannot read the channel’s history: ${failure.message}`,
        mend: failure.mend,
      };
    }
    throw failure;
  }
}

async function history(
  { client }: PublishServices,
  channel: string,
  round: RoundId,
  since: number,
): Promise<SentMessage[]> {
  const found: SentMessage[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.conversations.history({
      channel,
      oldest: (since / 1000).toFixed(6),
      inclusive: true,
      include_all_metadata: true,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    for (const { ts, metadata } of page.messages ?? []) {
      const payload: Record<string, unknown> = { ...metadata?.event_payload };
      if (ts !== undefined && metadata?.event_type === roundEvent && payload.round === round) {
        found.push({ channel, message: ts, at: timeOf(ts) });
      }
    }
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return found.sort((one, other) => Number(one.message) - Number(other.message));
}

async function channelOf({ directory }: PublishServices, to: Address): Promise<string> {
  return to.kind === 'channel' ? to.channel : directory.directMessage(localId(to.member));
}

async function inPortWords<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw publishFailure(error);
  }
}
