import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { complete } from './app/complete.ts';
import { type Context, defaultPatience } from './app/context.ts';
import { handle } from './app/handle.ts';
import type { HttpMount } from './app/ports/http.ts';
import type { Handlers, Platform } from './app/ports/platform.ts';
import type { KeyValue, Log } from './app/ports/system.ts';
import { beat, resumeUnfinished, tick } from './app/tick.ts';
import { work } from './app/work.ts';
import { loadBank } from './bank/load-bank.ts';
import type { Config } from './config.ts';
import { createCron } from './delivery/cron.ts';
import { type Connection, keepConnected } from './delivery/keep-connected.ts';
import { createMinuteClock, type MinuteClock } from './delivery/minute-clock.ts';
import { createQueue, type RunningWorker, startWorker } from './delivery/queue.ts';
import { type Checks, mountHealth } from './ops/health.ts';
import { createHttpServer } from './ops/http.ts';
import { createDiscordPlatform } from './platforms/discord/platform.ts';
import { createLocalPlatform } from './platforms/local/platform.ts';
import type { SlackOptions } from './platforms/slack/platform.ts';
import { createTypesetter } from './render/typesetter.ts';
import { renderers } from './renderers.ts';
import { openPatient } from './store/connection.ts';
import { openStore } from './store/open-store.ts';
import { memoryWarning, openStorage, type Storage } from './store/storage.ts';

export interface Surroundings {
  log: Log;
  /** The machine's PATH: a private redis-server is looked for on it. */
  path: string;
  /** Aborted when the process is told to end while it still starts. */
  ending: AbortSignal;
}

/** A running Viva. */
export interface Viva {
  /** Where its HTTP server answers. */
  origin: string;
  /** What a person at the console wants to know. */
  summary: { questions: number; feeds: number; platforms: string[]; storage: string; durable: boolean };
  /** Takes no new work, lets what runs end within 10 s, and closes everything. Safe to call twice. */
  stop(): Promise<void>;
}

/** What runs may take so long to end, ms. */
const endWithin = 10_000;

