import { type FileHandle, open, rm } from 'node:fs/promises';
import { type Changes, watchChanges } from './changes.ts';
import type { RedisClient, RedisPlace } from './connection.ts';
import { familyOf, isTransient } from './families.ts';
import { holdWrites } from './hold-writes.ts';
import { createKeyReader, type KeyReader } from './key-reader.ts';
import { createKeys } from './keys.ts';
import { splitLines } from './lines.ts';
import { findServer } from './lone-connection.ts';

export interface MomentOptions {
  place: RedisPlace;
  prefix: string;
  /** A file that is made, used and removed again: what was read waits there. */
  spool: string;
  onProgress(done: number, of: number): void;
  signal: AbortSignal;
}

/** Everything lasting under a prefix, as it was at one instant. */
export interface Moment {
  takenAt: number;
  /** How many keys of each family. */
  counts: Record<string, number>;
  entries: number;
  /** The last read, during which writes waited: how many keys, and how long, ms. */
  held: { keys: number; ms: number };
  /** The entries as JSON, in the order of their keys. */
  lines(): AsyncGenerator<string>;
  /** Removes the spool. */
  discard(): Promise<void>;
}

/** Read at once: Redis is held for some milliseconds at most. */
const batch = 500;
/** As many keys may be read in the one last read. */
const lastRead = 200;
const lastTries = 200;

/**
 * Reads everything piece by piece while Viva goes on, then again what changed meanwhile, until little is left. That is
 * read while writes wait for some milliseconds: all that was read before still stands then. Where Redis does not let
 * writes wait, it is tried until nothing else happened to change during that last read.
 */
export async function takeMoment(options: MomentOptions): Promise<Moment> {
  const { prefix, spool } = options;
  const server = await findServer(options.place, prefix);
  const reader = await server.connect();
  let changes: Changes | undefined;
  const discard = () => rm(spool, { force: true });
  try {
    await refuseHalfRestored(reader, prefix);
    changes = await watchChanges(server, reader, prefix);
    const read = createKeyReader(reader, prefix);
    const keys = await listKeys(reader, prefix, options.signal);
    const present = await readAll(keys, read, options);
    const late = await catchUp(changes, read, reader, options.signal);
    const takenAt = Date.now();
    await refuseHalfRestored(reader, prefix);
    const lines = () => merged(keys, spool, late.entries);
    const counts = countFamilies(keys, present, late.entries);
    const entries = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return { takenAt, counts, entries, held: late.held, lines, discard };
  } catch (error) {
    await discard();
    throw error;
  } finally {
    changes?.end();
    reader.disconnect();
  }
}

/** A backup of what is not whole would look like a whole one, and might take the place of the last that was. */
async function refuseHalfRestored(reader: RedisClient, prefix: string): Promise<void> {
  const since = await reader.get(createKeys(prefix).restoring);
  if (since === null) return;
  throw new Error(
    `A restore began at ${since} and is not done, so there is nothing whole to back up. Wait for it to end; if it was broken off, run \`viva restore\` again: it begins anew.`,
  );
}

/** All keys that are to be kept, in order. */
async function listKeys(reader: RedisClient, prefix: string, signal: AbortSignal): Promise<string[]> {
  const found: string[] = [];
  for await (const names of reader.scanStream({ match: `${prefix}:*`, count: 1_000 })) {
    signal.throwIfAborted();
    for (const name of names as string[]) {
      const key = name.slice(prefix.length + 1);
      if (!isTransient(key)) found.push(key);
    }
  }
  // A scan may name a key twice.
  return found.sort().filter((key, index) => key !== found[index - 1]);
}

/** Writes a line for each key into the spool, an empty one where the key is gone already. Gives which are there. */
async function readAll(
  keys: string[],
  read: KeyReader,
  { spool, onProgress, signal }: MomentOptions,
): Promise<Uint8Array> {
  const present = new Uint8Array(keys.length);
  const file = await open(spool, 'wx', 0o600);
  try {
    let next = read.quickly(keys.slice(0, batch));
    for (let from = 0; from < keys.length; from += batch) {
      signal.throwIfAborted();
      const lines = await next;
      // Redis reads on while this is written.
      next =
        from + batch < keys.length
          ? read.quickly(keys.slice(from + batch, from + 2 * batch))
          : Promise.resolve([]);
      next.catch(() => {});
      for (const [index, line] of lines.entries()) present[from + index] = line === undefined ? 0 : 1;
      await file.writeFile(`${lines.map((line) => line ?? '').join('\n')}\n`);
      onProgress(from + lines.length, keys.length);
    }
  } finally {
    await file.close();
  }
  return present;
}

/** What changed since it was read, as it is at the end; undefined for what is gone. */
type Late = Map<string, string | undefined>;

async function catchUp(
  changes: Changes,
  read: KeyReader,
  redis: RedisClient,
  signal: AbortSignal,
): Promise<{ entries: Late; held: Moment['held'] }> {
  const entries: Late = new Map();
  const keep = (keys: string[], lines: (string | undefined)[]) => {
    for (const [index, key] of keys.entries()) entries.set(key, lines[index]);
  };
  const open = new Set<string>();
  const hear = async () => {
    await changes.caughtUp();
    for (const key of changes.take()) open.add(key);
  };
  for (let tries = 0; tries < lastTries; tries += 1) {
    signal.throwIfAborted();
    await hear();
    if (open.size > lastRead) {
      const keys = [...open];
      open.clear();
      for (let from = 0; from < keys.length; from += batch) {
        const part = keys.slice(from, from + batch);
        keep(part, await read.quickly(part));
      }
      continue;
    }
    const began = performance.now();
    const hold = await holdWrites(redis);
    try {
      await hear();
      const keys = [...open];
      keep(keys, await (hold === undefined ? read.quickly(keys) : read.plainly(keys)));
      await changes.caughtUp();
    } finally {
      await hold?.release();
    }
    // What changes often stays in `open`, so that it need not be named once more.
    if (!changes.beyond(open)) return { entries, held: { keys: open.size, ms: performance.now() - began } };
  }
  throw new Error('The store changed too quickly to be read at one instant. Try again at a quieter time.');
}

async function* merged(keys: string[], spool: string, late: Late): AsyncGenerator<string> {
  const added = [...late.keys()].filter((key) => !isAmong(keys, key)).sort();
  const file: FileHandle = await open(spool, 'r');
  let index = 0;
  const addedBefore = function* (key: string | undefined) {
    while (added.length > 0 && (key === undefined || (added[0] as string) < key)) {
      const line = late.get(added.shift() as string);
      if (line !== undefined) yield line;
    }
  };
  try {
    for await (const { bytes } of splitLines(file.createReadStream({ autoClose: false }))) {
      const key = keys[index] ?? '';
      index += 1;
      yield* addedBefore(key);
      const line = late.has(key) ? late.get(key) : bytes.toString('utf8');
      if (line !== undefined && line !== '') yield line;
    }
    yield* addedBefore(undefined);
  } finally {
    await file.close();
  }
}

/** Whether a key is among sorted ones. */
function isAmong(keys: string[], key: string): boolean {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return keys[low] === key;
}

function countFamilies(keys: string[], present: Uint8Array, late: Late): Record<string, number> {
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(familyOf(key), (counts.get(familyOf(key)) ?? 0) + 1);
  for (const [index, key] of keys.entries()) if (present[index] === 1 && !late.has(key)) count(key);
  for (const [key, line] of late) if (line !== undefined) count(key);
  return Object.fromEntries([...counts].sort());
}
