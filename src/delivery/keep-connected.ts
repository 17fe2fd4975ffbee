import { setTimeout as wait } from 'node:timers/promises';
import { type Handlers, type Platform, PlatformTrouble } from '../app/ports/platform.ts';
import type { Leases } from '../app/ports/store.ts';
import type { Log } from '../app/ports/system.ts';

/** `standby`: another process holds the connection. `given-up`: trying again cannot help. */
export type ConnectionState =
  | { kind: 'connected' | 'standby' | 'trying' }
  | { kind: 'given-up'; trouble: PlatformTrouble };

export interface Connection {
  state(): ConnectionState;
  /** Resolves once the first try is over, whatever came of it. */
  firstTry: Promise<void>;
  stop(): Promise<void>;
}

export interface KeepOptions {
  leases: Leases;
  instance: string;
  log: Log;
  /** How long a lease lasts without renewal, ms; renewed at a third of it. */
  leaseMs?: number;
}

/**
 * Keeps one platform connected, by itself: trouble there never touches the others. Where only one process may be
 * connected (Discord's gateway), a lease decides, and the others stand by and take over when it lapses.
 */
export function keepConnected(platform: Platform, handlers: Handlers, options: KeepOptions): Connection {
  const { leases, instance, log, leaseMs = 15_000 } = options;
  const lease = `connection:${platform.name}`;
  const ending = new AbortController();
  let state: ConnectionState = { kind: 'trying' };
  let started = false;
  let tried = (): void => {};
  const firstTry = new Promise<void>((resolve) => {
    tried = resolve;
  });

  const mayConnect = async (): Promise<boolean> => {
    if (!platform.exclusive) return true;
    try {
      return await leases.take(lease, instance, leaseMs);
    } catch {
      // The store is away: whoever is connected stays so (nobody else can take the lease), others wait.
      return started;
    }
  };

  const step = async (tries: number): Promise<number> => {
    if (!(await mayConnect())) {
      if (started) {
        log.warn({ platform: platform.name }, 'another process took over the connection');
        await platform.stop();
        started = false;
      }
      state = { kind: 'standby' };
      return leaseMs / 3;
    }
    if (started) return leaseMs / 3;
    try {
      await platform.start(handlers);
      started = true;
      state = { kind: 'connected' };
      log.info({ platform: platform.name }, 'connected');
      return leaseMs / 3;
    } catch (error) {
      const trouble =
        error instanceof PlatformTrouble
          ? error
          : new PlatformTrouble(String(error), 'See the log for more.', false);
      log.error({ platform: platform.name, mend: trouble.mend }, trouble.message);
      if (trouble.permanent) state = { kind: 'given-up', trouble };
      return Math.min(60_000, 1_000 * 2 ** tries);
    }
  };

  const loop = (async () => {
    let tries = 0;
    while (!ending.signal.aborted) {
      const pause = await step(tries);
      tried();
      if (isGivenUp(state)) return;
      tries = started || state.kind === 'standby' ? 0 : tries + 1;
      await wait(pause, undefined, { signal: ending.signal }).catch(() => {});
    }
  })();

  return {
    state: () => state,
    firstTry,
    async stop() {
      ending.abort();
      await loop;
      await platform.stop();
      if (platform.exclusive) await leases.release(lease, instance).catch(() => {});
    },
  };
}

function isGivenUp(state: ConnectionState): boolean {
  return state.kind === 'given-up';
}
