import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { type Meter, noMeter } from '../app/ports/meter.ts';
import { StoreAway } from '../app/ports/store.ts';
import type { Clock, Log } from '../app/ports/system.ts';

/** A cluster's client answers the same commands, and is typed as a single server's for that reason. */
export type RedisClient = Redis;

/** Where Redis is: one server by URL, a unix socket, or the nodes of a cluster by their URLs. */
export type RedisPlace = { url: string } | { socket: string } | { nodes: string[] };

/** A connection for what people wait for: it fails fast, so that "storage is away" is said at once. */
const impatient = {
  enableOfflineQueue: false,
  commandTimeout: 3_000,
  connectTimeout: 5_000,
  maxRetriesPerRequest: 0,
  retryStrategy: backOff,
} satisfies RedisOptions;

/** A connection as BullMQ needs it: it waits for Redis however long that takes. */
const patient = { maxRetriesPerRequest: null, retryStrategy: backOff } satisfies RedisOptions;

type Waiting = typeof impatient | (typeof patient & { enableOfflineQueue?: true });

function backOff(tries: number): number {
  return Math.min(tries * 100, 2_000);
}

/**
 * Commands that are given at once go out in one write to the socket, which costs as much as a command does. None of them
 * waits for an answer to others, as they would when joined into one request (`enableAutoPipelining`).
 */
class JoiningRedis extends Redis {
  #joined = false;

  override sendCommand(...given: Parameters<Redis['sendCommand']>): unknown {
    this.#join();
    return super.sendCommand(...given);
  }

  #join(): void {
    const { stream } = this;
    if (this.#joined || this.status !== 'ready') return;
    this.#joined = true;
    stream.cork();
    process.nextTick(() => {
      this.#joined = false;
      stream.uncork();
    });
  }
}

function open(place: RedisPlace, options: Waiting): RedisClient {
  if ('socket' in place) return new JoiningRedis({ ...options, lazyConnect: true, path: place.socket });
  if ('url' in place) return new JoiningRedis(place.url, { ...options, lazyConnect: true });
  const { enableOfflineQueue = true, ...redisOptions } = options;
  const cluster = new Cluster(place.nodes, { enableOfflineQueue, lazyConnect: true, redisOptions });
  return cluster as unknown as RedisClient;
}

/** For BullMQ, which makes further connections of its own from it. */
export function openPatient(place: RedisPlace, log: Log): RedisClient {
  const client = open(place, patient);
  client.on('error', (error) => log.debug({ error: String(error) }, 'the queue’s connection'));
  return client;
}

export interface Connection {
  client: RedisClient;
  /** Runs commands; whatever says that Redis cannot be asked now becomes `StoreAway`. */
  ask<T>(work: (client: RedisClient) => Promise<T>): Promise<T>;
  reconnectedAt(): number | undefined;
  steadySince(): number | undefined;
  close(): void;
}

/** Connects for what people wait for; rejects with `StoreAway` when Redis is not there now. */
export async function connect(
  place: RedisPlace,
  clock: Clock,
  log: Log,
  meter: Meter = noMeter,
): Promise<Connection> {
  const client = open(place, impatient);
  let lost = false;
  let closing = false;
  let reconnectedAt: number | undefined;
  client.on('error', (error) => log.debug({ error: String(error) }, 'the store’s connection'));
  client.on('close', () => {
    if (!lost && !closing) log.warn({}, 'the store is away');
    lost = true;
  });
  client.on('ready', () => {
    if (lost) {
      reconnectedAt = clock.now();
      log.info({}, 'the store is back');
    }
    lost = false;
  });
  try {
    await client.connect();
  } catch (error) {
    client.disconnect();
    throw new StoreAway(error);
  }
  const connectedAt = clock.now();
  return {
    client,
    ask: async (work) => {
      const began = performance.now();
      try {
        const answer = await work(client);
        meter.stored('ok', performance.now() - began);
        return answer;
      } catch (error) {
        const away = isAway(error);
        meter.stored(away ? 'away' : 'failed', performance.now() - began);
        throw away ? new StoreAway(error) : error;
      }
    },
    reconnectedAt: () => reconnectedAt,
    // A cluster's client does not tell when one of its nodes was replaced.
    steadySince: () => ('nodes' in place ? undefined : (reconnectedAt ?? connectedAt)),
    close: () => {
      closing = true;
      client.disconnect();
    },
  };
}

/** Redis' own replies that mean "not now"; every other reply is a fault of ours and stays what it is. */
const notNow = /^(LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|READONLY|BUSY|NOREPLICAS|OOM|MISCONF) ?/;

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name !== 'ReplyError' || notNow.test(error.message);
}
