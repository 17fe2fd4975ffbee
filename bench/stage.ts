import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Feed } from '../src/core/feed.ts';
import { type OpenStore, openStore } from '../src/store/open-store.ts';
import { openStorage, type Storage } from '../src/store/storage.ts';
import { startViva, type VivaProcess } from '../test/support/process.ts';
import { silentLog } from '../test/support/redis.ts';

/** A folder for Viva's data with its private Redis in it, filled before Viva starts. */
export interface Stage {
  folder: string;
  storage: Storage;
  store: OpenStore;
  /** Viva as users run it, built, on this folder. Resolves when it is ready. */
  start(environment: Record<string, string>): Promise<VivaProcess>;
  /** A picture of a post by its file's name: drawn by the build, else by Viva just now. */
  picture(name: string): Promise<Buffer>;
  stop(): Promise<void>;
}

const builtPictures = fileURLToPath(new URL('../dist/pictures', import.meta.url));

export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'viva-bench-'));
  const path = process.env.PATH ?? '';
  const storage = await openStorage({ urls: [], dataFolder: folder, path, log: silentLog });
  if (!storage.durable) throw new Error('The bench needs redis-server (or valkey-server) on the PATH.');
  const clock = { now: () => Date.now() };
  const store = await openStore({ place: storage.place, prefix: 'viva', clock, log: silentLog });
  const running: VivaProcess[] = [];
  return {
    folder,
    storage,
    store,
    async start(environment) {
      const viva = startViva({ VIVA_DATA: folder, ...environment });
      running.push(viva);
      await viva.ready();
      return viva;
    },
    picture(name) {
      return readFile(join(builtPictures, name)).catch(() => readFile(join(folder, 'pictures', name)));
    },
    async stop() {
      for (const viva of running) {
        viva.kill('SIGTERM');
        await viva.ended;
      }
      store.close();
      await storage.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A feed that posts at nine every morning. */
export function dailyFeed(id: string, platform: string, space: string, channel: string): Feed {
  return {
    id,
    platform,
    space: `${platform}:${space}`,
    channel,
    personal: undefined,
    rule: { cron: '0 9 * * *', zone: 'UTC' },
    filter: {},
    reveal: 'anytime',
    closeAfter: undefined,
    catchUp: 6 * 3_600_000,
    paused: false,
    createdAt: Date.now() - 86_400_000,
    createdBy: `${platform}:100000000000000001`,
  };
}
