import { StoreAway } from '../app/ports/store.ts';
import type { Config } from '../config.ts';
import { createLog, redact } from '../ops/log.ts';
import { openStorage, type Storage } from '../store/storage.ts';
import type { Console } from './console.ts';

/**
 * Works on the storage of a running Viva, or on the same without one; gives an exit code. Where there is only memory,
 * or nothing answers, it says so.
 */
export async function onStorage(
  config: Config,
  io: Console,
  work: (storage: Storage) => Promise<number>,
): Promise<number> {
  const { redisUrls: urls, dataFolder } = config;
  const storage = await openStorage({
    urls,
    dataFolder,
    path: io.path,
    log: createLog('silent', false),
  });
  try {
    if (storage.durable) return await work(storage);
    io.complain(
      'There is no storage to work on: no REDIS_URL is set, and there is no redis-server or valkey-server on the PATH. ' +
        'What a Viva keeps in memory cannot be reached from outside.',
    );
    return 1;
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error;
    io.complain(
      `Storage (${storage.description}) does not answer: ${redact(String(error.cause)).replace(/\.$/, '')}. ` +
        'Check REDIS_URL, and that Redis runs there and lets Viva in.',
    );
    return 1;
  } finally {
    await storage.stop();
  }
}

/** Says how far a long piece of work is, every few seconds. */
export function progress(io: Console, what: string): (done: number, of: number) => void {
  const every = 3_000;
  let said = performance.now();
  return (done, of) => {
    if (performance.now() - said < every) return;
    said = performance.now();
    io.complain(`${what} ${done} of ${of} …`);
  };
}

/** Aborted by a signal, so that what lies half done can be put away. */
export function untilSignal(io: Console): AbortSignal {
  const ending = new AbortController();
  io.onSignal((signal) => {
    if (ending.signal.aborted) io.exit(1);
    ending.abort(new Error(`ended by ${signal}`));
  });
  return ending.signal;
}

/** `12,345 keys: 3 feeds, 40 rounds …`, the largest families first. */
export function summaryOf(counts: Record<string, number>): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const families = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const shown = families.slice(0, 6).map(([name, count]) => `${name} ${count}`);
  return `${total} keys${shown.length === 0 ? '' : ` (${shown.join(', ')}${families.length > 6 ? ' …' : ''})`}`;
}
