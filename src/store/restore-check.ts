import { createHash } from 'node:crypto';
import type { z } from 'zod';
import {
  closingSchema,
  type Entry,
  entrySchema,
  formatName,
  formatVersion,
  type Header,
  headerSchema,
} from './backup-format.ts';
import { type Line, splitLines } from './lines.ts';

/** A file that cannot be restored: what is wrong with it, and what to do. Nothing was written. */
export class BadBackup extends Error {}

const carriageReturn = 13;
/** No header is longer: a file without line ends is not read into memory to find that out. */
const longestHeader = 64 * 1_024;

/**
 * Hands over the entries of a backup one by one, each checked. Gives the header once the whole file was found to be in
 * order, and rejects with `BadBackup` where it is not: read it through once before anything is done with it.
 */
export async function readBackup(
  chunks: AsyncIterable<Uint8Array>,
  each: (entry: Entry) => Promise<void> | void,
): Promise<Header> {
  const hash = createHash('sha256');
  let number = 0;
  let entries = 0;
  let header: Header | undefined;
  let before = '';
  let isClosed = false;
  for await (const line of splitLines(headed(chunks))) {
    number += 1;
    if (isClosed)
      throw new BadBackup(`Line ${number}: something stands behind the closing line. The file was changed.`);
    if (header === undefined) {
      header = headerFrom(line);
    } else if (line.bytes.subarray(0, closingStart.length).equals(closingStart)) {
      checkClosing(line, number, entries, hash.digest('hex'));
      isClosed = true;
    } else {
      const entry = entryFrom(line, number);
      if (entry.key <= before)
        throw new BadBackup(
          `Line ${number}: the key ${entry.key} stands twice, or out of order. The file was changed.`,
        );
      before = entry.key;
      entries += 1;
      await each(entry);
    }
    if (!isClosed) hash.update(line.bytes).update('\n');
  }
  if (header === undefined) throw new BadBackup('The file is empty.');
  if (!isClosed) throw cutOff(number, header.entries - entries);
  return header;
}

const closingStart = Buffer.from(`{"end":"${formatName}"`);

async function* headed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let seen = 0;
  let hasLine = false;
  for await (const chunk of chunks) {
    hasLine ||= chunk.includes(10);
    seen += chunk.length;
    if (!hasLine && seen > longestHeader) throw notOurs();
    yield chunk;
  }
}

const packed = Buffer.from([0x1f, 0x8b]);
const byteOrderMark = Buffer.from('\ufeff');

function headerFrom(line: Line): Header {
  const begins = (bytes: Buffer) => line.bytes.subarray(0, bytes.length).equals(bytes);
  if (begins(packed))
    throw new BadBackup('The file is packed with gzip. Unpack it first: gunzip -c FILE | viva restore -');
  if (begins(byteOrderMark) || line.bytes.at(-1) === carriageReturn)
    throw new BadBackup(
      'An editor or a transfer as text changed the file: its line ends are not those that were written, or a byte order mark stands before it. Copy the backup again, byte by byte.',
    );
  const value = parse(line);
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== formatName)
    throw notOurs();
  if ('version' in value && typeof value.version === 'number' && value.version > formatVersion) {
    throw new BadBackup(
      `The file was made by a newer Viva: its format is ${value.version}, and this one reads up to ${formatVersion}. Restore it with that version.`,
    );
  }
  const header = headerSchema.safeParse(value);
  if (!header.success) throw new BadBackup(`Line 1: ${words(header.error)}. The file was changed.`);
  return header.data;
}

function entryFrom(line: Line, number: number): Entry {
  const value = parse(line);
  if (value === undefined) {
    if (!line.ended) throw cutOff(number, undefined);
    throw new BadBackup(`Line ${number} is no JSON. The file was changed.`);
  }
  const entry = entrySchema.safeParse(value);
  if (!entry.success) throw new BadBackup(`Line ${number}: ${words(entry.error)}. The file was changed.`);
  return entry.data;
}

function checkClosing(line: Line, number: number, entries: number, sha256: string): void {
  const closing = closingSchema.safeParse(parse(line));
  if (!closing.success)
    throw line.ended ? new BadBackup(`Line ${number}: ${words(closing.error)}.`) : cutOff(number, undefined);
  if (closing.data.entries !== entries) {
    throw new BadBackup(
      `The file holds ${entries} entries, and its closing line tells of ${closing.data.entries}. It was changed after it was made.`,
    );
  }
  if (closing.data.sha256 !== sha256)
    throw new BadBackup(
      'The checksum is not that of the file. It was changed after it was made, or damaged on its way.',
    );
}

function parse(line: Line): unknown {
  try {
    return JSON.parse(line.bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function cutOff(number: number, missing: number | undefined): BadBackup {
  const rest = missing === undefined || missing <= 0 ? '' : `, and ${missing} entries are missing`;
  return new BadBackup(
    `The file is cut off: it ends with line ${number} without a closing line${rest}. Copy it again, or take another backup.`,
  );
}

function notOurs(): BadBackup {
  return new BadBackup(
    'The file is no backup of Viva: its first line is not the header that `viva backup` writes.',
  );
}

function words(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  return `${path === '' ? 'the line' : path}: ${issue?.message ?? 'is wrong'}`;
}
