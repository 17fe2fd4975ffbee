import type { RequestListener } from 'node:http';
import { setTimeout as pauseFor } from 'node:timers/promises';
import { App, HTTPReceiver, type Logger } from '@slack/bolt';
import type { HttpMount } from '../../app/ports/http.ts';
import { type Handlers, type Platform, PlatformTrouble } from '../../app/ports/platform.ts';
import type { KeyValue, Log } from '../../app/ports/system.ts';
import { acknowledgingFirst } from './acknowledge.ts';
import { boltLogger } from './bolt-log.ts';
import { createClient } from './client.ts';
import { createDirectory, type Identity, identify } from './directory.ts';
import { missingScope, platformTrouble } from './errors.ts';
import { listen } from './listen.ts';
import { botScopes } from './manifest.ts';
import { noteSignatures, shelf, switchedOffKey } from './notes.ts';
import { createPictures } from './pictures.ts';
import { find, publish, remove, revise } from './publish.ts';
import { canSee, obstacles } from './rights.ts';
import { type Connection, openSocket } from './socket.ts';
import { createTurns } from './turns.ts';

export interface SlackOptions {
  botToken: string;
  /** Socket Mode; wins over the signing secret. */
  appToken: string | undefined;
  signingSecret: string | undefined;
  /** `https://slack.com/api/`, GovSlack, or another server. */
  apiUrl: string;
  http: HttpMount;
  keyValue: KeyValue;
  log: Log;
  /** The machine's clock, for what Slack gives no time of: the arrival of a slash command. */
  now?: () => number;
  pause?: (ms: number) => Promise<void>;
}

/** Where Slack delivers by HTTP. */
export const eventsPath = '/slack/events';
const stopTimeout = 10_000;
const turnLimits = { atOnce: 32, countedFor: 100, heldFor: 250 };

export function createSlackPlatform(options: SlackOptions): Platform {
  const { log, keyValue, now = Date.now } = options;
  const pause = options.pause ?? ((ms) => pauseFor(ms));
  const logger = boltLogger(log);
  const client = createClient(options.botToken, options.apiUrl, logger);
  const directory = createDirectory(client, now);
  const pictures = createPictures({ client, keyValue, log, pause });
  const services = { client, directory, pictures };
  const running = new Set<Promise<unknown>>();
  const inTurn = createTurns(turnLimits);
  const triggers = new Set<string>();
  let session: object | undefined;
  let connection: Connection | undefined;
  let listener: RequestListener | undefined;
  if (options.appToken === undefined && options.signingSecret !== undefined) {
    options.http.mount(eventsPath, (request, response) => {
      if (listener !== undefined) return listener(request, response);
      // Slack delivers an event again that met this.
      response.writeHead(503).end();
    });
  }

  async function track<T>(work: Promise<T>): Promise<T> {
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  }

  function firstTrigger(trigger: string): boolean {
    if (triggers.has(trigger)) return false;
    triggers.add(trigger);
    if (triggers.size > 1_000) for (const oldest of [...triggers].slice(0, 500)) triggers.delete(oldest);
    return true;
  }

  async function start(handlers: Handlers): Promise<void> {
    if (session !== undefined) return;
    const own = {};
    session = own;
    try {
      const identity = await checkedIdentity();
      const opened = openConnection();
      listen(boltApp(opened, identity), {
        ...services,
        log,
        now,
        pause,
        identity,
        handlers,
        firstTrigger,
      });
      // A stop that came meanwhile holds: nothing is opened behind its back.
      if (session !== own) return;
      connection = opened;
      await opened.connect();
    } catch (error) {
      if (session === own) session = undefined;
      connection = undefined;
      throw error;
    }
  }

  function boltApp(opened: Connection, { user, botId, team }: Identity): App {
    return new App({
      receiver: acknowledgingFirst(opened.receiver, { log, inTurn, track }),
      // Given here, so that Bolt asks for nothing before it acknowledges.
      authorize: async () => ({
        botToken: options.botToken,
        botUserId: user,
        ...(botId === undefined ? {} : { botId }),
        teamId: team,
      }),
      logger,
      convoStore: false,
      clientOptions: { slackApiUrl: options.apiUrl, retryConfig: { retries: 0 } },
    });
  }

  async function checkedIdentity(): Promise<Identity> {
    try {
      const identity = await identify(client);
      const missing = botScopes.filter((scope) => identity.scopes?.includes(scope) === false);
      if (missing.length > 0) {
        const { reason, mend } = missingScope(missing.join(', '));
        throw new PlatformTrouble(reason, mend, true);
      }
      return identity;
    } catch (error) {
      throw platformTrouble(error, 'SLACK_BOT_TOKEN');
    }
  }

  function openConnection(): Connection {
    const { appToken, signingSecret, apiUrl } = options;
    if (appToken !== undefined) return openSocket({ appToken, apiUrl, logger, log, noteOff });
    if (signingSecret !== undefined) {
      return openHttp(signingSecret, logger, (next) => {
        listener = next && noteSignatures(next, { secret: signingSecret, keyValue, now });
      });
    }
    throw new PlatformTrouble(
      'Slack has no way to reach Viva.',
      'Set SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET (HTTP).',
      true,
    );
  }

  /** For the doctor, which does not connect. */
  function noteOff(off: boolean): void {
    const note = off
      ? keyValue.put(shelf, switchedOffKey, String(now()))
      : keyValue.drop(shelf, switchedOffKey);
    void note.catch(() => {});
  }

  async function stop(): Promise<void> {
    const open = connection;
    connection = undefined;
    session = undefined;
    await open?.close();
    await Promise.race([Promise.allSettled([...running]), pauseFor(stopTimeout, undefined, { ref: false })]);
  }

  return {
    name: 'slack',
    exclusive: false,
    start,
    reachable: () => connection?.connected() ?? false,
    publish: (to, card, mark) => publish(services, to, card, mark),
    revise: (message, card) => revise(services, message, card),
    remove: (message) => remove(services, message),
    find: (to, round, since) => find(services, to, round, since),
    obstacles: (to) => obstacles(directory, to),
    canSee: (member, to) => canSee(directory, member, to),
    stop,
  };
}

/** Delivery by HTTP: Bolt's receiver checks signatures and ages; it never listens itself. */
function openHttp(
  signingSecret: string,
  logger: Logger,
  hang: (listener: RequestListener | undefined) => void,
): Connection {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: eventsPath, logger });
  let up = false;
  return {
    receiver,
    async connect() {
      up = true;
      hang((request, response) => {
        try {
          receiver.requestListener(request, response);
        } catch {
          // It throws for every path and method that is not its own.
          response.writeHead(404).end();
        }
      });
    },
    connected: () => up,
    async close() {
      up = false;
      hang(undefined);
    },
  };
}
