import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PageState } from '../../src/platforms/local/state.ts';
import { eventually, startViva, type VivaProcess } from '../support/process.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { openDiscordWorld } from '../support/worlds/discord.ts';
import { type LocalWorld, openLocalWorldAt } from '../support/worlds/local.ts';

let folder: string;
const running: VivaProcess[] = [];
const worlds: LocalWorld[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'viva-e2e-'));
});
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
  for (const viva of running.splice(0)) {
    viva.kill('SIGTERM');
    await viva.ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(environment: Record<string, string> = {}, path?: string): VivaProcess {
  const viva = startViva({ VIVA_DATA: folder, ...environment }, path);
  running.push(viva);
  return viva;
}

async function pageOf(viva: VivaProcess): Promise<LocalWorld> {
  await viva.ready();
  const world = openLocalWorldAt(viva.address());
  worlds.push(world);
  await world.refresh();
  return world;
}

/** What Ben is told when he types a command. */
async function ask(world: LocalWorld, text: string): Promise<string> {
  const before = world.privately('ben').length;
  await world.command('ben', text);
  await eventually(`an answer to ${text}`, async () => {
    await world.refresh();
    return world.privately('ben').length > before;
  });
  return world.privately('ben').at(-1)?.text ?? '';
}

/** Viva's time, as the page shows it. */
async function timeOf(viva: VivaProcess): Promise<PageState['time']> {
  const state = await fetch(`${viva.address()}/api/state?as=ben`);
  return ((await state.json()) as PageState).time;
}

/** A press on the time machine. */
async function jump(viva: VivaProcess): Promise<{ status: number; answer: { error?: string } }> {
  const origin = viva.address();
  const response = await fetch(`${origin}/api/travel`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ as: 'ben', id: randomUUID() }),
  });
  return { status: response.status, answer: (await response.json()) as { error?: string } };
}

/** What an open page of Ben's is told next, when he types a command: the page itself needs no storage for that. */
async function heardOnPage(viva: VivaProcess, text: string): Promise<string> {
  const origin = viva.address();
  const page = await fetch(`${origin}/api/events?as=ben`);
  const reader = page.body?.pipeThrough(new TextDecoderStream()).getReader();
  await fetch(`${origin}/api/command`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ as: 'ben', channel: 'daily-quiz', text, id: randomUUID() }),
  });
  let heard = '';
  while (reader !== undefined && !heard.includes('onlyYou')) {
    const { value, done } = await reader.read();
    if (done) break;
    heard += value;
  }
  await reader?.cancel();
  return heard;
}

