import type { WebClient } from '@slack/web-api';
import type { Log } from '../../app/ports/system.ts';
import type { Attachment, SetCard } from '../../core/card.ts';
import { fileAsText, fileNotSent, filePart, fileSent } from '../../core/words/attachment.ts';
import { publishFailure } from './errors.ts';
import { escapeText } from './markup.ts';
import { renderMessage } from './render.ts';

export interface HandOver {
  client: WebClient;
  log: Log;
  /** The channel of the person's direct messages with Viva. */
  channel(): Promise<string>;
  /** Makes a request again where Slack says when. */
  patiently<T>(request: () => Promise<T>): Promise<T>;
}

/** Room of one message for the text of a file, escaped; and how many messages it may take. */
const textRoom = 8_000;
const mostParts = 20;
const longestLine = 1_000;

/**
 * Gives a person a file: Slack shows none in what only one person sees, so it goes into their direct messages, and where
 * it cannot go as a file, as text. Gives what is to be said of it. Never rejects.
 */
export async function handOver(services: HandOver, file: Attachment): Promise<string> {
  const { client, log, patiently } = services;
  let channel: string;
  try {
    channel = await services.channel();
  } catch (error) {
    log.warn({ reason: publishFailure(error).message }, 'a file could not be handed over');
    return fileNotSent(file.name);
  }
  try {
    const { name, text } = file;
    await patiently(() =>
      client.files.uploadV2({ channel_id: channel, file: Buffer.from(text), filename: name, title: name }),
    );
    return fileSent(name);
  } catch (error) {
    log.warn({ reason: publishFailure(error).message }, 'a file could not be uploaded; its text is sent');
  }
  return asText(services, channel, file);
}

async function asText({ client, log, patiently }: HandOver, channel: string, file: Attachment) {
  const parts = textParts(file.text);
  if (parts.length > mostParts) return fileNotSent(file.name);
  try {
    for (const [index, part] of parts.entries()) {
      const message = renderMessage(partCard(file.name, part, index + 1, parts.length), new Map(), 'private');
      const still = { unfurl_links: false, unfurl_media: false };
      await patiently(() => client.chat.postMessage({ channel, ...message, ...still }));
    }
    return fileAsText(file.name);
  } catch (error) {
    log.warn({ reason: publishFailure(error).message }, 'a file’s text could not be sent');
    return fileNotSent(file.name);
  }
}

function partCard(name: string, part: string, number: number, of: number): SetCard {
  const title = filePart(name, number, of);
  const body = [{ type: 'code' as const, language: undefined, value: part }];
  const sections = [{ heading: undefined, body, confidential: false }];
  return {
    tone: 'info',
    summary: title,
    title,
    context: undefined,
    sections,
    actions: [],
    footer: undefined,
  };
}

/** Text in parts that each fit into one message, cut between lines where that is possible. */
export function textParts(text: string): string[] {
  const lines = text
    .trimEnd()
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`.{1,${longestLine}}`, 'gsu')) ?? ['']);
  const parts: string[] = [];
  let part: string[] = [];
  let length = 0;
  for (const line of lines) {
    const own = escapeText(line).length + 1;
    if (length + own > textRoom && part.length > 0) {
      parts.push(part.join('\n'));
      part = [];
      length = 0;
    }
    part.push(line);
    length += own;
  }
  return [...parts, part.join('\n')];
}
