import { createTask } from 'node-cron';
import type { Log } from '../app/ports/system.ts';

export interface MinuteClock {
  start(): void;
  /** Ends the ticking and waits for a tick under way. */
  stop(): Promise<void>;
}

/**
 * Calls `onMinute` at the start and on every minute. node-cron does not run a fire that comes more than a second late
 * but reports it as missed: that is a tick all the same, since what matters is what is due. Ticks never overlap.
 */
export function createMinuteClock(onMinute: () => Promise<void>, log: Log): MinuteClock {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const tick = (): void => {
    if (stopped) return;
    if (running !== undefined) {
      again = true;
      return;
    }
    running = onMinute()
      .catch((error: unknown) =>
        log.error({ error: String(error) }, 'a tick failed; the next one makes up for it'),
      )
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          tick();
        }
      });
  };

  const task = createTask('* * * * *', tick, { name: 'viva-minute' });
  task.on('execution:missed', tick);
  return {
    start() {
      task.start();
      tick();
    },
    async stop() {
      stopped = true;
      await task.destroy();
      await running;
    },
  };
}
