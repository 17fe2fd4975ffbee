import { createHash } from 'node:crypto';
import type { Presences } from '../app/ports/store.ts';
import type { Clock } from '../app/ports/system.ts';

/** What a running process says of itself, for the doctor. Holds no secret: tokens are there as fingerprints alone. */
export interface Presence {
  /** When it last said so, ms. */
  at: number;
  /** `host, process 4711` */
  where: string;
  roles: readonly string[];
  /** Per platform: `connected`, `standby`, `trying`, `given-up`. */
  platforms: Record<string, string>;
  /** Per platform: the fingerprint of its token. */
  tokens: Record<string, string>;
}

const every = 30_000;
/** A process that was silent for so long does not run any more. */
const silentAfter = 120_000;
/** Left behind by a process that was killed: taken away after so long. */
const forgottenAfter = 3_600_000;

/** Tells two tokens apart without telling what they are. */
export function fingerprint(secret: string): string {
  return createHash('sha256').update(`viva-presence:${secret}`).digest('hex').slice(0, 16);
}

function parsePresences(notes: Record<string, string>): [instance: string, presence: Presence][] {
  return Object.entries(notes).flatMap(([instance, text]) => {
    try {
      return [[instance, JSON.parse(text) as Presence] as [string, Presence]];
    } catch {
      return [];
    }
  });
}

/** Those that run now, by any of the clocks given: where two differ, it is not known which one a process goes by. */
export function freshPresences(notes: Record<string, string>, clocks: readonly number[]): Presence[] {
  return parsePresences(notes)
    .map(([, presence]) => presence)
    .filter(({ at }) => clocks.some((now) => Math.abs(now - at) < silentAfter));
}

/** Says at once, and twice a minute, that this process runs. Trouble with the store is left to those who need it. */
export function announcePresence(
  presences: Presences,
  instance: string,
  clock: Clock,
  describe: () => Omit<Presence, 'at'>,
): { stop(): Promise<void> } {
  const say = async () => {
    const now = clock.now();
    await presences.put(instance, JSON.stringify({ at: now, ...describe() }));
    for (const [other, { at }] of parsePresences(await presences.all())) {
      if (now - at > forgottenAfter) await presences.drop(other);
    }
  };
  const attempt = () => void say().catch(() => {});
  attempt();
  const timer = setInterval(attempt, every);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await presences.drop(instance).catch(() => {});
    },
  };
}
