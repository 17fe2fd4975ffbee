import { createHash } from 'node:crypto';
import { formatName, formatVersion, type Header } from './backup-format.ts';
import type { Moment } from './moment.ts';

/** The bytes of a backup: header, entries, closing line. `viva` is the version that makes it. */
export async function* backupText(moment: Moment, viva: string): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const header: Header = {
    format: formatName,
    version: formatVersion,
    takenAt: new Date(moment.takenAt).toISOString(),
    viva,
    entries: moment.entries,
    counts: moment.counts,
  };
  let part = `${JSON.stringify(header)}\n`;
  for await (const line of moment.lines()) {
    part += `${line}\n`;
    if (part.length < partLength) continue;
    hash.update(part);
    yield part;
    part = '';
  }
  hash.update(part);
  yield part;
  const closing = { end: formatName, entries: moment.entries, sha256: hash.digest('hex') };
  yield `${JSON.stringify(closing)}\n`;
}

/** Written at once; lines are short, and each write costs. */
const partLength = 256 * 1_024;
