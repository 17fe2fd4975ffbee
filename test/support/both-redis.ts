import { afterAll, beforeAll, describe } from 'vitest';
import type { OpenStore } from '../../src/store/open-store.ts';
import { startTestRedis, type TestRedis } from './redis.ts';
import { needs, redisProgram } from './requires.ts';

export type RedisKind = 'real' | 'memory';

/** The Redis of a suite, which starts before its tests and stops after them. */
export interface SuiteRedis extends Pick<TestRedis, 'place' | 'store'> {
  /** A store without a key in it. */
  fresh(): Promise<OpenStore>;
  /** What the keys of the last fresh one begin with. */
  readonly prefix: string;
}

/** The same tests on a redis-server, where this machine has one, and on the Redis in memory. */
export function onBothKinds(title: string, suite: (redis: SuiteRedis, kind: RedisKind) => void) {
  describe.skipIf(!redisProgram)(needs('redis-server', `${title} on a real Redis`), () =>
    suite(useRedis('real'), 'real'),
  );
  describe(`${title} in memory`, () => suite(useRedis('memory'), 'memory'));
}

function useRedis(kind: RedisKind): SuiteRedis {
  let redis: TestRedis;
  let count = 0;
  beforeAll(async () => {
    redis = await startTestRedis(kind);
  });
  afterAll(() => redis?.stop());
  return {
    get place() {
      return redis.place;
    },
    get prefix() {
      return `test${count}`;
    },
    store: (prefix, clock) => redis.store(prefix, clock),
    fresh() {
      count += 1;
      return redis.store(`test${count}`);
    },
  };
}
