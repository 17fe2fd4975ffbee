import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Job } from '../../src/app/ports/queue.ts';
import { createQueue, type OpenQueue, startWorker } from '../../src/delivery/queue.ts';
import { openPatient } from '../../src/store/connection.ts';
import { silentLog as log, openRawRedis, startTestRedis, type TestRedis } from '../support/redis.ts';
import { redisProgram } from '../support/requires.ts';
import { tracesOf } from '../support/traces.ts';

const ben = 'discord:200000000000000002';
const cleo = 'discord:300000000000000003';
const remind = (member: string, due: number): Job => ({ kind: 'remind', member, due });
const flagNote: Job = { kind: 'flag-note', member: ben, space: 'discord:9', question: 'DL0001' };

let redis: TestRedis;
let connection: ReturnType<typeof openPatient>;
let raw: ReturnType<typeof openRawRedis>;
let queue: OpenQueue;
let prefix: string;
let count = 0;
beforeAll(async () => {
  redis = await startTestRedis(redisProgram === undefined ? 'memory' : 'real');
});
afterAll(() => redis.stop());
beforeEach(() => {
  count += 1;
  prefix = `queue${count}`;
  connection = openPatient(redis.place, log);
  queue = createQueue({ connection, prefix, log });
  raw = openRawRedis(redis);
});
afterEach(async () => {
  await queue.close();
  connection.disconnect();
  raw.disconnect();
});
const traces = (member: string) => tracesOf(raw, prefix, [member]);

test('a job about a member leaves nothing in the queue once it is done, or given up', async () => {
  const worked: string[] = [];
  const work = async (job: Job) => {
    worked.push(job.kind);
    return 'done' as const;
  };
  await queue.addAll([
    { key: 'a', job: remind(ben, 1) },
    { key: 'b', job: { kind: 'close', round: 'r1' } },
  ]);
  expect(await traces(ben)).toEqual(['q:rounds:a']);
  const worker = startWorker({ connection, prefix, log, work });
  await expect.poll(() => worked.length).toBe(2);
  await expect.poll(() => traces(ben)).toEqual([]);
  // A job of a round stays known for a while, so that it is not done twice.
  expect(await raw.exists(`${prefix}:q:rounds:b`)).toBe(1);
  await worker.stop(1_000);
});

test('forgetting removes what waits, now or for later, and nothing of others', async () => {
  await queue.add('a', remind(ben, 1));
  await queue.add('b', flagNote, 60_000);
  await queue.add('c', remind(cleo, 1), 60_000);
  expect(await queue.forget(ben)).toBe(true);
  expect(await traces(ben)).toEqual([]);
  expect(await traces(cleo)).toEqual(['q:rounds:c']);
  expect(await queue.depth()).toEqual({ now: 0, later: 1 });
  expect(await queue.forget(ben)).toBe(false);
});

test('a job that is being worked meanwhile ends, and names nobody from then on', async () => {
  let end = () => {};
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  let begun = false;
  const work = async () => {
    begun = true;
    await held;
    return { againAfter: 60_000 };
  };
  await queue.add('a', remind(ben, 1));
  const worker = startWorker({ connection, prefix, log, work });
  await expect.poll(() => begun).toBe(true);
  expect(await queue.forget(ben)).toBe(true);
  expect(await traces(ben)).toEqual([]);
  end();
  await expect.poll(async () => (await queue.depth()).later).toBe(1);
  expect(await traces(ben)).toEqual([]);
  await worker.stop(1_000);
});
