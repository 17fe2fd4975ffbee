import type { Meter } from '../app/ports/meter.ts';
import type { Store } from '../app/ports/store.ts';
import type { Clock, Log } from '../app/ports/system.ts';
import { createAnswerBook } from './answers.ts';
import { createBoards } from './boards.ts';
import {
  createHeartbeats,
  createKeyValue,
  createLeases,
  createLedger,
  createMembers,
  createOnce,
  createPresences,
  createSettingsBook,
} from './books.ts';
import { connect, type RedisPlace } from './connection.ts';
import { createDeedBook } from './deeds.ts';
import { createDueSet, createFeeds } from './feeds.ts';
import { createFlagBook } from './flags.ts';
import { createKeys } from './keys.ts';
import { createPersonalData } from './personal/personal-data.ts';
import { createPracticeBook } from './practice.ts';
import { createReminderBook } from './reminders.ts';
import type { Room } from './room.ts';
import { createRounds } from './rounds.ts';
import { loadScripts } from './scripts.ts';
import { createTriesBook } from './tries.ts';

export interface StoreOptions {
  place: RedisPlace;
  /** Of all keys; in braces on a cluster. */
  prefix: string;
  clock: Clock;
  log: Log;
  meter?: Meter;
}

export interface OpenStore extends Store {
  /** When a restore began that was not done: what is kept is then not whole, and nothing may be built on it. */
  halfRestored(): Promise<string | undefined>;
  close(): void;
}

/** The one store, on whatever speaks Redis. Rejects with `StoreAway` when it is not there now. */
export async function openStore({ place, prefix, clock, log, meter }: StoreOptions): Promise<OpenStore> {
  const connection = await connect(place, clock, log, meter);
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
    boards: createBoards(room),
    answers: createAnswerBook(room),
    flags: createFlagBook(room),
    tries: createTriesBook(room),
    members: createMembers(room),
    practice: createPracticeBook(room),
    reminders: createReminderBook(room),
    settings: createSettingsBook(room),
    ledger: createLedger(room),
    heartbeats: createHeartbeats(room),
    leases: createLeases(room),
    once: createOnce(room),
    presences: createPresences(room),
    keyValue: createKeyValue(room),
    personal: createPersonalData(room),
    reconnectedAt: connection.reconnectedAt,
    steadySince: connection.steadySince,
    ping: async () => void (await connection.ask((redis) => redis.ping())),
    halfRestored: async () => (await connection.ask((redis) => redis.get(room.keys.restoring))) ?? undefined,
    close: connection.close,
  };
}

/** For the console: why Viva does not start beside the mark of a restore, and what to do. */
export function halfRestoredWords(since: string): string {
  return (
    `A restore began at ${since} and is not done, so what is kept is not whole. ` +
    'Wait for it to end; if it was broken off, run `viva restore` again: it begins anew.'
  );
}
