import type { RedisClient } from './connection.ts';
import { isTransient } from './families.ts';
import type { LoneServer } from './lone-connection.ts';

/** Which keys of a prefix were changed, by whomever, since they were last taken. */
export interface Changes {
  /** Keys without their prefix, transient ones aside. Taking empties it. */
  take(): Set<string>;
  /** Whether anything outside of `known` was changed. */
  beyond(known: ReadonlySet<string>): boolean;
  /** Resolves once every change is in that was made before an answer which we have already. */
  caughtUp(): Promise<void>;
  end(): void;
}

/**
 * Redis' own client tracking (6.0 and later): the connection `reader` turns it on, and a second one hears of each key
 * that changes. Redis writes such news before it answers the next command, so a ping on that second connection comes
 * back only behind all news of what happened before.
 */
export async function watchChanges(
  server: LoneServer,
  reader: RedisClient,
  prefix: string,
): Promise<Changes> {
  const ear = await server.connect({ protocol: 2 });
  let changed = new Set<string>();
  let broken: Error | undefined;
  ear.on('close', () => {
    broken = new Error('the connection to Redis was lost');
  });
  ear.on('messageBuffer', (_channel: Buffer, keys: unknown) => {
    if (!Array.isArray(keys)) {
      broken = new Error('Redis was emptied meanwhile');
      return;
    }
    for (const bytes of keys as Buffer[]) {
      const key = bytes.toString('utf8').slice(prefix.length + 1);
      if (!isTransient(key)) changed.add(key);
    }
  });
  const id = await ear.client('ID');
  await ear.subscribe('__redis__:invalidate');
  try {
    await reader.call('CLIENT', 'TRACKING', 'ON', 'REDIRECT', id, 'BCAST', 'PREFIX', `${prefix}:`);
  } catch (error) {
    ear.disconnect();
    throw new Error(
      `This Redis does not let Viva follow its changes (CLIENT TRACKING), so no backup is taken while it may change: ${String(error)}`,
    );
  }
  return {
    take() {
      const taken = changed;
      changed = new Set();
      return taken;
    },
    beyond: (known) => [...changed].some((key) => !known.has(key)),
    async caughtUp() {
      await ear.ping();
      if (broken !== undefined) throw broken;
    },
    end: () => ear.disconnect(),
  };
}
