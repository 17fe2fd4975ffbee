import { join } from 'node:path';
import { backupText } from '../../src/store/backup.ts';
import type { Entry } from '../../src/store/backup-format.ts';
import { takeMoment } from '../../src/store/moment.ts';
import { restoreBackup } from '../../src/store/restore.ts';
import { readBackup } from '../../src/store/restore-check.ts';
import type { TestRedis } from './redis.ts';

let taken = 0;

/** A whole backup as text. */
export async function backUp(redis: Pick<TestRedis, 'place' | 'folder'>, prefix: string): Promise<string> {
  taken += 1;
  const moment = await takeMoment({
    place: redis.place,
    prefix,
    spool: join(redis.folder, `spool-${taken}`),
    onProgress() {},
    signal: new AbortController().signal,
  });
  try {
    let text = '';
    for await (const part of backupText(moment, '0.0.0-test')) text += part;
    return text;
  } finally {
    await moment.discard();
  }
}

export async function* chunksOf(text: string | Buffer, size = 10_000): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text as string);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** Checks and restores as the command does. */
export async function putBack(text: string, redis: Pick<TestRedis, 'place'>, prefix: string, now = Date.now) {
  const header = await readBackup(chunksOf(text), () => {});
  return restoreBackup({
    place: redis.place,
    prefix,
    open: () => chunksOf(text),
    entries: header.entries,
    now,
    onProgress() {},
    signal: new AbortController().signal,
  });
}

/** The lines between the header and the closing line. */
export function entryLines(text: string): string[] {
  return text.trimEnd().split('\n').slice(1, -1);
}

export function entriesOf(text: string): Map<string, Entry> {
  return new Map(
    entryLines(text)
      .map((line) => JSON.parse(line) as Entry)
      .map((entry) => [entry.key, entry]),
  );
}
