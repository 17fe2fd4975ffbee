import { type APIApplication, type APIUser, Routes } from 'discord.js';
import { type Platform, PlatformTrouble } from '../../app/ports/platform.ts';
import type { KeyValue, Log } from '../../app/ports/system.ts';
import { type ApiOptions, type DiscordApi, openApi } from './api.ts';
import { answerInteraction, answerMessage } from './converse.ts';
import { platformName } from './decode.ts';
import { nameOf, publishFailure, startTrouble } from './errors.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { inviteLink } from './invite.ts';
import { elsewhereNotes } from './notes.ts';
import { findRound, publishCard, removeMessage, reviseMessage } from './publish.ts';
import { registerCommands } from './register.ts';
import { memberSees, obstaclesIn } from './rights.ts';

export interface DiscordOptions extends ApiOptions {
  /** Whether the application has the privileged Message Content intent: replies then work without a mention. */
  messageContent: boolean;
  keyValue: KeyValue;
  log: Log;
  now?: () => number;
}

/** How long `stop` waits for what is being answered. */
const stopPatience = 10_000;

/** Viva on Discord. Publishing goes by REST alone; only `start` opens a gateway connection. */
export function createDiscordPlatform(options: DiscordOptions): Platform {
  const { log, keyValue } = options;
  const api = openApi(options);
  const self = remembered(() => ownUserId(api));
  const elsewhere = elsewhereNotes(keyValue, options.now ?? Date.now);
  const running = new Set<Promise<void>>();
  let gateway: Gateway | undefined;
  /** Grows with every start and stop, so that a start which was overtaken by a stop does not stay connected. */
  let turn = 0;

  const track = (work: Promise<void>) => {
    const guarded = work
      .catch((error: unknown) => log.warn({ problem: nameOf(error) }, 'an event of Discord was not handled'))
      .finally(() => running.delete(guarded));
    running.add(guarded);
  };

  return {
    name: platformName,
    exclusive: true,
    async start(handlers) {
      turn += 1;
      const mine = turn;
      const user = await self().catch((error: unknown) => {
        throw startTrouble(error);
      });
      const application = await introduce(api, keyValue, log).catch((error: unknown) => {
        throw startTrouble(error);
      });
      const converse = { api, log, handlers, self: user, elsewhere };
      elsewhere.forget();
      const opened = await openGateway(options, {
        interaction: (interaction) => track(answerInteraction(converse, interaction)),
        message: (message) => track(answerMessage(converse, message)),
      });
      if (mine !== turn) {
        await opened.close();
        throw new PlatformTrouble('Viva was stopped while it connected to Discord.', '', false);
      }
      gateway = opened;
      log.info({ application }, 'connected to Discord');
    },
    reachable: () => gateway?.ready() ?? false,
    publish: (to, card, mark) => publishCard(api, to, card, mark),
    revise: (message, card) => reviseMessage(api, message, card),
    remove: (message) => removeMessage(api, message),
    find: async (to, round, since) => findRound(api, to, round, since, await known(self)),
    obstacles: async (to) => obstaclesIn(api, to, await known(self)),
    canSee: (member, to) => memberSees(api, member, to),
    async stop() {
      turn += 1;
      const open = gateway;
      gateway = undefined;
      open?.silence();
      await settled(running);
      await open?.close();
    },
  };
}

/** Registers the commands and tells, once a process, how Viva is added to a server. */
async function introduce(api: DiscordApi, keyValue: KeyValue, log: Log): Promise<string> {
  const { id } = (await api.patient.get(Routes.currentApplication(), {
    signal: api.deadline(),
  })) as APIApplication;
  if (await registerCommands(api, id, keyValue)) log.info({}, 'registered the commands with Discord');
  log.info({ invite: inviteLink(id) }, 'add Viva to a server with this link');
  return id;
}

async function ownUserId(api: DiscordApi): Promise<string> {
  const user = (await api.strict.get(Routes.user(), { signal: api.deadline() })) as APIUser;
  return user.id;
}

async function known(self: () => Promise<string>): Promise<string> {
  return self().catch((error: unknown) => {
    throw publishFailure(error);
  });
}

/** Asks once; a failure is not remembered. */
function remembered<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask().catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}

async function settled(running: ReadonlySet<Promise<void>>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, stopPatience);
  });
  await Promise.race([Promise.allSettled([...running]), patience]);
  clearTimeout(timer);
}
