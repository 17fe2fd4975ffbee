import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { entryLines } from '../support/backups.ts';
import { startViva, type VivaProcess } from '../support/process.ts';
import { needs, redisProgram } from '../support/requires.ts';
import { openLocalWorldAt } from '../support/worlds/local.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe.skipIf(!redisProgram)(needs('redis-server', 'viva backup and viva restore'), () => {
  let folder: string;
  const running: VivaProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'viva-backup-'));
  });
  afterEach(async () => {
    for (const viva of running.splice(0)) {
      viva.kill('SIGTERM');
      await viva.ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (name: string) => join(folder, name);
  const start = async (data: string): Promise<VivaProcess> => {
    const viva = startViva({ VIVA_DATA: file(data) });
    running.push(viva);
    await viva.ready();
    return viva;
  };
  interface Ran {
    code: number;
    out: string;
    said: string;
  }
  const run = (data: string, args: string[], more: Record<string, string> = {}, input = ''): Promise<Ran> =>
    new Promise((done) => {
      const env = { PATH: process.env.PATH ?? '', REDIS_URL: '', VIVA_DATA: file(data), ...more };
      const child = execFile(
        process.execPath,
        ['dist/main.js', ...args],
        { cwd: root, env },
        (error, out, said) => {
          done({ code: error === null ? 0 : Number(error.code), out, said });
        },
      );
      child.stdin?.end(input);
    });
  const keysOf = async (data: string, work: (redis: Redis) => Promise<unknown>) => {
    const redis = new Redis(join(file(data), 'redis', 'redis.sock'));
    await work(redis);
    redis.disconnect();
  };

  test('beside a running Viva, then into another folder, where Viva goes on', async () => {
    const viva = await start('one');
    const world = openLocalWorldAt(viva.address());
    await world.command('ben', '/viva me zone=Europe/Berlin');
    await world.close();
    const first = await run('one', ['backup', file('a.jsonl')]);
    expect(first.said).toMatch(/^\d+ keys .* in .*a\.jsonl\./);
    expect(first).toMatchObject({ code: 0, out: '' });
    expect(statSync(file('a.jsonl')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['a.jsonl', 'one']);
    expect((await fetch(`${viva.address()}/readyz`)).status).toBe(200);

    const again = await run('one', ['backup', file('a.jsonl')]);
    expect(again).toMatchObject({ code: 1, said: expect.stringContaining('is there already') });
    expect((await run('one', ['backup', '--force', file('a.jsonl')])).code).toBe(0);

    const refused = await run('one', ['restore', file('a.jsonl')]);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('The store is not empty') });

    const restored = await run('two', ['restore', file('a.jsonl')]);
    expect(restored.code, restored.said).toBe(0);
    const copy = await run('two', ['backup', '-']);
    expect(entryLines(copy.out)).toEqual(entryLines(readFileSync(file('a.jsonl'), 'utf8')));
    expect(copy.out).toContain('Europe/Berlin');
    await start('two');
  }, 120_000);

  test('a backup goes through standard output and input', async () => {
    await (await start('one')).child.kill('SIGTERM');
    await running.pop()?.ended;
    const { out } = await run('one', ['backup', '-']);
    expect(out.split('\n').at(-2)).toMatch(/^\{"end":"viva-backup"/);
    expect((await run('two', ['restore', '-'], {}, out)).code).toBe(0);
    const bad = await run('three', ['restore', '-'], {}, out.slice(0, -10));
    expect(bad).toMatchObject({ code: 1, said: expect.stringContaining('cut off') });
    expect(bad.said).toContain('Nothing was written.');
    expect(readdirSync(file('three'))).toEqual([]);
  }, 120_000);

  test('beside the mark of a restore that was broken off neither start nor doctor says that all is well', async () => {
    writeFileSync(file('a.jsonl'), (await run('one', ['backup', '-'])).out);
    const viva = await start('two');
    await keysOf('two', (redis) => redis.set('viva:restoring', '2026-11-24T16:00:00.000Z'));
    viva.kill('SIGTERM');
    await running.pop()?.ended;
    const refused = await run('two', ['start'], { VIVA_PORT: '0' });
    expect(refused).toMatchObject({
      code: 1,
      said: expect.stringContaining('A restore began at 2026-11-24'),
    });
    expect(refused.said).toContain('viva restore');
    const doctor = await run('two', ['doctor'], { VIVA_PORT: '0' });
    expect(doctor.code).toBe(1);
    expect(doctor.out).toContain('is not done');
    expect((await run('two', ['restore', file('a.jsonl')])).code).toBe(0);
    await start('two');
  }, 120_000);

  test('where there is only memory, or nothing answers, that is said', async () => {
    const memory = await run('one', ['backup', file('a.jsonl')], { PATH: '' });
    expect(memory).toMatchObject({ code: 1, said: expect.stringContaining('in memory cannot be reached') });
    const away = await run('one', ['backup', file('a.jsonl')], {
      REDIS_URL: 'redis://me:hush-hush@127.0.0.1:1',
    });
    expect(away).toMatchObject({ code: 1, said: expect.stringContaining('does not answer') });
    expect(away.said).not.toContain('hush-hush');
    expect(readdirSync(folder)).toEqual([]);
    const missing = await run('one', ['restore', file('none.jsonl')]);
    expect(missing).toMatchObject({ code: 1, said: expect.stringContaining('none.jsonl') });
  }, 120_000);
});
