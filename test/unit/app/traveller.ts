import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Context } from '../../../src/app/context.ts';
import { createMovableClock, type MovableClock } from '../../../src/app/movable-clock.ts';
import type { TimeMachine, TimeView } from '../../../src/app/ports/time-machine.ts';
import { createTimeMachine, type OpenTimeMachine } from '../../../src/app/time-machine.ts';
import type { Round } from '../../../src/core/round.ts';
import { Stage } from '../../contract/stage.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { openViva, TestClock } from '../../support/viva.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';

/** Monday, 09:00:30 UTC. */
export const start = Date.UTC(2026, 10, 23, 9, 0, 30);

/** A stage with a time machine: `clock` is the machine's own, which stands still; Viva's may be ahead of it. */
export class Traveller extends Stage {
  moved!: MovableClock;
  time!: OpenTimeMachine;

  /** A time machine as another process on the same store would have it, or one whose context is changed. */
  machine(changes: () => Partial<Context> = () => ({}), clock = this.moved): OpenTimeMachine {
    return createTimeMachine({
      context: () => ({ ...this.viva.context, clock, ...changes() }),
      clock,
      travels: true,
      isIdle: () => this.viva.isIdle(),
      pause: (ms) => wait(ms),
    });
  }
  travel = (): Promise<string> => this.time.travel(randomUUID());
  daily = async (options = ''): Promise<void> => {
    await this.say('ada', `/viva-admin schedule add time=09:00 days=daily zone=UTC ${options}`.trim());
  };
  round = async (number: number): Promise<Round> => {
    const { id } = await this.feed();
    const round = await this.viva.context.store.rounds.byNumber(id, number);
    if (round === undefined) throw new Error(`there is no round ${number}`);
    return round;
  };
}

export function useTraveller(): Traveller {
  const stage = new Traveller();
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis('real');
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    stage.clock = new TestClock(start);
    stage.moved = createMovableClock(stage.clock);
    const { now } = stage.moved;
    // The world is there before the machine that it shows.
    const watching: ((time: TimeView) => void)[] = [];
    const shown: TimeMachine = {
      view: () => stage.time.view(),
      travel: (id) => stage.time.travel(id),
      look: async () => stage.time?.look(),
      watch: (listener) => void watching.push(listener),
    };
    stage.world = await openLocalWorld({ now, time: shown });
    stage.viva = await openViva(stage.world, redis, { now, set: (to) => stage.clock.set(to) });
    stage.time = stage.machine();
    for (const listener of watching) stage.time.watch(listener);
  });
  afterEach(async () => {
    await stage.viva.stop();
    await stage.world.close();
  });
  return stage;
}