describe.skipIf(!redisProgram)(needs('redis-server', 'main with its private Redis'), () => {
  test('rounds come by themselves, and the streak outlives kills of Viva, of Redis and of both', async () => {
    const first = start();
    let world = await pageOf(first);
    await eventually('the first round', () => world.posts().length > 0, 5_000);
    await world.command('ada', '/viva-admin schedule edit cron="* * * * *" zone=UTC');
    await eventually('the second round', () => world.posts().length > 1, 75_000);
    await world.refresh();
    const post = world.posts()[1];
    await world.press('ben', post?.id ?? '', 'A');
    await eventually('the attempt’s answer', async () => {
      await world.refresh();
      return world.privately('ben').some((seen) => seen.text.includes('Streak: 1 round'));
    });
    await world.command('ada', '/viva-admin schedule pause');

    first.kill('SIGKILL');
    await first.ended;
    const second = start();
    world = await pageOf(second);
    expect(second.output()).toContain('went on with the private store of an earlier process');
    expect(await ask(world, '/viva streak')).toContain('1 round');

    const pid = await redisPid();
    process.kill(pid, 'SIGKILL');
    const began = Date.now();
    expect(await heardOnPage(second, '/viva streak')).toContain('Storage is away');
    expect(Date.now() - began).toBeLessThan(5_000);
    await eventually('the private store is back', async () => {
      const ready = await fetch(`${second.address()}/readyz`);
      return ready.status === 200;
    });
    expect(await ask(world, '/viva streak')).toContain('1 round');

    process.kill(await redisPid(), 'SIGKILL');
    second.kill('SIGKILL');
    await second.ended;
    const third = start();
    world = await pageOf(third);
    expect(await ask(world, '/viva streak')).toContain('1 round');
    expect(world.posts()[1]?.id).toBe(post?.id);
    // No start but the first one set a feed up.
    expect(world.posts().map(({ text }) => /Round \d+/.exec(text)?.[0])).toEqual(['Round 1', 'Round 2']);

    process.kill(await redisPid(), 'SIGKILL');
    third.kill('SIGTERM');
    expect(await third.ended).toBe(0);
    await expect(redisPid()).rejects.toThrow();
  }, 150_000);

  test('time that was jumped over stays so, whoever starts next', async () => {
    const first = start();
    let world = await pageOf(first);
    await eventually('the first round', () => world.posts().length > 0, 5_000);
    const before = (await timeOf(first)).now;
    const { status } = await jump(first);
    expect(status).toBe(200);
    await eventually('the second round', () => world.posts().length > 1, 5_000);
    const after = await timeOf(first);
    expect(after.now).toBeGreaterThan(before + 3_600_000);
    first.kill('SIGKILL');
    await first.ended;
    const second = start();
    world = await pageOf(second);
    expect((await timeOf(second)).now).toBeGreaterThan(after.now);
    expect((await timeOf(second)).next).toBe(after.next);
    expect(await ask(world, '/viva streak why')).toContain('No streak yet');
    expect(world.posts()).toHaveLength(2);
  }, 60_000);

  test('a second process on the same folder shares the store, and the last one out shuts it down', async () => {
    const one = start();
    const two = start();
    const worlds = await Promise.all([pageOf(one), pageOf(two)]);
    // Both found an empty place; one first feed was set up, and its round is there once.
    for (const world of worlds) {
      await eventually('the first round', async () => {
        await world.refresh();
        return world.posts().length > 0;
      });
      expect(world.posts()).toHaveLength(1);
    }
    one.kill('SIGTERM');
    expect(await one.ended).toBe(0);
    expect(await redisPid()).toBeGreaterThan(0);
    two.kill('SIGTERM');
    expect(await two.ended).toBe(0);
    await expect(redisPid()).rejects.toThrow();
  }, 60_000);

  async function redisPid(): Promise<number> {
    const client = new Redis(join(folder, 'redis', 'redis.sock'), {
      lazyConnect: true,
      retryStrategy: () => null,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      return Number(/process_id:(\d+)/.exec(await client.info('server'))?.[1]);
    } finally {
      client.disconnect();
    }
  }
});

describe('main in an odd place', () => {
  test('without any Redis it runs in memory, and says so on the console and on the page', async () => {
    const viva = start({}, '');
    await viva.ready();
    expect(viva.output()).toContain('Nothing outlives this process');
    const state = (await (await fetch(`${viva.address()}/api/state?as=ada`)).json()) as object;
    expect(JSON.stringify(state)).toContain('Nothing outlives this process');
    const world = await pageOf(viva);
    await eventually('the first round', () => world.posts().length > 0, 5_000);
  }, 40_000);

  test('a wrong environment is named key by key, and the process ends with 1', async () => {
    const viva = start({ DISCORD_TOKEN: 'nonsense', VIVA_MIN_INTERVAL: 'soon' });
    expect(await viva.ended).toBe(1);
    expect(viva.output()).toContain('DISCORD_TOKEN does not look like a Discord bot token');
    expect(viva.output()).toContain('VIVA_MIN_INTERVAL must be a duration');
    expect(viva.output()).not.toContain('nonsense');
  });

  test('a port that is taken is named, and the process ends with 1', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const viva = start({ VIVA_PORT: String(port) });
    expect(await viva.ended).toBe(1);
    expect(viva.output()).toContain(`The port ${port} on 127.0.0.1 is taken`);
    await new Promise((resolve) => other.close(resolve));
  });

  test('where REDIS_URL does not answer it says so, is not ready, and goes on trying', async () => {
    const port = await freePort();
    const viva = start({ REDIS_URL: 'redis://viva:hush-hush@127.0.0.1:1', VIVA_PORT: String(port) });
    await eventually('the trouble is named', () => viva.output().includes('does not answer'));
    expect(viva.output()).toContain('redis://127.0.0.1:1');
    expect(viva.output()).not.toContain('hush-hush');
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(503);
    viva.kill('SIGTERM');
    expect(await viva.ended).toBe(0);
  }, 30_000);

  test('a platform that refuses its token is named with the way out, and the others go on', async () => {
    const discord = await openDiscordWorld();
    const token = ['MTAxMDEwMTAxMDEwMTAxMDEw', 'GwrOng', 'y'.repeat(38)].join('.');
    const viva = start({ ...discord.env, DISCORD_TOKEN: token, VIVA_LOCAL: '1' }, '');
    const world = await pageOf(viva);
    expect(await ask(world, '/viva show DL0001')).toContain('Residual Connection');
    const ready = await fetch(`${viva.address()}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      storage: 'ok',
      local: 'ok',
      discord: expect.stringMatching(/token/i),
    });
    expect(viva.output()).not.toContain(token);
    // Beside a platform nothing is set up by itself, and nobody moves the time.
    expect(viva.output()).toContain('"feeds":0');
    expect(world.posts()).toEqual([]);
    expect((await timeOf(viva)).travels).toBe(false);
    expect(await jump(viva)).toMatchObject({
      status: 409,
      answer: { error: expect.stringContaining('no time machine') },
    });
    await discord.close();
  }, 40_000);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
