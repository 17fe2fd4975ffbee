import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { complete } from '../../src/app/complete.ts';
import { type Context, defaultPatience } from '../../src/app/context.ts';
import { handle } from '../../src/app/handle.ts';
import type { Bank } from '../../src/app/ports/bank.ts';
import { noMeter } from '../../src/app/ports/meter.ts';
import type { Clock } from '../../src/app/ports/system.ts';
import { beat, tick } from '../../src/app/tick.ts';
import { work } from '../../src/app/work.ts';
import { loadBank } from '../../src/bank/load-bank.ts';
import { createCron } from '../../src/delivery/cron.ts';
import { createQueue, startWorker } from '../../src/delivery/queue.ts';
import { createScheduler } from '../../src/practice/scheduler.ts';
import { createTypesetter } from '../../src/render/typesetter.ts';
import { openPatient } from '../../src/store/connection.ts';
import { silentLog, type TestRedis } from './redis.ts';
import type { World } from './world.ts';

export interface SettableClock extends Clock {
  set(to: number): void;
}

/** A clock that stands still until it is set. */
export class TestClock {
  private at: number;
  constructor(start: number) {
    this.at = start;
  }
  now = (): number => this.at;
  set(to: number): void {
    this.at = to;
  }
  advance(by: number): void {
    this.at += by;
  }
}

/** The whole of Viva in this process, on a world, a real store and queue, and a clock of the test's. */
export interface TestViva {
  context: Context;
  /** Sets the clock, lets the minute tick, and waits until everything due was worked. */
  jump(to: number): Promise<void>;
  settle(): Promise<void>;
  /** Whether the queue has nothing to work now. */
  isIdle(): Promise<boolean>;
  stop(): Promise<void>;
}

let opened = 0;
let bank: Promise<Bank> | undefined;

/**
 * The three questions that Viva began with: what tests expect of the bank does not change as it grows. They are copied
 * into a folder of their own, so that no test reads the whole bank.
 */
export function testBank(): Promise<Bank> {
  bank ??= loadBank([folderOfThree()], {}).then((loaded) => loaded.bank);
  return bank;
}

function folderOfThree(): string {
  const folder = mkdtempSync(join(tmpdir(), 'viva-test-bank-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const topic = join(folder, 'deep-learning');
  mkdirSync(topic, { recursive: true });
  for (const name of readdirSync('questions/deep-learning')) {
    if (/^DL000[123]-.*\.(md|json)$/.test(name))
      cpSync(join('questions/deep-learning', name), join(topic, name));
  }
  return folder;
}

/** `keys`: the prefix of a store that holds something already; else a fresh one. */
export async function openViva(
  world: World,
  redis: TestRedis,
  clock: SettableClock,
  keys?: string,
): Promise<TestViva> {
  opened += 1;
  const prefix = keys ?? `viva${opened}`;
  const log = silentLog;
  const store = await redis.store(prefix, clock);
  const pictures = mkdtempSync(join(tmpdir(), 'viva-pictures-'));
  const patient = openPatient(redis.place, log);
  const queue = createQueue({ connection: patient, prefix, log });
  const platform = world.createPlatform({ keyValue: store.keyValue, log });
  const context: Context = {
    store,
    queue,
    platforms: new Map([[platform.name, platform]]),
    bank: await testBank(),
    typesetter: createTypesetter({ cacheFolder: pictures, log }),
    clock,
    cron: createCron(),
    scheduler: createScheduler(),
    log,
    meter: noMeter,
    instance: prefix,
    minInterval: 60_000,
    answersKept: 30 * 86_400_000,
    patience: { ...defaultPatience, afterDoubt: [20], verify: 20 },
  };
  const worker = startWorker({ connection: patient, prefix, log, work: (job) => work(context, job) });
  await platform.start({
    deliver: (exchange) => handle(context, exchange),
    complete: (query) => complete(context, query),
  });
  const settle = async () => {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const { now, later } = await queue.depth();
      if (now + later === 0) return;
      if (Date.now() > deadline) throw new Error(`the queue did not settle: ${now} now, ${later} later`);
      await wait(5);
    }
  };
  return {
    context,
    settle,
    isIdle: async () => (await queue.depth()).now === 0,
    async jump(to) {
      clock.set(to);
      await beat(context);
      await tick(context);
      await settle();
    },
    async stop() {
      await platform.stop();
      await worker.stop(1_000);
      await queue.close();
      patient.disconnect();
      rmSync(pictures, { recursive: true, force: true });
    },
  };
}
