import type { TravelRefusal } from '../core/words/travel.ts';
import type { Context } from './context.ts';
import { catchUp, type MovableClock } from './movable-clock.ts';
import type { TimeMachine, TimeView } from './ports/time-machine.ts';
import { nextPost, travelToNextPost } from './travel.ts';

export interface TimeMachineParts {
  /** Asked for when it is needed: the platforms in it show the time themselves. */
  context(): Context;
  clock: MovableClock;
  /** False where a platform keeps its own time. */
  travels: boolean;
  /** Whether the queue has nothing to work now. */
  isIdle(): Promise<boolean>;
  pause(ms: number): Promise<void>;
}

export interface OpenTimeMachine extends TimeMachine {
  /** Notices a jump that another process on the same store made. */
  catchUp(): Promise<void>;
}

/** The queue is looked at so often, ms, and so many times. */
const lookEvery = 20;
const looksAtMost = 500;
/** Longer than any jump takes. */
const leaseFor = 60_000;
const leaseName = 'time-machine';
const rememberedFor = 24 * 3_600_000;

export function createTimeMachine(parts: TimeMachineParts): OpenTimeMachine {
  const { context, clock, travels, isIdle, pause } = parts;
  const listeners: ((time: TimeView) => void)[] = [];
  let told: string | undefined;
  let tail: Promise<unknown> = Promise.resolve();

  const synchronise = async () => {
    if (travels) await catchUp(context().store.keyValue, clock);
  };

  async function view(): Promise<TimeView> {
    await synchronise();
    return { now: clock.now(), next: await nextPost(context()), travels };
  }

  async function look(): Promise<void> {
    if (listeners.length === 0) return;
    try {
      const time = await view();
      const seen = `${time.next} ${clock.ahead()}`;
      if (seen === told) return;
      told = seen;
      for (const listener of listeners) listener(time);
    } catch (error) {
      context().log.debug({ error: String(error) }, 'the time of the next post could not be told');
    }
  }

  async function settled(): Promise<boolean> {
    for (let looks = 0; looks < looksAtMost; looks += 1) {
      if (await isIdle()) return true;
      await pause(lookEvery);
    }
    return false;
  }

  /** One jump at a time, in whichever process. */
  async function alone(id: string): Promise<'arrived' | TravelRefusal> {
    const { store, instance } = context();
    if (!(await store.leases.take(leaseName, instance, leaseFor))) return 'busy';
    const deed = `travel/${id}`;
    try {
      if (!(await store.once.begin(deed, rememberedFor))) return 'arrived';
      await synchronise();
      const result = await travelToNextPost(context(), clock, settled);
      if (result === 'arrived') await settled();
      else await store.once.forget(deed);
      return result;
    } catch (error) {
      void store.once.forget(deed).catch(() => {});
      throw error;
    } finally {
      await store.leases.release(leaseName, instance).catch(() => {});
      await look();
    }
  }

  return {
    view,
    look,
    catchUp: synchronise,
    watch: (listener) => void listeners.push(listener),
    travel(id) {
      if (!travels) return Promise.resolve('no-machine');
      const run = tail.then(() => alone(id));
      tail = run.catch(() => {});
      return run;
    },
  };
}
