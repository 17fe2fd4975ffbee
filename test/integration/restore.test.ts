import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { takeMoment } from '../../src/store/moment.ts';
import { restoreBackup } from '../../src/store/restore.ts';
import { backUp, chunksOf, entryLines, putBack } from '../support/backups.ts';
import { rawKeys } from '../support/raw-keys.ts';
import { openRawRedis, startTestRedis, type TestRedis } from '../support/redis.ts';
import { needs, redisProgram } from '../support/requires.ts';

/** A backup with a right checksum around any lines. */
function file(lines: string[], header: object = {}, closing: object = {}): string {
  const first = {
    format: 'viva-backup',
    version: 1,
    takenAt: '2026-11-24T16:00:00.000Z',
    viva: '0.1.0',
    entries: lines.length,
    counts: { feed: 1 },
    ...header,
  };
  const text = `${[JSON.stringify(first), ...lines].join('\n')}\n`;
  const sha256 = createHash('sha256').update(text).digest('hex');
  return `${text}${JSON.stringify({ end: 'viva-backup', entries: lines.length, sha256, ...closing })}\n`;
}

const feed = '{"key":"feed:a","type":"string","value":"{}"}';
const took = '{"key":"took:a:m","type":"string","value":{"base64":"gA=="}}';
const whole = file([feed, took]);
const closingStart = whole.lastIndexOf('{"end"');

