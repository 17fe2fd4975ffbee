import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/cli.ts';
import { keptConsole } from '../support/doctor.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { needs, redisProgram } from '../support/requires.ts';

describe.skipIf(!redisProgram)(needs('redis-server', 'the file of a backup'), () => {
  let server: RedisServer;
  let folder: string;
  beforeAll(async () => {
    server = await startRedisServer();
    await server.client.set('viva:shelf:1', 'kept');
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'viva-file-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function run(...args: string[]): Promise<{ code: number; said: string }> {
    const io = keptConsole({ REDIS_URL: server.url, VIVA_DATA: join(folder, 'data') });
    return { code: await runCli(args, io), said: io.written() };
  }

  test.each<[string, string, RegExp]>([
    ['a folder that is not there', 'none/viva.jsonl', /There is no folder .*none for the file/],
    ['a folder', 'folder', /folder is a folder: name a file/],
    [
      'a path through a file',
      'file/viva.jsonl',
      /file\/viva.jsonl is not there: a part of the path is a file/,
    ],
    ['what is no common file', 'socket', /socket is no common file/],
    ['a name that is too long', 'x'.repeat(300), /has too long a name/],
  ])('%s is refused with its name before anything is read, --force or not', async (_, name, words) => {
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'file'), 'as it was');
    const socket = createServer();
    await new Promise<void>((resolve) => socket.listen(join(folder, 'socket'), resolve));
    const before = readdirSync(folder);
    const { code, said } = await run('backup', '--force', join(folder, name));
    const after = readdirSync(folder);
    const stillSocket = lstatSync(join(folder, 'socket')).isSocket();
    await new Promise((resolve) => socket.close(resolve));
    expect(code).toBe(1);
    expect(said).toMatch(words);
    expect(said).not.toMatch(/E[A-Z]{4,}|spool|unfinished/);
    expect(after).toEqual(before);
    expect(stillSocket).toBe(true);
  });

  test('--force through a link writes where the link leads, and the link stays', async () => {
    writeFileSync(join(folder, 'real.jsonl'), 'old');
    symlinkSync('real.jsonl', join(folder, 'link.jsonl'));
    expect((await run('backup', join(folder, 'link.jsonl'))).said).toMatch(/there already/);
    expect((await run('backup', '--force', join(folder, 'link.jsonl'))).code).toBe(0);
    expect(lstatSync(join(folder, 'link.jsonl')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real.jsonl'), 'utf8')).toContain('shelf:1');
    expect(readdirSync(folder).sort()).toEqual(['link.jsonl', 'real.jsonl']);
  });

  test.each<[string, string, RegExp]>([
    ['that breaks', 'break', /Whoever reads the standard output stopped/],
    ['that takes no more, ended by a signal', 'stall', /ended by SIGINT/],
  ])('a standard output %s ends the backup in words, and leaves nothing behind', async (_, how, words) => {
    const io = keptConsole({ REDIS_URL: server.url, VIVA_DATA: join(folder, 'data') });
    let end = () => {};
    io.onSignal = (listener) => {
      end = () => listener('SIGINT');
    };
    const output = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        if (how === 'break') done(new Error('write EPIPE'));
        else setImmediate(end);
      },
    });
    io.output = output;
    expect(await runCli(['backup', '-'], io)).toBe(1);
    expect(io.written()).toMatch(words);
    expect(readdirSync(join(folder, 'data'))).toEqual([]);
    // A failure that comes late is heard, and ends no process.
    expect(output.listenerCount('error')).toBe(1);
  });

  test.each<[string, string, RegExp]>([
    ['is not there', 'none.jsonl', /none.jsonl is not there: check the name/],
    ['is a folder', '.', /is a folder: name a file/],
  ])('a restore from what %s says so', async (_, name, words) => {
    const { code, said } = await run('restore', join(folder, name));
    expect(code).toBe(1);
    expect(said).toMatch(words);
  });
});
