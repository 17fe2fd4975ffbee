import type { Store } from '../app/ports/store.ts';
import type { Clock, Log } from '../app/ports/system.ts';
import {
  createHeartbeats,
  createKeyValue,
  createLeases,
  createLedger,
  createMembers,
  createOnce,
  createSettingsBook,
} from './books.ts';
import { connect, type RedisPlace } from './connection.ts';
import { createDeedBook } from './deeds.ts';
import { createDueSet, createFeeds } from './feeds.ts';
import { createKeys } from './keys.ts';
import type { Room } from './room.ts';
import { createRounds } from './rounds.ts';
import { loadScripts } from './scripts.ts';

export interface StoreOptions {
  place: RedisPlace;
  /** Of all keys; in braces on a cluster. */
  prefix: string;
  clock: Clock;
  log: Log;
}

export interface OpenStore extends Store {
  close(): void;
}

/** The one store, on whatever speaks Redis. Rejects with `StoreAway` when it is not there now. */
export async function openStore({ place, prefix, clock, log }: StoreOptions): Promise<OpenStore> {
  const connection = await connect(place, clock, log);
  const runRaw = loadScripts(connection.client);
  const room: Room = {
    ask: connection.ask,
    run: (name, keys, args) => connection.ask(() => runRaw(name, keys, args)),
    keys: createKeys(prefix),
    clock,
  };
  return {
    feeds: createFeeds(room),
    due: createDueSet(room),
    rounds: createRounds(room),
    deeds: createDeedBook(room),
    members: createMembers(room),
    settings: createSettingsBook(room),
    ledger: createLedger(room),
    heartbeats: createHeartbeats(room),
    leases: createLeases(room),
    once: createOnce(room),
    keyValue: createKeyValue(room),
    reconnectedAt: connection.reconnectedAt,
    steadySince: connection.steadySince,
    ping: async () => void (await connection.ask((redis) => redis.ping())),
    close: connection.close,
  };
}