/** The composition root: the one place that knows every part. Rejects with words for a person. */
export async function compose(config: Config, { log, path, ending }: Surroundings): Promise<Viva> {
  const clock = { now: () => Date.now() };
  const { bank, problems } = await loadBank([...config.questionFolders], {});
  for (const { file, line, message } of problems)
    log.error({ at: `${file}:${line}` }, `left out: ${message}`);
  if (bank.size === 0)
    log.error({}, 'The bank is empty, so nothing can be posted. `viva check` tells what is wrong.');

  const http = createHttpServer();
  const checks: Checks = { storage: async () => 'is being opened' };
  mountHealth(http, checks);
  const origin = await http.listen(config.host, config.port);

  const storage = await openStorage({ urls: config.redisUrls, dataFolder: config.dataFolder, path, log });
  if (!storage.durable) log.warn({}, memoryWarning);
  const prefix = config.prefix;
  const store = await untilThere(
    () => openStore({ place: storage.place, prefix, clock, log }),
    storage,
    log,
    ending,
  );
  checks.storage = async () =>
    store.ping().then(
      () => true as const,
      () => 'is away',
    );

  const patient = openPatient(storage.place, log);
  const queue = createQueue({ connection: patient, prefix, log });
  const platforms = await createPlatforms(config, {
    keyValue: store.keyValue,
    log,
    http,
    now: clock.now,
    origin: http.origin,
    notices: storage.durable ? [] : [memoryWarning],
  });
  const context: Context = {
    store,
    queue,
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    bank,
    typesetter: createTypesetter({ cacheFolder: join(config.dataFolder, 'pictures'), log }),
    clock,
    cron: createCron(),
    log,
    instance: randomUUID(),
    minInterval: config.minInterval,
    patience: defaultPatience,
  };

  const connections = startGateways(config, context, checks);
  const worker = await startWorking(config, context, () =>
    startWorker({ connection: patient, prefix, log, work: (job) => work(context, job) }),
  );
  await Promise.all(connections.map((connection) => connection.firstTry));
  const minute = startMinute(config, context);
  const feeds = await store.feeds.count().catch(() => 0);

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    const running = [minute?.stop(), ...connections.map((one) => one.stop()), worker?.stop(endWithin)];
    await within(endWithin, Promise.all(running));
    await within(endWithin, Promise.all(platforms.map((platform) => platform.stop())));
    await http.close();
    // With Redis away these would wait for it.
    await within(1_000, queue.close());
    patient.disconnect();
    store.close();
    await storage.stop();
  };
  return {
    origin,
    summary: {
      questions: bank.size,
      feeds,
      platforms: platforms.map((platform) => platform.name),
      storage: storage.description,
      durable: storage.durable,
    },
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

interface PlatformServices {
  keyValue: KeyValue;
  log: Log;
  http: HttpMount;
  now(): number;
  origin(): string;
  notices: string[];
}

/**
 * A further platform costs its folder and a line here. Slack's SDK takes a third of the time of a start, so it is loaded
 * only where it is used; Discord's is needed for the local page too, which shows what Discord would.
 */
async function createPlatforms(config: Config, services: PlatformServices): Promise<Platform[]> {
  const { discord, slack, local } = config;
  return [
    ...(discord === undefined ? [] : [createDiscordPlatform({ ...discord, ...services })]),
    ...(slack === undefined ? [] : [await createSlack({ ...slack, ...services })]),
    ...(local ? [createLocalPlatform({ ...services, renderers, pageFolder })] : []),
  ];
}

async function createSlack(options: SlackOptions): Promise<Platform> {
  const { createSlackPlatform } = await import('./platforms/slack/platform.ts');
  return createSlackPlatform(options);
}

/** Built by Vite; the same place seen from `src` and from `dist`. */
const pageFolder = fileURLToPath(new URL('../dist/page', import.meta.url));

function startGateways(config: Config, context: Context, checks: Checks): Connection[] {
  if (!config.roles.includes('gateway')) return [];
  const handlers: Handlers = {
    deliver: (exchange) => handle(context, exchange),
    complete: (query) => complete(context, query),
  };
  return [...context.platforms.values()].map((platform) => {
    const { leases } = context.store;
    const connection = keepConnected(platform, handlers, {
      leases,
      instance: context.instance,
      log: context.log,
    });
    checks[platform.name] = async () => {
      const state = connection.state();
      if (state.kind === 'standby') return true;
      if (state.kind === 'given-up') return state.trouble.message;
      return platform.reachable() ? true : 'is not connected';
    };
    return connection;
  });
}

async function startWorking(
  config: Config,
  context: Context,
  start: () => RunningWorker,
): Promise<RunningWorker | undefined> {
  if (!config.roles.includes('worker')) return undefined;
  const worker = start();
  const resumed = await resumeUnfinished(context);
  if (resumed > 0) context.log.info({ rounds: resumed }, 'going on with rounds of an earlier process');
  return worker;
}

function startMinute(config: Config, context: Context): MinuteClock | undefined {
  const isGateway = config.roles.includes('gateway');
  const isScheduler = config.roles.includes('scheduler');
  if (!isGateway && !isScheduler) return undefined;
  const onMinute = async () => {
    if (isGateway) await beat(context);
    if (isScheduler) await tick(context);
  };
  const minute = createMinuteClock(onMinute, context.log);
  minute.start();
  return minute;
}

/** Waits for work to end, but no longer than `ms`; what it comes to does not matter any more. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work.catch(() => {}), wait(ms, undefined, { ref: false })]);
}

/** Waits for storage however long that takes, saying so: the gateway is not joined before it is there. */
async function untilThere<T>(
  open: () => Promise<T>,
  storage: Storage,
  log: Log,
  ending: AbortSignal,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await open();
    } catch (error) {
      if (ending.aborted) throw error;
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
      log.error(
        { reason: String(cause) },
        `Storage (${storage.description}) does not answer. Check REDIS_URL, and that Redis runs there and lets Viva in. Trying again.`,
      );
      await wait(Math.min(1_000 * 2 ** tries, 15_000), undefined, { signal: ending });
    }
  }
}
