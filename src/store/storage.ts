import type { Log } from '../app/ports/system.ts';
import type { RedisPlace } from './connection.ts';
import { findProgram, startPrivateRedis } from './private-redis.ts';

/** Where everything is kept, however it came about. */
export interface Storage {
  place: RedisPlace;
  /** For the console and the doctor; never holds a password. */
  description: string;
  /** False where nothing outlives the process. */
  durable: boolean;
  /** After every connection is closed. */
  stop(): Promise<void>;
}

export interface StorageOptions {
  /** `REDIS_URL`: one URL, or the nodes of a cluster. */
  urls: readonly string[];
  /** `VIVA_DATA` */
  dataFolder: string;
  /** The machine's PATH, searched for redis-server and valkey-server. */
  path: string;
  log: Log;
}

export const memoryWarning =
  'Nothing outlives this process: no REDIS_URL is set, and there is no redis-server or valkey-server on the PATH. ' +
  'Install one, or set REDIS_URL, to keep feeds and streaks.';

/** The chain: the Redis that is named, else a private one as a child, else one in memory. */
export async function openStorage({ urls, dataFolder, path, log }: StorageOptions): Promise<Storage> {
  const [url, ...more] = urls;
  if (url !== undefined) {
    const place = more.length === 0 ? { url } : { nodes: [...urls] };
    return { place, description: urls.map(withoutPassword).join(', '), durable: true, stop: async () => {} };
  }
  const program = findProgram(path);
  if (program !== undefined) {
    const redis = await startPrivateRedis(program, dataFolder, log);
    return {
      place: { socket: redis.socket },
      description: `a private ${program.split('/').at(-1)} with its data in ${dataFolder}`,
      durable: true,
      stop: redis.stop,
    };
  }
  const { createRedisMock } = await import('js-redis-server');
  const server = await createRedisMock();
  const address = server.addresses()[0];
  if (address === undefined) throw new Error('the in-memory store did not start');
  return {
    place: { url: `redis://${address.host}:${address.port}` },
    description: 'memory only',
    durable: false,
    stop: () => server.close(),
  };
}

export function withoutPassword(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return '(not a URL)';
  }
}
