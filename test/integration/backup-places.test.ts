import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster, type Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import type { RedisPlace } from '../../src/store/connection.ts';
import { holdWrites } from '../../src/store/hold-writes.ts';
import { takeMoment } from '../../src/store/moment.ts';
import { openStore } from '../../src/store/open-store.ts';
import { backUp, entriesOf, entryLines, putBack } from '../support/backups.ts';
import { eventually } from '../support/process.ts';
import { silentLog } from '../support/redis.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { needs, redisProgram } from '../support/requires.ts';

const day = 86_400_000;
const ending = new AbortController();

async function fill(redis: Redis, prefix: string): Promise<void> {
  await redis.hset(`${prefix}:round:a-1`, 'id', 'a-1', 'number', '1');
  await redis.sadd(`${prefix}:feeds`, ...Array.from({ length: 2_500 }, (_, index) => `f${index}`));
  await redis.set(`${prefix}:beats:local:1`, 'x', 'PX', day);
}

describe.skipIf(!redisProgram)(needs('redis-server', 'a backup from other kinds of Redis'), () => {
  test('an older one, which does not tell when a key expires, keeps that to the second', async () => {
    const server = await startRedisServer();
    await fill(server.client, 'viva');
    await server.client.call('ACL', 'SETUSER', 'viva', 'on', '>pass', '~*', '&*', '+@all', '-pexpiretime');
    const place = { url: server.url.replace('//', '//viva:pass@') };
    const entries = entriesOf(await backUp({ ...server, place }, 'viva'));
    await server.stop();
    const { expiresAt = 0 } = entries.get('beats:local:1') ?? {};
    expect(Math.abs(expiresAt - Date.now() - day)).toBeLessThan(10_000);
    expect([...entries.keys()]).toEqual(['beats:local:1', 'feeds', 'round:a-1']);
  });

  test('one that lets nobody pause writes is read at one instant all the same, while it is written to', async () => {
    const server = await startRedisServer();
    await fill(server.client, 'viva');
    await server.client.call('ACL', 'SETUSER', 'viva', 'on', '>pass', '~*', '&*', '+@all', '-client|pause');
    let isWriting = true;
    const writing = (async () => {
      for (let count = 1; isWriting; count += 1) {
        await server.client.eval(
          "redis.call('SET', KEYS[1], ARGV[1]) redis.call('SET', KEYS[2], ARGV[1])",
          2,
          `viva:shelf:${count % 7}`,
          'viva:newest:a',
          String(count),
        );
      }
    })();
    const place = { url: server.url.replace('//', '//viva:pass@') };
    for (let round = 0; round < 5; round += 1) {
      const entries = entriesOf(await backUp({ ...server, place }, 'viva'));
      const shelves = [...entries].filter(([key]) => key.startsWith('shelf:'));
      const newest = Math.max(...shelves.map(([, entry]) => Number(entry.value)));
      expect(Number(entries.get('newest:a')?.value)).toBe(newest);
    }
    isWriting = false;
    await writing;
    await server.stop();
  }, 40_000);

  test('writes that a killed backup held go on before Viva gives them up', async () => {
    const server = await startRedisServer();
    const place = { url: server.url };
    const store = await openStore({ place, prefix: 'viva', clock: { now: Date.now }, log: silentLog });
    // As a killed backup leaves it: the connection is gone, and nobody lets the writes go.
    const killed = server.client.duplicate();
    killed.on('error', () => {});
    await holdWrites(killed);
    killed.disconnect();
    await store.keyValue.put('shelf', 'name', 'kept');
    expect(await store.keyValue.get('shelf', 'name')).toBe('kept');
    store.close();
    await server.stop();
  }, 10_000);

  test('one that is ended leaves nothing behind', async () => {
    const server = await startRedisServer();
    await fill(server.client, 'viva');
    const before = readdirSync(server.folder);
    const moment = takeMoment({
      place: { url: server.url },
      prefix: 'viva',
      spool: join(server.folder, 'spool'),
      onProgress: () => ending.abort(new Error('ended by SIGINT')),
      signal: ending.signal,
    });
    await expect(moment).rejects.toThrow('ended by SIGINT');
    expect(readdirSync(server.folder)).toEqual(before);
    await server.stop();
  });

  test('where changes cannot be followed, that is said, and no file comes of it', async () => {
    const server = await startRedisServer();
    await server.client.call(
      'ACL',
      'SETUSER',
      'viva',
      'on',
      '>pass',
      '~*',
      '&*',
      '+@all',
      '-client|tracking',
    );
    const place = { url: server.url.replace('//', '//viva:pass@') };
    await expect(backUp({ ...server, place }, 'viva')).rejects.toThrow(/CLIENT TRACKING/);
    await server.stop();
  });

  test('a cluster: the node that holds the prefix is found, and another cluster’s takes it', async () => {
    const servers = await Promise.all(
      [1, 2].map(() => startRedisServer({ 'cluster-enabled': 'yes', 'cluster-node-timeout': '2000' })),
    );
    const [one, two] = servers as [(typeof servers)[0], (typeof servers)[0]];
    await one.client.call('CLUSTER', 'ADDSLOTSRANGE', 0, 8_191);
    await two.client.call('CLUSTER', 'ADDSLOTSRANGE', 8_192, 16_383);
    await one.client.call('CLUSTER', 'MEET', '127.0.0.1', two.port);
    for (const server of servers)
      await eventually('the cluster is whole', async () =>
        String(await server.client.call('CLUSTER', 'INFO')).includes('cluster_state:ok'),
      );
    const nodes = servers.map((server) => server.url);
    const cluster = new Cluster(nodes) as unknown as Redis;
    // These two lie on different nodes.
    for (const prefix of ['{viva}', '{b}']) await fill(cluster, prefix);
    const place: RedisPlace = { nodes };
    for (const [from, to] of [
      ['{viva}', '{copy}'],
      ['{b}', '{other}'],
    ] as const) {
      const text = await backUp({ place, folder: one.folder }, from);
      expect([...entriesOf(text).keys()]).toEqual(['beats:local:1', 'feeds', 'round:a-1']);
      await putBack(text, { place }, to);
      expect(entryLines(await backUp({ place, folder: one.folder }, to))).toEqual(entryLines(text));
    }
    const slots = await Promise.all(
      ['{viva}', '{b}'].map((key) => one.client.call('CLUSTER', 'KEYSLOT', key) as Promise<number>),
    );
    expect(new Set(slots.map((slot) => slot < 8_192)).size).toBe(2);
    cluster.disconnect();
    for (const server of servers) await server.stop();
  }, 40_000);
});
