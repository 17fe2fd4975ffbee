import {
  type APIChannel,
  type APIMessage,
  MessageFlags,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js';
import {
  type Address,
  type Found,
  type Mark,
  type MessageAddress,
  PublishFailure,
  type SentMessage,
} from '../../app/ports/platform.ts';
import { roundOfAction } from '../../core/action.ts';
import type { SetCard } from '../../core/card.ts';
import { localId } from '../../core/feed.ts';
import type { DiscordApi } from './api.ts';
import { codeOf, publishFailure } from './errors.ts';
import { withFiles } from './multipart.ts';
import { loadPictures } from './pictures.ts';
import { renderMessage } from './render.ts';
import { blindnessIn, isNoAccess } from './rights.ts';
import { snowflakeAt, timeOfSnowflake } from './snowflake.ts';

/** How many messages of a channel's history are looked at before giving up. */
const pageSize = 100;
const maxPages = 50;

/** Sends one message. The nonce lets Discord itself answer a repetition with the message that is there already. */
export async function publishCard(
  api: DiscordApi,
  to: Address,
  card: SetCard,
  mark: Mark,
): Promise<SentMessage> {
  try {
    const { card: shown, load } = await loadPictures(withoutConfidential(to, card));
    const rendered = renderMessage(shown);
    const { files, attachments } = load(rendered.files);
    const channel = to.kind === 'channel' ? to.channel : await directChannel(api, localId(to.member));
    const body: RESTPostAPIChannelMessageJSONBody = {
      flags: MessageFlags.IsComponentsV2,
      components: rendered.components,
      allowed_mentions: { parse: [] },
      nonce: mark.nonce,
      enforce_nonce: true,
      attachments,
    };
    const sent = (await api.strict.post(Routes.channelMessages(channel), {
      ...withFiles(body, files),
      signal: api.deadline(),
    })) as APIMessage;
    return sentMessage(sent);
  } catch (error) {
    throw publishFailure(error);
  }
}

/** Puts a card in place of a message's content; pictures that it no longer shows are dropped. */
export async function reviseMessage(api: DiscordApi, message: MessageAddress, card: SetCard): Promise<void> {
  try {
    const to: Address = { kind: 'channel', space: message.space, channel: message.channel };
    const { card: shown, load } = await loadPictures(withoutConfidential(to, card));
    const rendered = renderMessage(shown);
    const { files, attachments } = load(rendered.files);
    const body: RESTPatchAPIChannelMessageJSONBody = {
      flags: MessageFlags.IsComponentsV2,
      components: rendered.components,
      allowed_mentions: { parse: [] },
      attachments,
    };
    await api.strict.patch(Routes.channelMessage(message.channel, message.message), {
      ...withFiles(body, files),
      signal: api.deadline(),
    });
  } catch (error) {
    throw publishFailure(error);
  }
}

/** Deletes a message; one that is gone already, or whose channel is, is fine. */
export async function removeMessage(api: DiscordApi, message: MessageAddress): Promise<void> {
  try {
    await api.strict.delete(Routes.channelMessage(message.channel, message.message), {
      signal: api.deadline(),
    });
  } catch (error) {
    const code = codeOf(error);
    if (code !== 10008 && code !== 10003) throw publishFailure(error);
  }
}

/**
 * Looks for a round's posts by the ids of their buttons. Rights are asked for first: without them Discord shows an empty
 * history, which would read as "not posted yet".
 */
export async function findRound(
  api: DiscordApi,
  to: Address,
  round: string,
  since: number,
  self: string,
): Promise<Found> {
  try {
    const [blindness] = await blindnessIn(api, to, self);
    if (blindness !== undefined) return { kind: 'cannot-tell', ...blindness };
    const channel = to.kind === 'channel' ? to.channel : await directChannel(api, localId(to.member));
    return await searchHistory(api, channel, round, since, self);
  } catch (error) {
    const failure = publishFailure(error);
    if (!isNoAccess(error)) throw failure;
    return { kind: 'cannot-tell', reason: failure.message, mend: failure.mend };
  }
}

async function searchHistory(
  api: DiscordApi,
  channel: string,
  round: string,
  since: number,
  self: string,
): Promise<Found> {
  const messages: SentMessage[] = [];
  let after = snowflakeAt(since);
  for (let page = 0; page < maxPages; page += 1) {
    const query = new URLSearchParams({ after, limit: String(pageSize) });
    const batch = (await api.strict.get(Routes.channelMessages(channel), {
      query,
      signal: api.deadline(),
    })) as APIMessage[];
    const oldestFirst = [...batch].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    messages.push(
      ...oldestFirst.filter((one) => one.author.id === self && shows(one, round)).map(sentMessage),
    );
    const last = oldestFirst.at(-1);
    if (last === undefined || batch.length < pageSize) {
      return messages.length === 0 ? { kind: 'absent' } : { kind: 'found', messages };
    }
    after = last.id;
  }
  if (messages.length > 0) return { kind: 'found', messages };
  return {
    kind: 'cannot-tell',
    reason: `More than ${pageSize * maxPages} messages came into the channel since the post was due.`,
    mend: 'Post an extra round with `/viva-admin schedule post` if this one is missing.',
  };
}

/**
 * Whether a button of this round is anywhere in a message: the one mark that comes back with old messages. What answers
 * somebody may have one too, and is no post.
 */
function shows(message: APIMessage, round: string): boolean {
  if (message.message_reference !== undefined) return false;
  return customIds(message.components ?? []).some((id) => roundOfAction(id) === round);
}

function customIds(components: readonly unknown[]): string[] {
  return components.flatMap((component) => {
    if (typeof component !== 'object' || component === null) return [];
    const own =
      'custom_id' in component && typeof component.custom_id === 'string' ? [component.custom_id] : [];
    const inner =
      'components' in component && Array.isArray(component.components) ? customIds(component.components) : [];
    return [...own, ...inner];
  });
}

function sentMessage({ id, channel_id: channel }: APIMessage): SentMessage {
  return { channel, message: id, at: timeOfSnowflake(id) };
}

/** The channel of direct messages with a person; asking again gives the same one. */
async function directChannel(api: DiscordApi, user: string): Promise<string> {
  const channel = (await api.strict.post(Routes.userChannels(), {
    body: { recipient_id: user },
    signal: api.deadline(),
  })) as APIChannel;
  return channel.id;
}

/** The member part never reaches a channel, whatever a card holds. */
function withoutConfidential(to: Address, card: SetCard): SetCard {
  if (to.kind === 'member') return card;
  const sections = card.sections.filter((section) => !section.confidential);
  if (sections.length === 0 && card.sections.length > 0) {
    throw new PublishFailure(
      'refused',
      'The card is for one person alone.',
      'Please report this as a fault.',
    );
  }
  return { ...card, sections };
}
