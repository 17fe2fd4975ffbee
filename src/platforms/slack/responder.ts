import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Responder } from '../../app/ports/platform.ts';
import type { Log } from '../../app/ports/system.ts';
import type { SetCard } from '../../core/card.ts';
import type { SpaceId } from '../../core/feed.ts';
import { requestTimeout } from './client.ts';
import type { Directory } from './directory.ts';
import { publishFailure } from './errors.ts';
import { type HandOver, handOver } from './hand-over.ts';
import type { Pictures } from './pictures.ts';
import { postJson } from './post.ts';
import { withPictures } from './publish.ts';
import { renderHome, renderMessage, type SlackMessage } from './render.ts';

/** Where and to whom an answer goes. */
export interface Asked {
  user: string;
  space: SpaceId;
  channel: string;
  dm: boolean;
  thread: string | undefined;
  /** For slash commands and buttons: usable five times within half an hour. */
  responseUrl: string | undefined;
  /** A page is turned: the message that the button stands under changes. */
  inPlace: boolean;
}

export interface ResponderServices {
  client: WebClient;
  directory: Directory;
  pictures: Pictures;
  log: Log;
  pause: (ms: number) => Promise<void>;
}

const ephemeral = { response_type: 'ephemeral', replace_original: false };
const still = { unfurl_links: false, unfurl_media: false };

/** Answers one person: in a direct message for good, anywhere else by a message that only they see. */
export function createResponder(services: ResponderServices, asked: Asked): Responder {
  const { client, directory, pictures, log, pause } = services;
  const thread = asked.thread === undefined ? {} : { thread_ts: asked.thread };

  async function reply(given: SetCard): Promise<void> {
    const { attachment, ...bare } = given;
    const card = attachment === undefined ? bare : withLine(bare, await handOver(handing, attachment));
    try {
      if (asked.inPlace && card.tone !== 'refusal' && (await turned(card))) return;
      if (asked.dm) return await writeTo(asked.channel, card);
      // Nothing proves that Slack shows an uploaded picture in an ephemeral message, so its text stands there.
      const message = renderMessage(card, new Map(), 'private');
      if (asked.responseUrl !== undefined && (await respond(asked.responseUrl, { ...ephemeral, ...message })))
        return;
      await privately(card, message);
    } catch (error) {
      throw publishFailure(error);
    }
  }

  const handing: HandOver = {
    client,
    log,
    channel: async () => (asked.dm ? asked.channel : directory.directMessage(asked.user)),
    patiently,
  };

  /** False where there is no way to the message any more: then the page comes as one of its own. */
  async function turned(card: SetCard): Promise<boolean> {
    if (asked.responseUrl === undefined) return false;
    return respond(asked.responseUrl, {
      replace_original: true,
      ...renderMessage(card, new Map(), 'private'),
    });
  }

  async function writeTo(channel: string, card: SetCard): Promise<void> {
    await withPictures(pictures, card, asked.space, 'private', (message) =>
      patiently(() => client.chat.postMessage({ channel, ...message, ...still, ...thread })),
    );
  }

  /** Where Viva is not in the channel, a direct message is the one way left. */
  async function privately(card: SetCard, message: SlackMessage): Promise<void> {
    try {
      await patiently(() =>
        client.chat.postEphemeral({ channel: asked.channel, user: asked.user, ...message, ...thread }),
      );
    } catch (error) {
      const failure = publishFailure(error);
      if (failure.kind !== 'refused') throw failure;
      log.debug({ reason: failure.message }, 'an answer goes by direct message');
      const channel = await directory.directMessage(asked.user);
      await withPictures(pictures, card, asked.space, 'private', (content) =>
        patiently(() => client.chat.postMessage({ channel, ...content, ...still })),
      );
    }
  }

  /** False when the address is used up or too old; then another way is taken. */
  async function respond(url: string, message: object): Promise<boolean> {
    const status = await postJson(url, { ...message, ...thread }, requestTimeout);
    const taken = status >= 200 && status < 300;
    if (!taken) log.debug({ status }, 'a response address was refused');
    return taken;
  }

  /** Answers people wait for are worth one more try where Slack says when. */
  async function patiently<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError) || error.retryAfter > 30) throw error;
      await pause(error.retryAfter * 1000);
      return request();
    }
  }

  return { discreet: true, reply };
}

function withLine(card: SetCard, line: string): SetCard {
  const body = [{ type: 'paragraph' as const, children: [{ type: 'text' as const, value: line }] }];
  return { ...card, sections: [{ heading: undefined, body, confidential: false }, ...card.sections] };
}

/** Answers by what a person's Home tab shows. */
export function createHomeResponder({ client }: Pick<ResponderServices, 'client'>, user: string): Responder {
  return {
    discreet: true,
    async reply(card) {
      try {
        await client.views.publish({ user_id: user, view: renderHome(card) });
      } catch (error) {
        throw publishFailure(error);
      }
    },
  };
}
