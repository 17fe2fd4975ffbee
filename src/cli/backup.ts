import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { backupText } from '../store/backup.ts';
import { type Moment, takeMoment } from '../store/moment.ts';
import type { Storage } from '../store/storage.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';
import { fileTrouble, targetOf } from './file-words.ts';
import { onStorage, progress, summaryOf, untilSignal } from './on-storage.ts';
import { vivaVersion } from './version.ts';

/** `viva backup FILE`: everything kept, as it was at one instant, while Viva runs or not. */
export async function backup(file: string, options: { force?: boolean }, io: Console): Promise<number> {
  const config = configured(io);
  if (config === undefined) return 1;
  const toOutput = file === '-';
  const target = toOutput ? undefined : await targetOf(file, options.force === true);
  const signal = untilSignal(io);
  const write = async (storage: Storage): Promise<number> => {
    const moment = await takeMoment({
      place: storage.place,
      prefix: config.prefix,
      spool: spoolFor(target, config),
      onProgress: progress(io, 'read'),
      signal,
    });
    try {
      if (target === undefined) await writeTo(io.output, moment, signal);
      else await writeFileWhole(target, moment, signal);
    } finally {
      await moment.discard();
    }
    const { keys, ms } = moment.held;
    const where = toOutput ? '' : `, in ${file}`;
    io.complain(
      `${summaryOf(moment.counts)} as of ${new Date(moment.takenAt).toISOString()}, from ${storage.description}${where}. ` +
        `${keys} changed meanwhile and were read at once in ${ms.toFixed(1)} ms.`,
    );
    return 0;
  };
  return onStorage(config, io, async (storage) => {
    try {
      return await write(storage);
    } catch (error) {
      throw fileTrouble(
        toOutput ? `What is read is kept in VIVA_DATA (${config.dataFolder}), which` : file,
        error,
      );
    }
  });
}

/** Beside the file, where there is room for it; else in the data folder. */
function spoolFor(file: string | undefined, { dataFolder }: Config): string {
  if (file === undefined) mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  return `${file ?? join(dataFolder, 'backup')}.${process.pid}.spool`;
}

/** Whoever reads may stop, or end: neither may leave the spool behind. */
async function writeTo(output: NodeJS.WritableStream, moment: Moment, signal: AbortSignal): Promise<void> {
  let broken = false;
  // It stays: what is still on its way when this ends must find somebody who hears of it.
  output.on('error', () => {
    broken = true;
  });
  for await (const part of backupText(moment, vivaVersion())) {
    signal.throwIfAborted();
    const isFull = !output.write(part);
    if (isFull && !broken) await once(output, 'drain', { signal }).catch(() => signal.throwIfAborted());
    if (broken) throw new Error('Whoever reads the standard output stopped before the backup was whole.');
  }
}

/** Under another name until it is whole and on the disk; readable by its owner alone. */
async function writeFileWhole(file: string, moment: Moment, signal: AbortSignal): Promise<void> {
  const unfinished = `${file}.${process.pid}.unfinished`;
  const handle = await open(unfinished, 'wx', 0o600);
  try {
    for await (const part of backupText(moment, vivaVersion())) {
      signal.throwIfAborted();
      await handle.writeFile(part);
    }
    await handle.sync();
    await handle.close();
    await rename(unfinished, file);
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(unfinished, { force: true });
    throw error;
  }
}
