import {
  type APIInteraction,
  type GatewayMessageCreateDispatchData,
  InteractionResponseType,
  MessageFlags,
} from 'discord.js';
import type { Completion, CompletionQuery, Handlers } from '../../app/ports/platform.ts';
import type { Log } from '../../app/ports/system.ts';
import type { DiscordApi } from './api.ts';
import { decodeInteraction, decodeMessage } from './decode.ts';
import { isAcknowledged, isExpired, nameOf } from './errors.ts';
import type { ElsewhereNotes } from './notes.ts';
import { renderForm } from './render.ts';
import {
  acknowledge,
  interactionResponder,
  type Manner,
  messageResponder,
  type Ticket,
} from './responder.ts';
import { rightsFromInteraction, rightsFromMessage } from './rights.ts';

/** What answering people takes. */
export interface Conversation {
  api: DiscordApi;
  log: Log;
  handlers: Handlers;
  /** Viva's own user id. */
  self: string;
  /** Told of interactions that another process answered. */
  elsewhere: ElsewhereNotes;
}

/** Acknowledges what a person did with a command, button or form, and hands it over. */
export async function answerInteraction(
  { api, log, handlers, elsewhere }: Conversation,
  interaction: APIInteraction,
): Promise<void> {
  const ticket: Ticket = {
    id: interaction.id,
    token: interaction.token,
    application: interaction.application_id,
  };
  const decoded = decodeInteraction(interaction);
  switch (decoded.kind) {
    case 'form': {
      const data = renderForm(decoded.form);
      return answerAtOnce(api, log, ticket, { type: InteractionResponseType.Modal, data });
    }
    case 'completion': {
      const rights = rightsFromInteraction(interaction.guild_id, interaction.member);
      const found = decoded.query === undefined ? [] : await inTime(handlers, { ...decoded.query, rights });
      const choices = found.map(({ name, value }) => ({
        name,
        value: decoded.numeric ? Number(value) : value,
      }));
      const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
      return answerAtOnce(api, log, ticket, { type, data: { choices } });
    }
    case 'deed': {
      const quiet = interaction.guild_id !== undefined;
      const began = performance.now();
      const { inPlace } = decoded;
      if (!(await defer(api, log, ticket, { quiet, inPlace }, elsewhere))) return;
      return handlers.deliver({
        ...decoded.parts,
        acknowledgedIn: performance.now() - began,
        rights: rightsFromInteraction(interaction.guild_id, interaction.member),
        respond: interactionResponder(api, log, ticket, { quiet, inPlace }),
      });
    }
    case 'other':
      return;
  }
}

/** A completion that takes longer than this is none: Discord waits three seconds for it. */
const completionPatience = 2_000;

async function inTime(handlers: Handlers, query: CompletionQuery): Promise<Completion[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Completion[]>((resolve) => {
    timer = setTimeout(resolve, completionPatience, []);
  });
  try {
    return await Promise.race([handlers.complete(query), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Hands over what a person said to Viva; talk between people ends here. */
export async function answerMessage(
  { api, log, handlers, self }: Conversation,
  message: GatewayMessageCreateDispatchData,
): Promise<void> {
  const parts = decodeMessage(message, self);
  if (parts === undefined) return;
  const discreet = message.guild_id === undefined;
  const where = { id: message.id, channel: message.channel_id };
  return handlers.deliver({
    ...parts,
    rights: rightsFromMessage(api, message.guild_id, message.author.id, message.member?.roles),
    respond: messageResponder(api, log, where, discreet),
  });
}

/**
 * Tells Discord that an answer will come. False when it is too late: the person was shown that it failed, so it must not
 * count either. Any other failure leaves it open whether Discord took it, and the deed is handled: should it come
 * twice, `app` knows it by its id.
 */
async function defer(
  api: DiscordApi,
  log: Log,
  ticket: Ticket,
  { quiet, inPlace }: Manner,
  elsewhere: ElsewhereNotes,
): Promise<boolean> {
  try {
    await acknowledge(api, ticket, deferral({ quiet, inPlace }));
    elsewhere.seen(ticket.id);
    return true;
  } catch (error) {
    if (isAcknowledged(error)) elsewhere.answered(ticket.id);
    log.debug({ exchange: ticket.id, problem: nameOf(error) }, 'an interaction was not acknowledged');
    return !isExpired(error);
  }
}

function deferral({ quiet, inPlace }: Manner) {
  if (inPlace) return { type: InteractionResponseType.DeferredMessageUpdate };
  const type = InteractionResponseType.DeferredChannelMessageWithSource;
  return quiet ? { type, data: { flags: MessageFlags.Ephemeral } } : { type };
}

async function answerAtOnce(
  api: DiscordApi,
  log: Log,
  ticket: Ticket,
  body: { type: InteractionResponseType; data: unknown },
): Promise<void> {
  try {
    await acknowledge(api, ticket, body);
  } catch (error) {
    if (!isExpired(error) && !isAcknowledged(error)) throw error;
    log.debug({ exchange: ticket.id, problem: nameOf(error) }, 'an answer came too late');
  }
}
