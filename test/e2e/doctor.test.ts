import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Environment, examine } from '../support/doctor.ts';
import { eventually, startViva, type VivaProcess } from '../support/process.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { type DiscordWorld, openDiscordWorld } from '../support/worlds/discord.ts';

let folder: string;
let world: DiscordWorld;
const running: VivaProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'viva-e2e-'));
  world = await openDiscordWorld();
});
afterEach(async () => {
  for (const viva of running.splice(0)) {
    viva.kill('SIGTERM');
    await viva.ended;
  }
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(environment: Environment): Promise<VivaProcess> {
  const viva = startViva({ ...world.env, ...environment });
  running.push(viva);
  await viva.ready();
  return viva;
}

describe.skipIf(!redisProgram)(needs('redis-server', 'viva doctor beside a running Viva'), () => {
  test('finds all well, and takes nothing from it: neither the connection, nor its store, nor its port', async () => {
    const viva = await start({ VIVA_DATA: folder });
    const port = new URL(viva.address()).port;
    const environment = { ...world.env, VIVA_DATA: folder, VIVA_PORT: port };
    for (let time = 0; time < 2; time += 1) {
      const { bad, code, output } = await examine(environment);
      expect([bad, code]).toEqual([[], 0]);
      expect(output).toContain(`Viva runs on port ${port}, and is ready.`);
      expect(output).toMatch(/1 process runs: .*\(discord connected\)/);
    }
    expect(world.server.gateway.identified()).toBe(1);
    expect(world.server.gateway.connected()).toBe(1);
    expect((await fetch(`${viva.address()}/readyz`)).status).toBe(200);
    expect(viva.output()).not.toContain('took over');
    expect(viva.output()).not.toContain('ended by itself');
  }, 60_000);

  test('tells of two Vivas with one token on two prefixes, and of a second that stands by', async () => {
    const redis: RedisServer = await startRedisServer({ appendonly: 'yes', save: '' });
    try {
      const shared = { REDIS_URL: redis.url, VIVA_DATA: folder };
      await start(shared);
      const stray = await start({ ...shared, REDIS_PREFIX: 'stray' });
      const { bad } = await examine({ ...world.env, ...shared });
      expect(bad).toMatchObject([{ id: 'two-stores', mark: 'wrong' }]);
      expect(bad[0]?.text).toContain(`process ${stray.child.pid}`);
      // Its mend: both on the same prefix.
      stray.kill('SIGTERM');
      await stray.ended;
      await start(shared);
      await eventually('the second one says that it stands by', async () => {
        const after = await examine({ ...world.env, ...shared });
        expect(after.bad).toEqual([]);
        return /2 processes run: .*discord standby/.test(after.output);
      });
    } finally {
      for (const viva of running.splice(0)) {
        viva.kill('SIGTERM');
        await viva.ended;
      }
      await redis.stop();
    }
  }, 90_000);
});
