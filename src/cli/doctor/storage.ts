import { setTimeout as wait } from 'node:timers/promises';
import type { Finding } from '../../app/ports/doctor.ts';
import type { Log } from '../../app/ports/system.ts';
import type { Config } from '../../config.ts';
import type { RedisPlace } from '../../store/connection.ts';
import { examineRedis } from '../../store/doctor.ts';
import { type OpenStore, openStore } from '../../store/open-store.ts';
import { memoryWarning, openStorage, type Storage } from '../../store/storage.ts';
import type { Console } from '../console.ts';

export interface ExaminedStorage {
  findings: Finding[];
  /** Undefined where it cannot be used. */
  store: OpenStore | undefined;
  place: RedisPlace | undefined;
  /** A running Viva with this environment would be on the same store. */
  shared: boolean;
  /** The store's clock, ms. */
  time: number | undefined;
  close(): Promise<void>;
}

/** A cluster's client tries for ever where a node that is named by another cannot be reached. */
const opensWithin = 10_000;

const notOpened: Finding = {
  id: 'store-not-opened',
  mark: 'wrong',
  text: 'Redis answers, but Viva could not open its store there: other nodes of the cluster are probably not to be reached from here.',
  mend: 'See that this machine reaches every node under the address that CLUSTER SLOTS shows (cluster-announce-ip).',
};

function halfRestored(since: string): Finding {
  return {
    id: 'half-restored',
    mark: 'wrong',
    text: `A restore began at ${since} and is not done: Viva does not start beside what is not whole.`,
    mend: 'Wait for it to end. If it was broken off, run `viva restore FILE` again: it begins anew.',
  };
}

/** Opens the storage as Viva would, and examines it. A private Redis that a running Viva uses goes on afterwards. */
export async function openExamined(
  config: Config,
  io: Console,
  log: Log,
  folderUsable: boolean,
): Promise<ExaminedStorage> {
  const nothing = {
    store: undefined,
    place: undefined,
    shared: false,
    time: undefined,
    close: async () => {},
  };
  const { redisUrls: urls, dataFolder, prefix } = config;
  // The private Redis could not start, and the finding about the folder says so.
  if (urls.length === 0 && !folderUsable) return { ...nothing, findings: [] };
  let storage: Storage;
  try {
    storage = await openStorage({ urls, dataFolder, path: io.path, log });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const mend = 'Mend what its log says, or set REDIS_URL to a Redis of your own.';
    return { ...nothing, findings: [{ id: 'private-redis', mark: 'wrong', text, mend }] };
  }
  if (!storage.durable) {
    await storage.stop();
    const mend = 'Install redis-server (apt-get install redis-server, brew install redis) or set REDIS_URL.';
    return { ...nothing, findings: [{ id: 'storage-memory', mark: 'warn', text: memoryWarning, mend }] };
  }
  const { place, description } = storage;
  const { findings, usable, time } = await examineRedis({ place, prefix, description });
  if (!usable) {
    await storage.stop();
    return { ...nothing, findings };
  }
  const opening = openStore({ place, prefix, clock: { now: () => Date.now() }, log });
  const store = await Promise.race([
    opening.catch(() => undefined),
    wait(opensWithin, undefined, { ref: false }),
  ]);
  const since = await store?.halfRestored().catch(() => undefined);
  if (since !== undefined) findings.push(halfRestored(since));
  return {
    // Where something is wrong with Redis already, that is the reason.
    findings:
      store === undefined && findings.every(({ mark }) => mark !== 'wrong')
        ? [...findings, notOpened]
        : findings,
    store,
    place,
    shared: true,
    time,
    async close() {
      store?.close();
      await storage.stop();
    },
  };
}
