import { type InteractionResponseType, MessageFlags, Routes } from 'discord.js';
import type { Responder } from '../../app/ports/platform.ts';
import type { Log } from '../../app/ports/system.ts';
import type { SetCard } from '../../core/card.ts';
import type { DiscordApi } from './api.ts';
import { isAcknowledged, isDeleted, isExpired, nameOf, publishFailure } from './errors.ts';
import { withFiles } from './multipart.ts';
import { loadPictures, type Upload, withAttachment } from './pictures.ts';
import { type RenderedMessage, renderPages } from './render.ts';

/** How an interaction is answered: its id and token, and the application it belongs to. */
export interface Ticket {
  id: string;
  token: string;
  application: string;
}

/** The first answer to an interaction: within three seconds, and once. */
export async function acknowledge(
  api: DiscordApi,
  ticket: Ticket,
  body: { type: InteractionResponseType; data?: unknown },
): Promise<void> {
  await api.answers.post(Routes.interactionCallback(ticket.id, ticket.token), {
    auth: false,
    body,
    signal: api.deadline(),
  });
}

/** How an interaction is answered. */
export interface Manner {
  /** Only the person sees it. */
  quiet: boolean;
  /** In the message that the pressed button stands under. */
  inPlace: boolean;
}

/** Answers an interaction that is acknowledged. */
export function interactionResponder(
  api: DiscordApi,
  log: Log,
  ticket: Ticket,
  { quiet, inPlace }: Manner,
): Responder {
  const { application, token } = ticket;
  let answered = false;
  const send = async (page: RenderedMessage, { files, attachments }: Upload) => {
    const request = (hidden: boolean) => {
      const flags = MessageFlags.IsComponentsV2 | (hidden ? MessageFlags.Ephemeral : 0);
      const body = { flags, components: page.components, allowed_mentions: { parse: [] }, attachments };
      return { auth: false, ...withFiles(body, files), signal: api.deadline() };
    };
    // The deferred answer is filled in; whatever follows is a message of its own, and must say again who may see it.
    const follow = () => api.answers.post(Routes.webhook(application, token), request(quiet));
    try {
      if (answered) await follow();
      else await api.answers.patch(Routes.webhookMessage(application, token), request(false));
    } catch (error) {
      // The message that the button stood under was put away meanwhile: what came of the press is told all the same.
      if (answered || !inPlace || !isDeleted(error)) throw error;
      await follow();
    }
    answered = true;
  };
  const reply = replying(log, ticket.id, send);
  return {
    discreet: true,
    async reply(card) {
      // The list stays to be tried again, and the refusal follows it.
      if (inPlace && card.tone === 'refusal') answered = true;
      await reply(card);
    },
  };
}

/** Answers a message with a message: what it says in a server's channel, everybody there reads. */
export function messageResponder(
  api: DiscordApi,
  log: Log,
  message: { id: string; channel: string },
  discreet: boolean,
): Responder {
  let count = 0;
  const send = async (page: RenderedMessage, { files, attachments }: Upload) => {
    count += 1;
    const body = {
      flags: MessageFlags.IsComponentsV2,
      components: page.components,
      allowed_mentions: { parse: [], replied_user: false },
      message_reference: { message_id: message.id, fail_if_not_exists: false },
      // The same message, delivered twice, is answered once.
      nonce: `m${message.id}-${count}`.slice(0, 25),
      enforce_nonce: true,
      attachments,
    };
    await api.patient.post(Routes.channelMessages(message.channel), {
      ...withFiles(body, files),
      signal: api.deadline(),
    });
  };
  const reply = replying(log, message.id, send);
  return {
    discreet,
    reply: async (card) => reply(discreet ? card : forEverybody(card)),
  };
}

function forEverybody({ attachment: _, ...card }: SetCard): SetCard {
  return { ...card, sections: card.sections.filter((one) => !one.confidential) };
}

function replying(
  log: Log,
  exchange: string,
  send: (page: RenderedMessage, upload: Upload) => Promise<void>,
) {
  return async (card: SetCard): Promise<void> => {
    const { card: shown, load } = await loadPictures(card);
    try {
      for (const page of renderPages(shown))
        await send(page, withAttachment(load(page.files), page.attachment));
    } catch (error) {
      // The person is gone, or was answered already: nobody is left to tell, and nothing is to be mended.
      if (isExpired(error) || isAcknowledged(error)) {
        log.debug({ exchange, problem: nameOf(error) }, 'an answer came too late');
        return;
      }
      throw publishFailure(error);
    }
  };
}