describe.skipIf(!redisProgram)(needs('redis-server', 'a restore'), () => {
  let redis: TestRedis;
  let raw: Redis;
  let prefix: string;
  let count = 0;
  beforeAll(async () => {
    redis = await startTestRedis('real');
    raw = openRawRedis(redis);
  });
  afterAll(async () => {
    raw.disconnect();
    await redis.stop();
  });
  beforeEach(() => {
    count += 1;
    prefix = `restore${count}`;
  });
  const contents = async () => Object.fromEntries(await rawKeys(raw, prefix));

  test.each<[string, string | Buffer, RegExp]>([
    ['is empty', '', /The file is empty/],
    ['is something else', '{"feeds":[]}\n', /no backup of Viva/],
    ['is no text', Buffer.alloc(200_000, 7), /no backup of Viva/],
    ['is compressed', gzipSync(whole), /packed with gzip. Unpack it first: gunzip/],
    ['has the line ends of Windows', whole.replaceAll('\n', '\r\n'), /line ends .* byte by byte/],
    ['has a byte order mark', `\ufeff${whole}`, /byte order mark .* byte by byte/],
    ['is of a newer version', file([feed], { version: 2 }), /newer Viva: its format is 2/],
    ['lacks a field of its header', file([feed], { takenAt: 'now' }), /Line 1: takenAt/],
    ['is cut off before its closing line', whole.slice(0, closingStart), /cut off: it ends with line 3/],
    ['is cut off within a line', whole.slice(0, closingStart - 20), /cut off: it ends with line 3/],
    ['is cut off within its closing line', whole.slice(0, -20), /cut off: it ends with line 4/],
    ['was cut off after its header', whole.slice(0, whole.indexOf('\n') + 1), /and 2 entries are missing/],
    ['had a value edited', whole.replace('gA==', 'wA=='), /checksum/],
    [
      'had a line removed',
      whole.replace(`${took}\n`, ''),
      /holds 1 entries, and its closing line tells of 2/,
    ],
    ['had a line spoiled', whole.replace(took, '{"key":'), /Line 3 is no JSON/],
    ['has an unknown type', file([feed.replace('"type":"string"', '"type":"stream"')]), /Line 2: type/],
    [
      'has a value of the wrong form',
      file(['{"key":"due","type":"zset","value":[["a",1]]}']),
      /Line 2: value.0.1/,
    ],
    ['has an empty set', file(['{"key":"feeds","type":"set","value":[]}']), /Line 2: value/],
    ['has base64 that is none', file([took.replace('gA==', 'g!')]), /Line 2: value/],
    ['has a field too much', file([feed.replace('{', '{"more":1,')]), /Line 2: .*more/],
    ['holds a lease', file([feed.replace('feed:a', 'lease:round:a')]), /Line 2: key: .*never holds/],
    ['holds a key twice', file([feed, feed]), /Line 3: the key feed:a stands twice/],
    ['has something behind its end', `${whole}${feed}\n`, /Line 5: something stands behind/],
  ])('a file that %s is refused with words, and nothing is written', async (_name, text, words) => {
    await expect(putBack(text as string, redis, prefix)).rejects.toThrow(words);
    expect(await contents()).toEqual({});
  });

  test('what was restored is what the file holds, whatever bytes are in it', async () => {
    const odd = 'a\u2028b\rc\u0000d\ud83d\ude00"\\';
    await raw.set(`${prefix}:shelf:1`, odd);
    await raw.hset(`${prefix}:shelf:2`, odd, Buffer.from([0xff, 0x00, 0x0a]), 'z', '');
    await raw.rpush(`${prefix}:rounds:a`, 'b', 'a', 'b');
    await raw.zadd(`${prefix}:due`, 1_795_424_400_000.5, 'post:a', '-inf', 'post:b', 1e21, 'post:c');
    await raw.sadd(`${prefix}:feeds`, ...Array.from({ length: 3_000 }, (_, index) => `f${index}`));
    await raw.setbit(`${prefix}:beats:local:1`, 1_439, 1);
    await raw.expire(`${prefix}:beats:local:1`, 5_000);
    const before = await contents();
    const text = await backUp(redis, prefix);
    prefix = `${prefix}b`;
    expect(await putBack(text, redis, prefix)).toEqual({ written: 6, expired: 0 });
    expect(await contents()).toEqual(before);
    expect(entryLines(await backUp(redis, prefix))).toEqual(entryLines(text));
  });

  test('what has run out since the backup is left out', async () => {
    const old = '{"key":"beats:local:1","expiresAt":1795424400000,"type":"string","value":"x"}';
    expect(await putBack(file([old, feed]), redis, prefix, () => 1_795_424_400_000)).toEqual({
      written: 1,
      expired: 1,
    });
    expect(Object.keys(await contents())).toEqual(['feed:a']);
  });

  test('a store that holds anything is left as it is, and what is there is named', async () => {
    await raw.set(`${prefix}:beats:local:1`, 'x');
    await raw.set(`${prefix}:q:rounds:meta`, 'x');
    const before = await contents();
    await expect(putBack(whole, redis, prefix)).rejects.toThrow(/holds 2 keys .* \(beats, q\)/);
    expect(await contents()).toEqual(before);
  });

  test('another prefix beside it, or one that begins with the same letters, is no obstacle', async () => {
    await raw.set(`${prefix}2:feeds`, 'x');
    await putBack(whole, redis, prefix);
    expect(Object.keys(await contents())).toEqual(['feed:a', 'took:a:m']);
  });

  test('a store that is half restored is not backed up, and no file comes of it', async () => {
    await raw.set(`${prefix}:feed:a`, '{}');
    await raw.set(`${prefix}:restoring`, '2026-11-24T16:00:00.000Z');
    await expect(backUp(redis, prefix)).rejects.toThrow(
      /restore began at 2026-11-24T16:00:00.000Z and is not done, so there is nothing whole/,
    );
  });

  test('a restore that begins while a backup is read ends that backup', async () => {
    await raw.set(`${prefix}:feed:a`, '{}');
    const moment = takeMoment({
      place: redis.place,
      prefix,
      spool: join(redis.folder, 'spool-half'),
      onProgress: () => raw.set(`${prefix}:restoring`, '2026-11-24T16:00:00.000Z'),
      signal: new AbortController().signal,
    });
    await expect(moment).rejects.toThrow(/nothing whole/);
    expect(existsSync(join(redis.folder, 'spool-half'))).toBe(false);
  });

  test('one that was broken off leaves a mark, is never whole, and is begun anew by the next', async () => {
    const many = file(
      Array.from(
        { length: 2_000 },
        (_, index) => `{"key":"feed:${String(index).padStart(5, '0')}","type":"string","value":"{}"}`,
      ),
    );
    const ending = new AbortController();
    const broken = restoreBackup({
      place: redis.place,
      prefix,
      open: () => chunksOf(many),
      entries: 2_000,
      now: Date.now,
      onProgress: () => ending.abort(new Error('ended by SIGTERM')),
      signal: ending.signal,
    });
    await expect(broken).rejects.toThrow('ended by SIGTERM');
    const left = Object.keys(await contents());
    expect(left).toContain('restoring');
    expect(left.length).toBeGreaterThan(1);
    expect(left.length).toBeLessThan(2_000);
    const store = await redis.store(prefix);
    expect(await store.halfRestored()).toMatch(/^20\d\d-/);
    await putBack(whole, redis, prefix);
    expect(Object.keys(await contents())).toEqual(['feed:a', 'took:a:m']);
    expect(await store.halfRestored()).toBeUndefined();
  });

  test('two restores at once never mix', async () => {
    const results = await Promise.allSettled([putBack(whole, redis, prefix), putBack(whole, redis, prefix)]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(Object.keys(await contents())).toEqual(['feed:a', 'took:a:m']);
  });

  test('where somebody else wrote meanwhile the mark stays', async () => {
    const disturbed = restoreBackup({
      place: redis.place,
      prefix,
      open: async function* () {
        await raw.set(`${prefix}:beats:local:1`, 'x');
        yield* chunksOf(whole);
      },
      entries: 2,
      now: Date.now,
      onProgress() {},
      signal: new AbortController().signal,
    });
    await expect(disturbed).rejects.toThrow(/Another process wrote/);
    expect(Object.keys(await contents())).toContain('restoring');
  });
});
