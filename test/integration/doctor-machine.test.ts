import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/cli.ts';
import { lookAtZones } from '../../src/cli/doctor/clock.ts';
import { mountHealth } from '../../src/ops/health.ts';
import { createHttpServer, type HttpServer } from '../../src/ops/http.ts';
import { privateSocket } from '../../src/store/private-redis.ts';
import {
  byTitle,
  type Environment,
  examine,
  expectNamedAndMended,
  type Fault,
  keptConsole,
} from '../support/doctor.ts';
import { freePort, type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { needs, redisProgram } from '../support/requires.ts';

/** A folder of the test's own, a port, and what ends with it. */
interface Stage {
  environment: Environment;
  folder: string;
  ends: (() => unknown)[];
}

const sample = 'test/fixtures/questions';

function write(folder: string, name: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const faults: Fault<Stage>[] = [
  {
    title: 'a port that another program has',
    id: 'port-taken',
    says: /Port \d+ on 127\.0\.0\.1 is taken by another program/,
    mend: /VIVA_PORT/,
    async plant({ environment, ends }) {
      const other = createServer((_, response) => response.end('hello'));
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const address = other.address();
      environment.VIVA_PORT = String(typeof address === 'object' ? address?.port : '');
      const end = () => new Promise((resolve) => other.close(resolve));
      ends.push(end);
    },
    heal: ({ ends }) => ends.pop()?.(),
  },
  {
    title: 'a VIVA_HOST that is no address of this machine',
    id: 'host',
    says: /VIVA_HOST is 203\.0\.113\.7, which is no address of this machine/,
    mend: /127\.0\.0\.1/,
    environment: { VIVA_HOST: '203.0.113.7', VIVA_LOCAL: '0' },
    healed: { VIVA_HOST: '127.0.0.1', VIVA_LOCAL: '0' },
  },
  {
    title: 'a VIVA_HOST that is no address at all',
    id: 'host',
    says: /VIVA_HOST is viva\.invalid, which is no address of this machine/,
    mend: /127\.0\.0\.1/,
    environment: { VIVA_HOST: 'viva.invalid', VIVA_LOCAL: '0' },
    healed: { VIVA_HOST: '127.0.0.1', VIVA_LOCAL: '0' },
  },
  {
    title: 'a questions folder that is not there',
    id: 'questions-unreadable',
    says: /nowhere: This folder of questions is not there/,
    mend: /VIVA_QUESTIONS/,
    environment: ({ folder }) => ({ VIVA_QUESTIONS: join(folder, 'nowhere') }),
  },
  {
    title: 'a questions folder that cannot be read',
    id: 'questions-unreadable',
    says: /list: This folder of questions cannot be read \(ENOTDIR\)/,
    mend: /VIVA_QUESTIONS/,
    environment: ({ folder }) => ({ VIVA_QUESTIONS: write(folder, 'list', 'DL0001') }),
  },
  {
    title: 'an empty questions folder',
    id: 'questions-empty',
    says: /There is no question in .*bare/,
    mend: /VIVA_QUESTIONS/,
    plant: ({ folder }) => mkdirSync(join(folder, 'bare')),
    environment: ({ folder }) => ({ VIVA_QUESTIONS: join(folder, 'bare') }),
    heal: ({ folder }) => cpSync(sample, join(folder, 'bare'), { recursive: true }),
    healed: ({ folder }) => ({ VIVA_QUESTIONS: join(folder, 'bare') }),
  },
  {
    title: 'a question with a mistake',
    id: 'question-mistake',
    says: /ML0101-naive-bayes\.md:\d+ {2}.*difficulty/,
    mend: /docs\/writing-questions\.md/,
    plant({ folder }) {
      cpSync(sample, join(folder, 'bank'), { recursive: true });
      const text = readFileSync(question(folder), 'utf8');
      writeFileSync(question(folder), text.replace(/^difficulty: .*$/m, 'difficulty: impossible'));
    },
    environment: ({ folder }) => ({ VIVA_QUESTIONS: join(folder, 'bank') }),
    heal: ({ folder }) => cpSync(sample, join(folder, 'bank'), { recursive: true }),
    healed: ({ folder }) => ({ VIVA_QUESTIONS: join(folder, 'bank') }),
  },
  {
    title: 'a VIVA_DATA that cannot be written to',
    id: 'data-folder',
    says: /VIVA_DATA is .*a-file\/data, and nothing can be written there \(.*a-file is a file\)/,
    mend: /chown/,
    plant: ({ folder }) => write(folder, 'a-file', ''),
    environment: ({ folder }) => ({ VIVA_DATA: join(folder, 'a-file', 'data') }),
    heal: ({ folder }) => rmSync(join(folder, 'a-file')),
    healed: ({ folder }) => ({ VIVA_DATA: join(folder, 'a-file', 'data') }),
  },
  {
    title: 'a private Redis that does not start',
    id: 'private-redis',
    says: /redis-server did not start/,
    mend: /its log/,
    environment: { REDIS_URL: '' },
    plant({ folder }) {
      chmodSync(write(join(folder, 'bin'), 'redis-server', '#!/bin/sh\nexit 1\n'), 0o755);
    },
    how: ({ folder }) => ({ path: join(folder, 'bin') }),
    healed: { REDIS_URL: '' },
  },
  {
    title: 'no Redis anywhere',
    id: 'storage-memory',
    mark: 'warn',
    says: /Nothing outlives this process/,
    mend: /Install redis-server/,
    environment: { REDIS_URL: '' },
    how: () => ({ path: '' }),
    healed: { REDIS_URL: '' },
  },
  ...(
    [
      ['gateway', /nobody’s clicks and commands arrive/],
      ['scheduler', /no post becomes due/],
      ['worker', /no post is sent/],
    ] as const
  ).map(
    ([role, says]): Fault<Stage> => ({
      title: `no ${role} anywhere`,
      id: `no-${role}`,
      says,
      mend: new RegExp(`Add ${role} to VIVA_ROLES`),
      environment: {
        VIVA_ROLES: ['gateway', 'scheduler', 'worker'].filter((one) => one !== role).join(','),
      },
    }),
  ),
];

function question(folder: string): string {
  return join(folder, 'bank', 'machine-learning', 'ML0101-naive-bayes.md');
}

describe.skipIf(!redisProgram)(needs('redis-server', 'viva doctor on the machine'), () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedisServer({ appendonly: 'yes', save: '' });
  });
  afterAll(async () => await redis.stop());

  async function withStage(work: (stage: Stage) => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'viva-doctor-'));
    const stage: Stage = {
      environment: { REDIS_URL: redis.url, VIVA_DATA: join(folder, 'data'), VIVA_QUESTIONS: sample },
      folder,
      ends: [],
    };
    try {
      await work(stage);
    } finally {
      for (const end of stage.ends) await end();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  test.each(byTitle(faults))('names %s, and its mend works', (_, fault) =>
    withStage((stage) => expectNamedAndMended(fault, stage)),
  );

  test('a Viva whose Redis hangs, so that it answers late, is not taken for another program', () =>
    withStage(async ({ environment, ends }) => {
      const http = createHttpServer();
      ends.push(() => http.close());
      // As long as a command waits for Redis.
      mountHealth(http, { storage: () => wait(3_100, 'is away') });
      const port = await freePort();
      await http.listen('127.0.0.1', port);
      const { bad } = await examine({ ...environment, VIVA_PORT: String(port) });
      expect(bad).toMatchObject([{ id: 'not-ready', text: expect.stringContaining('storage: is away') }]);
    }));

  test('a doctor that is ended stops the private Redis that it started', () =>
    withStage(async ({ folder, environment, ends }) => {
      let end = () => {};
      const hanging = createServer(() => end());
      await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
      ends.push(() => hanging.closeAllConnections());
      ends.push(() => hanging.close());
      const { port } = hanging.address() as AddressInfo;
      const data = join(folder, 'ended');
      const io = keptConsole({
        ...environment,
        REDIS_URL: '',
        VIVA_DATA: data,
        DISCORD_TOKEN: ['a'.repeat(24), 'b'.repeat(6), 'c'.repeat(38)].join('.'),
        DISCORD_API_URL: `http://127.0.0.1:${port}/api`,
      });
      const codes: number[] = [];
      io.exit = (code) => void codes.push(code);
      io.onSignal = (listener) => {
        end = () => listener('SIGINT');
      };
      expect(await runCli(['doctor'], io)).toBe(1);
      expect(io.written()).toContain('ended before it had looked at everything');
      expect(io.written()).not.toContain('All is well');
      expect(codes).toContain(1);
      // It was started, and has left.
      expect(existsSync(join(data, 'redis'))).toBe(true);
      expect(existsSync(privateSocket(data))).toBe(false);
    }));

  test('a port that Viva itself has is no fault, and one that is not ready is told of', () =>
    withStage(async ({ environment, ends }) => {
      let discord: true | string = true;
      const http: HttpServer = createHttpServer();
      mountHealth(http, { storage: async () => true, discord: async () => discord });
      const port = await freePort();
      await http.listen('127.0.0.1', port);
      ends.push(() => http.close());
      const running = { ...environment, VIVA_PORT: String(port) };
      const well = await examine(running);
      expect(well.bad).toEqual([]);
      expect(well.output).toContain(`Viva runs on port ${port}, and is ready.`);
      discord = 'is not connected';
      const { bad, code } = await examine(running);
      expect(bad).toMatchObject([{ id: 'not-ready', mark: 'warn' }]);
      expect(bad[0]?.text).toContain('discord: is not connected');
      expect(code).toBe(0);
    }));
});

test('a Node.js with a handful of time zones is named', () => {
  expect(lookAtZones(['UTC', 'Europe/Berlin'])).toMatchObject([
    { id: 'time-zones', mark: 'wrong', mend: expect.stringContaining('official build') },
  ]);
  expect(lookAtZones(Intl.supportedValuesOf('timeZone'))).toEqual([]);
});
