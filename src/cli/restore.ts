import { createReadStream, mkdirSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { NotEmpty, restoreBackup } from '../store/restore.ts';
import { BadBackup, readBackup } from '../store/restore-check.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';
import { fileTrouble } from './file-words.ts';
import { onStorage, progress, summaryOf, untilSignal } from './on-storage.ts';

/** `viva restore FILE`: checks the whole file, and only then writes it into a store that is empty. */
export async function restore(file: string, io: Console): Promise<number> {
  const config = configured(io);
  if (config === undefined) return 1;
  const signal = untilSignal(io);
  const kept = file === '-' ? await keepInput(io, config) : undefined;
  try {
    return await restoreFile(kept ?? file, config, io, signal);
  } finally {
    if (kept !== undefined) await rm(kept, { force: true });
  }
}

async function restoreFile(file: string, config: Config, io: Console, signal: AbortSignal): Promise<number> {
  const read = () => createReadStream(file, { highWaterMark: 1_024 * 1_024 });
  let header: Awaited<ReturnType<typeof readBackup>>;
  try {
    header = await readBackup(read(), () => signal.throwIfAborted());
  } catch (error) {
    if (!(error instanceof BadBackup)) throw fileTrouble(file, error);
    io.complain(`${error.message}\nNothing was written.`);
    return 1;
  }
  io.complain(`A backup as of ${header.takenAt}, made by Viva ${header.viva}: ${summaryOf(header.counts)}.`);
  return onStorage(config, io, async (storage) => {
    try {
      const { written, expired } = await restoreBackup({
        place: storage.place,
        prefix: config.prefix,
        open: read,
        entries: header.entries,
        now: () => Date.now(),
        onProgress: progress(io, 'wrote'),
        signal,
      });
      const old = expired === 0 ? '' : ` ${expired} had run out meanwhile and were left out.`;
      io.complain(`Restored ${written} keys into ${storage.description}.${old} Viva can be started.`);
      return 0;
    } catch (error) {
      if (!(error instanceof NotEmpty)) throw error;
      io.complain(error.message);
      return 1;
    }
  });
}

/** The standard input can be read once only, and is checked before it is used. */
async function keepInput(io: Console, config: Config): Promise<string> {
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const kept = join(config.dataFolder, `restore.${process.pid}.spool`);
  const handle = await open(kept, 'wx', 0o600);
  try {
    for await (const part of io.input) await handle.writeFile(part);
  } finally {
    await handle.close();
  }
  return kept;
}
