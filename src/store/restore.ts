import { bytesOf, type Entry } from './backup-format.ts';
import type { RedisClient, RedisPlace } from './connection.ts';
import { familyOf } from './families.ts';
import { createKeys } from './keys.ts';
import { findServer } from './lone-connection.ts';
import { readBackup } from './restore-check.ts';

export interface RestoreOptions {
  place: RedisPlace;
  prefix: string;
  /** The file from its beginning, each time it is called. */
  open(): AsyncIterable<Uint8Array>;
  /** What `readBackup` gave for it. */
  entries: number;
  now(): number;
  onProgress(done: number, of: number): void;
  signal: AbortSignal;
}

/** The store takes no restore now: why, and what to do. Nothing was written. */
export class NotEmpty extends Error {}

/** Commands of one round trip, and elements of one command. */
const commandsAtOnce = 500;
const elementsAtOnce = 500;
/** The lease of a running restore, ms: renewed with each round trip. */
const leaseMs = 60_000;
/** A key that Viva would not write: it says that what stands beside it is not whole. */
const leaseName = 'restore';

/**
 * Writes a checked backup into an empty store. A mark stands there from before the first write until after the last one,
 * and Viva does not start beside it; a restore that was broken off is begun anew by the next one.
 */
export async function restoreBackup(options: RestoreOptions): Promise<{ written: number; expired: number }> {
  const { prefix, now, signal } = options;
  const keys = createKeys(prefix);
  const server = await findServer(options.place, prefix);
  const redis = await server.connect();
  let isTaken = false;
  try {
    await takeStore(redis, prefix, now());
    isTaken = true;
    let expired = 0;
    let done = 0;
    let waiting: Entry[] = [];
    const flush = async () => {
      signal.throwIfAborted();
      await writeAll(redis, prefix, waiting);
      await redis.pexpire(keys.lease(leaseName), leaseMs);
      done += waiting.length;
      waiting = [];
      options.onProgress(done + expired, options.entries);
    };
    await readBackup(options.open(), async (entry) => {
      if (entry.expiresAt !== undefined && entry.expiresAt <= now()) {
        expired += 1;
        return;
      }
      waiting.push(entry);
      if (waiting.length >= commandsAtOnce) await flush();
    });
    await flush();
    await checkAlone(redis, prefix, done);
    await redis.del(keys.restoring);
    return { written: done, expired };
  } finally {
    if (isTaken) await redis.del(keys.lease(leaseName)).catch(() => {});
    redis.disconnect();
  }
}

/** Marks the store as being restored, if there is nothing in it, or only what a restore left that was broken off. */
async function takeStore(redis: RedisClient, prefix: string, at: number): Promise<void> {
  const keys = createKeys(prefix);
  if ((await redis.set(keys.lease(leaseName), '1', 'PX', leaseMs, 'NX')) === null)
    throw new NotEmpty(
      'Another restore into this store is under way, or ended less than a minute ago. Try again in a minute.',
    );
  if ((await redis.exists(keys.restoring)) === 1) {
    for await (const found of scan(redis, prefix)) {
      const rest = found.filter((key) => key !== keys.restoring && key !== keys.lease(leaseName));
      if (rest.length > 0) await redis.unlink(rest);
    }
    return;
  }
  await redis.set(keys.restoring, new Date(at).toISOString());
  const found = await contents(redis, prefix);
  if (found.count === 0) return;
  await redis.del(keys.restoring, keys.lease(leaseName));
  throw new NotEmpty(
    `The store is not empty: it holds ${found.count} keys that begin with ${prefix}: (${found.names}). Nothing was written. Restore into an empty one, or under another REDIS_PREFIX.`,
  );
}

/** Nobody else may have written meanwhile; should it be so, the mark stays. */
async function checkAlone(redis: RedisClient, prefix: string, written: number): Promise<void> {
  const { count } = await contents(redis, prefix);
  if (count > written)
    throw new Error(
      'Another process wrote into the store meanwhile, so it is not what the backup holds. End every Viva on it, and run the restore again.',
    );
}

/** What is in the store besides the marks of this restore. */
async function contents(redis: RedisClient, prefix: string): Promise<{ count: number; names: string }> {
  const keys = createKeys(prefix);
  const own = new Set<string>([keys.restoring, keys.lease(leaseName)]);
  const found = new Set<string>();
  for await (const names of scan(redis, prefix))
    for (const name of names) if (!own.has(name)) found.add(name);
  const families = [...new Set([...found].map((name) => familyOf(name.slice(prefix.length + 1))))].sort();
  const shown = families.slice(0, 5).join(', ');
  return { count: found.size, names: families.length > 5 ? `${shown} …` : shown };
}

function scan(redis: RedisClient, prefix: string): AsyncIterable<string[]> {
  return redis.scanStream({ match: `${prefix}:*`, count: 1_000 });
}

async function writeAll(redis: RedisClient, prefix: string, entries: Entry[]): Promise<void> {
  const pipeline = redis.pipeline();
  for (const entry of entries) {
    for (const [name, ...args] of commandsFor(`${prefix}:${entry.key}`, entry)) pipeline.call(name, ...args);
  }
  for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error;
}

type Command = [name: string, key: string, ...rest: (string | Buffer)[]];

function* commandsFor(key: string, entry: Entry): Generator<Command> {
  if (entry.type === 'string') yield ['SET', key, bytesOf(entry.value)];
  else {
    for (let from = 0; from < entry.value.length; from += elementsAtOnce) yield part(key, entry, from);
  }
  if (entry.expiresAt !== undefined) yield ['PEXPIREAT', key, String(entry.expiresAt)];
}

function part(key: string, entry: Exclude<Entry, { type: 'string' }>, from: number): Command {
  const to = from + elementsAtOnce;
  switch (entry.type) {
    case 'list':
      return ['RPUSH', key, ...entry.value.slice(from, to).map(bytesOf)];
    case 'set':
      return ['SADD', key, ...entry.value.slice(from, to).map(bytesOf)];
    case 'hash':
      return ['HSET', key, ...entry.value.slice(from, to).flatMap((pair) => pair.map(bytesOf))];
    case 'zset':
      return [
        'ZADD',
        key,
        ...entry.value.slice(from, to).flatMap(([member, score]) => [score, bytesOf(member)]),
      ];
  }
}
