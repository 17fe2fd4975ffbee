import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Log } from '../app/ports/system.ts';
import { hash32 } from '../core/chance.ts';

/** The programs that can be the private store, in order. */
const programs = ['redis-server', 'valkey-server'];
/** Unix sockets take no longer path than this. */
const longestSocketPath = 100;
/** An append-only file of a few hundred MB loads within this. */
const startWithin = 60_000;
/** A pause before it is started again, so that one that cannot run does not spin. */
const restartAfter = 500;

export interface PrivateRedis {
  socket: string;
  program: string;
  /** Shuts it down, unless another process still uses it. */
  stop(): Promise<void>;
}

/** The first of the programs on the PATH. */
export function findProgram(path: string): string | undefined {
  for (const folder of path.split(delimiter)) {
    for (const program of programs) {
      const file = join(folder, program);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here: look on.
      }
    }
  }
  return undefined;
}

function homeIn(folder: string): string {
  return resolve(folder, 'redis');
}

/** Where the private Redis of a data folder listens, whether it runs or not. */
export function privateSocket(folder: string): string {
  const home = homeIn(folder);
  const inside = join(home, 'redis.sock');
  return inside.length <= longestSocketPath
    ? inside
    : join(tmpdir(), `viva-${hash32(home).toString(36)}.sock`);
}

/**
 * A Redis of Viva's own on a unix socket, with its append-only file in `folder`. It is a process group of its own, so
 * that Ctrl+C lets Viva end first. One that outlived a killed Viva is taken over; several processes on one folder share
 * it, and whoever leaves last shuts it down. One that ends by itself is started again.
 */
export async function startPrivateRedis(program: string, folder: string, log: Log): Promise<PrivateRedis> {
  const home = homeIn(folder);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const socket = privateSocket(folder);
  if (await answers(socket)) log.info({}, 'went on with the private store of an earlier process');
  else await launch(program, home, socket);
  const watch = watchOver(socket, log, () => launch(program, home, socket));
  return {
    socket,
    program,
    stop() {
      watch.end();
      return shutDown(socket);
    },
  };
}

/** Holds one connection for as long as Viva runs: when it breaks, and nothing answers soon after, Redis is started again. */
function watchOver(socket: string, log: Log, start: () => Promise<void>): { end(): void } {
  let over = false;
  const client = new Redis({ path: socket, retryStrategy: () => restartAfter, maxRetriesPerRequest: 0 });
  client.on('error', () => {});
  client.on('close', async () => {
    await wait(restartAfter);
    if (over || (await answers(socket))) return;
    log.error({}, 'the private store ended by itself; starting it again');
    await start().catch((error: unknown) =>
      log.error({ reason: String(error) }, 'the private store could not be started again'),
    );
  });
  return {
    end() {
      over = true;
      client.disconnect();
    },
  };
}

/** Starts the program and waits until it answers. Two processes never start two on one folder: a lock file sees to it. */
async function launch(program: string, home: string, socket: string): Promise<void> {
  const lock = join(home, 'starting.lock');
  const deadline = Date.now() + startWithin;
  while (!takeLock(lock)) {
    if (await answers(socket)) return;
    if (Date.now() > deadline)
      throw new Error(`${lock} says that another process starts it, but none did. Remove it.`);
    await wait(50);
  }
  try {
    if (!(await answers(socket))) await launchUnderLock(program, home, socket, deadline);
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx'));
    return true;
  } catch {
    // One that a killed process left behind counts for nothing.
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > startWithin) rmSync(lock, { force: true });
    return false;
  }
}

async function launchUnderLock(
  program: string,
  home: string,
  socket: string,
  deadline: number,
): Promise<void> {
  rmSync(socket, { force: true });
  const logFile = join(home, 'redis.log');
  const settings = {
    port: '0',
    unixsocket: socket,
    unixsocketperm: '700',
    dir: home,
    logfile: logFile,
    appendonly: 'yes',
    // The load is small, and a second that is rolled back could repeat a post.
    appendfsync: 'always',
    save: '',
    'maxmemory-policy': 'noeviction',
    // A member's bitmap of more than 512 rounds would take twice its room. The name that Redis 6 knows too.
    'hash-max-ziplist-value': '256',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  child.unref();
  const ended = once(child, 'exit').catch((error: unknown) => [String(error)]);
  while (Date.now() < deadline) {
    if (await answers(socket)) return;
    const code = await Promise.race([ended, wait(25, undefined)]);
    if (code !== undefined) break;
  }
  throw new Error(`${program} did not start. The end of ${logFile} says:\n${lastLines(logFile)}`);
}

function lastLines(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n');
  } catch {
    return '(nothing)';
  }
}

async function answers(socket: string): Promise<boolean> {
  return withClient(socket, async (client) => (await client.ping()) === 'PONG').catch(() => false);
}

async function shutDown(socket: string): Promise<void> {
  await withClient(socket, async (client) => {
    // Connections of ours that were just closed may be listed a little longer.
    for (let look = 0; look < 20; look += 1) {
      const others =
        String(await client.client('LIST'))
          .trim()
          .split('\n').length - 1;
      // Redis hangs up instead of answering.
      if (others === 0) return void (await client.shutdown('NOSAVE').catch(() => {}));
      await wait(25);
    }
  }).catch(() => {});
}

async function withClient<T>(socket: string, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis({
    path: socket,
    lazyConnect: true,
    enableOfflineQueue: false,
    retryStrategy: () => null,
    commandTimeout: 3_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.disconnect();
  }
}
