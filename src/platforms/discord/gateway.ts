import {
  type APIInteraction,
  Client,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  Options,
  Partials,
  Status,
} from 'discord.js';
import { PlatformTrouble } from '../../app/ports/platform.ts';
import type { Log } from '../../app/ports/system.ts';
import type { ApiOptions } from './api.ts';
import { closeTrouble, nameOf, startTrouble } from './errors.ts';

export interface GatewayEvents {
  interaction(interaction: APIInteraction): void;
  message(message: GatewayMessageCreateDispatchData): void;
}

export interface Gateway {
  /** True while Discord would hand over what people do. */
  ready(): boolean;
  /** Hands nothing over any more; the connection stays. */
  silence(): void;
  close(): Promise<void>;
}

/** How long the first connection may take. */
const connectTimeout = 30_000;

/** Connects to Discord's gateway. Resolves when it is ready; rejects with `PlatformTrouble`. */
export async function openGateway(
  options: ApiOptions & { messageContent: boolean; log: Log },
  events: GatewayEvents,
): Promise<Gateway> {
  const { log } = options;
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(options.messageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Without it discord.js drops what arrives in a direct message that it has not seen before.
    partials: [Partials.Channel],
    // Everything is decoded from what arrives and asked for by REST: what people write is not kept in memory.
    makeCache: Options.cacheWithLimits({ MessageManager: 0, UserManager: 0, GuildMemberManager: 0 }),
    rest: { api: options.apiUrl.replace(/\/+$/, '') },
    shards: 'auto',
  });
  let silent = false;
  // The events as Discord sends them: decoding needs no class of the library, and can be tested without one.
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    if (!silent) events.interaction(interaction);
  });
  client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessageCreateDispatchData) => {
    if (!silent) events.message(message);
  });
  client.on(Events.ShardError, (error) => log.warn({ problem: nameOf(error) }, 'the Discord gateway failed'));
  client.on(Events.Error, (error) => log.warn({ problem: nameOf(error) }, 'the Discord client failed'));
  client.on(Events.ShardReconnecting, () => log.warn({}, 'reconnecting to the Discord gateway'));
  client.on(Events.ShardResume, () => log.info({}, 'resumed the Discord gateway session'));
  try {
    await firstConnection(client, options.token);
  } catch (error) {
    await client.destroy().catch(() => undefined);
    throw startTrouble(error);
  }
  client.on(Events.ShardDisconnect, ({ code }) => {
    const trouble = closeTrouble(code);
    log.error({ code, mend: trouble.mend }, trouble.message);
  });
  return {
    ready: () => client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),
    silence: () => {
      silent = true;
    },
    close: () => client.destroy(),
  };
}

function firstConnection(client: Client, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(
        new PlatformTrouble(
          'Discord’s gateway did not answer in time.',
          'Check this machine’s network and https://discordstatus.com.',
          false,
        ),
      );
    }, connectTimeout);
    const settle = (how: () => void) => {
      clearTimeout(late);
      how();
    };
    client.once(Events.ClientReady, () => settle(resolve));
    client.once(Events.ShardDisconnect, ({ code }) => settle(() => reject(closeTrouble(code))));
    client.login(token).catch((error: unknown) => settle(() => reject(error)));
  });
}
