import { mkdirSync, rmdirSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { byTitle, type Environment, examine, expectNamedAndMended, type Fault } from '../support/doctor.ts';
import { eventually } from '../support/process.ts';
import { freePort, type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { needs, redisProgram } from '../support/requires.ts';

/** A Redis as it should be; each fault makes one thing of it, or of the way to it, wrong. */
interface Stage {
  environment: Environment;
  redis: RedisServer;
  /** Servers beside it, that end with the test. */
  others: { stop(): Promise<void> }[];
}

const password = 'a-password-that-nobody-may-see';
const set = (name: string, value: string) => (stage: Stage) => stage.redis.client.config('SET', name, value);
const url = (stage: Stage, user: string) => `redis://${user}@127.0.0.1:${stage.redis.port}`;

const faults: Fault<Stage>[] = [
  {
    title: 'a Redis that does not run',
    id: 'redis-unreachable',
    says: /redis:\/\/127\.0\.0\.1:9 does not answer \(connect ECONNREFUSED/,
    mend: /host and port in REDIS_URL/,
    environment: { REDIS_URL: `redis://default:${password}@127.0.0.1:9` },
  },
  {
    title: 'a wrong password',
    id: 'redis-password',
    says: /lets Viva not in: user or password is wrong/,
    mend: /user and password into REDIS_URL/,
    plant: set('requirepass', 'the-right-one'),
    environment: (stage) => ({ REDIS_URL: url(stage, `default:${password}`) }),
    healed: (stage) => ({ REDIS_URL: url(stage, 'default:the-right-one') }),
  },
  {
    title: 'a password that is missing',
    id: 'redis-password',
    says: /lets Viva not in: it asks for a password/,
    mend: /user and password into REDIS_URL/,
    plant: set('requirepass', 'the-right-one'),
    healed: (stage) => ({ REDIS_URL: url(stage, 'default:the-right-one') }),
  },
  {
    title: 'rediss:// where the server speaks no TLS',
    id: 'redis-tls',
    says: /speaks no TLS/,
    mend: /Write redis:\/\//,
    environment: ({ redis }) => ({ REDIS_URL: `rediss://127.0.0.1:${redis.port}` }),
  },
  {
    title: 'a user that may only read',
    id: 'redis-write',
    says: /lets Viva not write \(NOPERM/,
    mend: /all commands on the keys of REDIS_PREFIX/,
    plant: ({ redis }) =>
      redis.client.call(
        'ACL',
        'SETUSER',
        'reader',
        'on',
        `>${password}`,
        '~*',
        '+@read',
        '+@connection',
        '+info',
        '+time',
        '+config|get',
      ),
    environment: (stage) => ({ REDIS_URL: url(stage, `reader:${password}`) }),
    heal: ({ redis }) => redis.client.call('ACL', 'SETUSER', 'reader', '+@all', '&*'),
    healed: (stage) => ({ REDIS_URL: url(stage, `reader:${password}`) }),
  },
  {
    title: 'a Redis that evicts',
    id: 'redis-evicts',
    says: /maxmemory-policy allkeys-lru/,
    mend: /CONFIG SET maxmemory-policy noeviction/,
    plant: set('maxmemory-policy', 'allkeys-lru'),
    heal: set('maxmemory-policy', 'noeviction'),
  },
  {
    title: 'a Redis that keeps nothing on disk',
    id: 'redis-not-persisting',
    says: /appendonly no, save ""/,
    mend: /CONFIG SET appendonly yes/,
    plant: set('appendonly', 'no'),
    heal: set('appendonly', 'yes'),
  },
  {
    title: 'a Redis with snapshots alone',
    id: 'redis-snapshots',
    mark: 'warn',
    says: /snapshots alone \(save "3600 1"\)/,
    mend: /CONFIG SET appendonly yes/,
    async plant(stage) {
      await set('save', '3600 1')(stage);
      await set('appendonly', 'no')(stage);
    },
    heal: set('appendonly', 'yes'),
  },
  {
    title: 'a Redis that cannot write its disk',
    id: 'redis-disk',
    says: /could not write to its disk/,
    mend: /its log/,
    async plant({ redis }) {
      mkdirSync(join(redis.folder, 'dump.rdb'));
      await save(redis, 'err');
    },
    async heal({ redis }) {
      rmdirSync(join(redis.folder, 'dump.rdb'));
      await save(redis, 'ok');
    },
  },
  {
    title: 'a Redis whose memory is nearly full',
    id: 'redis-memory',
    says: /9\d% of the memory that Redis may use is full/,
    mend: /CONFIG SET maxmemory 256mb/,
    async plant(stage) {
      const { client } = stage.redis;
      await client.setrange('ballast', 20_000_000, 'x');
      const used = Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1]);
      await set('maxmemory', String(Math.round(used * 1.05)))(stage);
    },
    heal: set('maxmemory', '256mb'),
  },
  {
    title: 'a replica',
    id: 'redis-replica',
    says: /a replica of 127\.0\.0\.1: nothing can be written/,
    mend: /REPLICAOF NO ONE/,
    async plant({ redis, others }) {
      const primary = await startRedisServer(rightly);
      others.push(primary);
      await redis.client.replicaof('127.0.0.1', primary.port);
      await eventually('the replica', async () =>
        (await redis.client.info('replication')).includes('master_link_status:up'),
      );
    },
    heal: ({ redis }) => redis.client.replicaof('NO', 'ONE'),
  },
  {
    title: 'a Redis older than 6.2',
    id: 'redis-old',
    says: /Redis 6\.0\.16 is too old: Viva needs 6\.2/,
    mend: /Upgrade it/,
    async plant(stage) {
      const proxy = await openOldRedis(stage.redis.port);
      stage.others.push({ stop: async () => void proxy.server.close() });
      stage.environment.REDIS_URL = `redis://127.0.0.1:${proxy.port}`;
    },
    healed: ({ redis }) => ({ REDIS_URL: redis.url }),
  },
  {
    title: 'a cluster named like a single server',
    id: 'redis-cluster',
    says: /is a cluster, but REDIS_URL names one address/,
    mend: /with a comma between.*REDIS_PREFIX=\{viva\}/,
    async plant(stage) {
      const node = await startRedisServer({
        ...rightly,
        'cluster-enabled': 'yes',
        'cluster-announce-ip': '127.0.0.1',
      });
      stage.others.push(node);
      await node.client.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
      await eventually('the cluster', async () =>
        ((await node.client.call('CLUSTER', 'INFO')) as string).includes('cluster_state:ok'),
      );
      stage.environment.REDIS_URL = node.url;
    },
    healed: ({ environment }) => ({
      REDIS_URL: `${environment.REDIS_URL},${environment.REDIS_URL}`,
      REDIS_PREFIX: '{viva}',
    }),
  },
  {
    title: 'several addresses of what is no cluster',
    id: 'redis-no-cluster',
    says: /but this Redis is none/,
    mend: /one address/,
    environment: ({ redis }) => ({ REDIS_URL: `${redis.url},${redis.url}`, REDIS_PREFIX: '{viva}' }),
  },
];

const rightly = { appendonly: 'yes', save: '' };

async function save({ client }: RedisServer, status: 'ok' | 'err'): Promise<void> {
  await client.bgsave().catch(() => {});
  const there = async () => (await client.info('persistence')).includes(`rdb_last_bgsave_status:${status}`);
  await eventually(`a snapshot that went ${status}`, there);
}

/** The real Redis behind a wire on which it says that it is of another version. */
async function openOldRedis(port: number): Promise<{ server: Server; port: number }> {
  const server = createServer((client) => {
    const redis = connect(port, '127.0.0.1');
    for (const end of [client, redis]) end.on('error', () => {});
    client.pipe(redis);
    redis.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      const older = text.replace(/redis_version:[\d.]+/, (whole) =>
        'redis_version:6.0.16'.padEnd(whole.length),
      );
      client.write(Buffer.from(older, 'latin1'));
    });
    client.on('close', () => redis.destroy());
    redis.on('close', () => client.destroy());
  });
  const own = await freePort();
  await new Promise<void>((resolve) => server.listen(own, '127.0.0.1', resolve));
  return { server, port: own };
}

describe.skipIf(!redisProgram)(needs('redis-server', 'viva doctor on Redis'), () => {
  async function withStage(work: (stage: Stage) => Promise<void>): Promise<void> {
    const redis = await startRedisServer(rightly);
    const stage: Stage = {
      environment: { REDIS_URL: redis.url, VIVA_DATA: join(redis.folder, 'viva') },
      redis,
      others: [],
    };
    try {
      await work(stage);
    } finally {
      for (const other of stage.others) await other.stop();
      await redis.stop();
    }
  }

  test.each(byTitle(faults))('names %s, and its mend works', (_, fault) =>
    withStage((one) => expectNamedAndMended(fault, one)),
  );

  test('finds nothing wrong with what is right, and leaves nothing behind', () =>
    withStage(async ({ environment, redis }) => {
      const { bad, code } = await examine(environment);
      expect([bad, code]).toEqual([[], 0]);
      expect(await redis.client.dbsize()).toBe(0);
    }));
});
