import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlone, plantWhereAlone } from './alone.ts';
import { type Context, defaultPatience } from './app/context.ts';
import { createMovableClock } from './app/movable-clock.ts';
import type { Log } from './app/ports/system.ts';
import { createTimeMachine } from './app/time-machine.ts';
import { work } from './app/work.ts';
import { openBank } from './bank/live-bank.ts';
import { openReadings } from './bank/readings.ts';
import { builtPictures, readingsBeside } from './built.ts';
import type { Config } from './config.ts';
import { createPlatforms } from './create-platforms.ts';
import { createCron } from './delivery/cron.ts';
import { createQueue, startWorker } from './delivery/queue.ts';
import { type Checks, mountHealth } from './ops/health.ts';
import { createHttpServer } from './ops/http.ts';
import { measuredPlatform, measuredWork } from './ops/measured.ts';
import { createMetrics, mountMetrics } from './ops/metrics.ts';
import { announcePresence, fingerprint } from './ops/presence.ts';
import { createScheduler } from './practice/scheduler.ts';
import { readingsOf } from './readings.ts';
import { createTypesetter } from './render/typesetter.ts';
import { startGateways, startMinute, startWorking } from './start-roles.ts';
import { openPatient } from './store/connection.ts';
import { halfRestoredWords, openStore } from './store/open-store.ts';
import { memoryWarning, openStorage, type Storage } from './store/storage.ts';
import { connectionStates, type Summary, summariseStore } from './summary.ts';

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
  summary: Summary;
  /** Viva's time, ms since the epoch: on a local page it may be ahead of the machine's. */
  now(): number;
  /** Takes no new work, lets what runs end within 10 s, and closes everything. Safe to call twice. */
  stop(): Promise<void>;
}

/** What runs may take so long to end, ms. */
const endWithin = 10_000;

/** The composition root: the one place that knows every part. Rejects with words for a person. */
export async function compose(config: Config, { log, path, ending }: Surroundings): Promise<Viva> {
  const machine = { now: () => Date.now() };
  const clock = createMovableClock(machine);
  const http = createHttpServer();
  const checks: Checks = { storage: async () => 'is being opened' };
  mountHealth(http, checks);
  const metrics = createMetrics();
  const { meter } = metrics;
  mountMetrics(http, metrics);
  const origin = await http.listen(config.host, config.port);

  // A private Redis starts in a process of its own, and the questions are read meanwhile.
  const opening = openStorage({ urls: config.redisUrls, dataFolder: config.dataFolder, path, log });
  opening.catch(() => {});
  const readings = await openReadings(join(config.dataFolder, 'bank'), readingsBeside(builtPictures));
  const bank = await openBank(config.questionFolders, readings);
  for (const { file, line, message } of bank.problems())
    log.error({ at: `${file}:${line}` }, `left out: ${message}`);
  if (bank.size === 0)
    log.error({}, 'The bank is empty, so nothing can be posted. `viva check` tells what is wrong.');
  const storage = await opening;
  if (!storage.durable) log.warn({}, memoryWarning);
  const prefix = config.prefix;
  const store = await untilThere(
    () => openStore({ place: storage.place, prefix, clock, log, meter }),
    storage,
    log,
    ending,
  );
  const halfRestored = await store.halfRestored();
  if (halfRestored !== undefined) {
    store.close();
    await storage.stop();
    throw new Error(halfRestoredWords(halfRestored));
  }
  checks.storage = async () =>
    store.ping().then(
      () => true as const,
      () => 'is away',
    );

  const patient = openPatient(storage.place, log);
  const queue = createQueue({ connection: patient, prefix, log });
  const time = createTimeMachine({
    context: () => context,
    clock,
    travels: isAlone(config),
    isIdle: async () => (await queue.depth()).now === 0,
    pause: (ms) => wait(ms),
  });
  const cacheFolder = join(config.dataFolder, 'pictures');
  const typesetter = createTypesetter({ cacheFolder, built: [builtPictures], log });
  const created = await createPlatforms(config, {
    keyValue: store.keyValue,
    log,
    http,
    now: clock.now,
    time,
    origin: http.origin,
    notices: storage.durable ? [] : [memoryWarning],
    bank,
    typesetter,
  });
  const platforms = created.map((platform) => measuredPlatform(platform, meter));
  const context: Context = {
    store,
    queue,
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    bank,
    typesetter,
    clock,
    cron: createCron(),
    scheduler: createScheduler(),
    log,
    meter,
    instance: randomUUID(),
    minInterval: config.minInterval,
    answersKept: config.answersKept,
    patience: defaultPatience,
  };

  await time.catchUp();
  await plantWhereAlone(config, context);

  const connections = startGateways(config, context, checks);
  const worker = await startWorking(config, context, () =>
    startWorker({
      connection: patient,
      prefix,
      log,
      work: measuredWork(async (job) => {
        await time.catchUp();
        return work(context, job);
      }, meter),
    }),
  );
  await Promise.all(connections.map((connection) => connection.firstTry));
  const minute = startMinute(config, context, time);
  const names = platforms.map((platform) => platform.name);
  const states = () => connectionStates(names, connections);
  const presence = announcePresence(store.presences, context.instance, machine, () => ({
    where: `${hostname()}, process ${process.pid}`,
    roles: config.roles,
    platforms: states(),
    tokens: {
      ...(config.discord && { discord: fingerprint(config.discord.token) }),
      ...(config.slack && { slack: fingerprint(config.slack.botToken) }),
    },
  }));
  metrics.readings = readingsOf(context, queue, states);
  const known = await summariseStore(store);
  // Nobody waits for it: a question that was just mended is in use a moment later.
  const watching = import('./bank/watch-bank.ts').then(({ watchBank }) =>
    watchBank(bank, config.questionFolders, log),
  );

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    const running = [minute?.stop(), ...connections.map((one) => one.stop()), worker?.stop(endWithin)];
    await within(endWithin, Promise.all(running));
    await within(
      1_000,
      watching.then((one) => one.stop()),
    );
    await within(1_000, presence.stop());
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
      ...known,
      platforms: names,
      states: states(),
      storage: storage.description,
      durable: storage.durable,
    },
    now: clock.now,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
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
