import { relative, sep } from 'node:path';
import { watch } from 'chokidar';
import type { Log } from '../app/ports/system.ts';
import type { LiveBank } from './live-bank.ts';

/** An editor writes a file in several steps, and a `git pull` many files: the folders are read once they rest. */
const restFor = 300;

/** Reads the bank again whenever a file in its folders changes, and says in the log what came of it. */
export async function watchBank(
  bank: LiveBank,
  folders: readonly string[],
  log: Log,
): Promise<{ stop(): Promise<void> }> {
  const watcher = watch([...folders], {
    ignoreInitial: true,
    ignored: (path) => folders.some((folder) => isHidden(relative(folder, path))),
    // A folder that cannot be read is named by the reading itself.
    ignorePermissionErrors: true,
  });
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<void> = Promise.resolve();
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reading = reading.then(() => readAgain(bank, log));
    }, restFor);
  });
  watcher.on('error', (error) => {
    log.error(
      { reason: String(error) },
      'The folders of questions cannot be watched: restart Viva after a change of theirs',
    );
  });
  await new Promise<void>((ready) => watcher.once('ready', ready));
  return {
    async stop() {
      clearTimeout(timer);
      await watcher.close();
      await reading;
    },
  };
}

async function readAgain(bank: LiveBank, log: Log): Promise<void> {
  try {
    const { added, changed, removed, fresh } = await bank.reload();
    for (const { file, line, message, stays } of fresh) {
      log.error(
        { at: `${file}:${line}` },
        stays ? `the last good one stays in use: ${message}` : `left out: ${message}`,
      );
    }
    if (added + changed + removed > 0)
      log.info({ added, changed, removed, questions: bank.size }, 'The questions were read again');
  } catch (error) {
    log.error(
      { reason: String(error) },
      'The questions could not be read again; those of before stay in use',
    );
  }
}

/** Of a path within a folder; one outside it is another folder's matter. */
function isHidden(path: string): boolean {
  const parts = path.split(sep);
  return parts[0] !== '..' && parts.some((part) => part.startsWith('.') || part === 'node_modules');
}
