import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { Clock, Log } from '../../src/app/ports/system.ts';
import type { RedisPlace } from '../../src/store/connection.ts';
import { type OpenStore, openStore } from '../../src/store/open-store.ts';
import { openStorage } from '../../src/store/storage.ts';

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

export interface TestRedis {
  /** A folder that goes when it stops. */
  folder: string;
  place: RedisPlace;
  store(prefix: string, clock?: Clock): Promise<OpenStore>;
  stop(): Promise<void>;
}

/** `real`: the private redis-server child, as users without REDIS_URL have it; `memory`: js-redis-server. */
export async function startTestRedis(kind: 'real' | 'memory'): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'viva-test-'));
  const path = kind === 'real' ? (process.env.PATH ?? '') : '';
  const storage = await openStorage({ urls: [], dataFolder: folder, path, log: silentLog });
  const open: OpenStore[] = [];
  return {
    folder,
    place: storage.place,
    async store(prefix, clock = { now: () => Date.now() }) {
      const store = await openStore({ place: storage.place, prefix, clock, log: silentLog });
      open.push(store);
      return store;
    },
    async stop() {
      for (const store of open) store.close();
      await storage.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A plain client beside the store's own. */
export function openRawRedis(redis: Pick<TestRedis, 'place'>): Redis {
  return 'socket' in redis.place
    ? new Redis(redis.place.socket)
    : new Redis((redis.place as { url: string }).url);
}
