import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { isTransient } from './families.ts';

/**
 * A backup is lines of JSON: a header, one line for each key in the order of the keys, and a closing line with a
 * checksum of all bytes before it. Keys stand without the prefix. What a key holds is put into a fixed order, so that
 * equal stores give equal lines.
 */
export const formatName = 'viva-backup';
/** Goes up when a backup of before would be read wrongly. */
export const formatVersion = 1;

/** Text as it is; bytes that are no text (bitmaps) in base64. */
const datum = z.union([z.string(), z.strictObject({ base64: z.base64() })]);
export type Datum = z.infer<typeof datum>;

const common = {
  key: z
    .string()
    .min(1)
    .refine((key) => !isTransient(key), 'is of a kind that a backup never holds'),
  /** Ms since the epoch. */
  expiresAt: z.int().positive().optional(),
};

export const entrySchema = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('string'), value: datum }),
  z.strictObject({ ...common, type: z.literal('hash'), value: z.array(z.tuple([datum, datum])).min(1) }),
  z.strictObject({ ...common, type: z.literal('set'), value: z.array(datum).min(1) }),
  z.strictObject({ ...common, type: z.literal('list'), value: z.array(datum).min(1) }),
  z.strictObject({
    ...common,
    type: z.literal('zset'),
    // Scores as Redis writes them, so that none is rounded.
    value: z.array(z.tuple([datum, z.string().regex(/^(-?\d+(\.\d+)?(e[+-]?\d+)?|-?inf)$/)])).min(1),
  }),
]);
export type Entry = z.infer<typeof entrySchema>;

export const headerSchema = z.object({
  format: z.literal(formatName),
  version: z.int().positive(),
  /** The instant that the backup shows. */
  takenAt: z.iso.datetime(),
  viva: z.string(),
  entries: z.int().nonnegative(),
  /** How many keys of each family. */
  counts: z.record(z.string(), z.int().positive()),
});
export type Header = z.infer<typeof headerSchema>;

export const closingSchema = z.strictObject({
  end: z.literal(formatName),
  entries: z.int().nonnegative(),
  sha256: z.hex().length(64),
});

export function datumOf(bytes: Buffer): Datum {
  return isUtf8(bytes) ? bytes.toString('utf8') : { base64: bytes.toString('base64') };
}

export function bytesOf(value: Datum): string | Buffer {
  return typeof value === 'string' ? value : Buffer.from(value.base64, 'base64');
}

/** The entry of a key as `read-keys.lua` gives it; undefined where there is no such key any more. */
export function entryOf(
  key: string,
  type: string,
  expiresAt: number,
  value: Buffer | Buffer[],
): Entry | undefined {
  if (type === 'none') return undefined;
  const expiry = expiresAt < 0 ? {} : { expiresAt };
  if (!Array.isArray(value)) {
    if (type !== 'string') throw new Error(`the key ${key} is of a type that Viva does not use: ${type}`);
    return { key, type, ...expiry, value: datumOf(value) };
  }
  const items = value.map(datumOf);
  if (type === 'list') return { key, type, ...expiry, value: items };
  if (type === 'set') return { key, type, ...expiry, value: items.sort(compare) };
  const pairs: [Datum, Datum][] = [];
  for (let index = 0; index + 1 < items.length; index += 2) {
    pairs.push([items[index] as Datum, items[index + 1] as Datum]);
  }
  if (type === 'hash') return { key, type, ...expiry, value: pairs.sort(([a], [b]) => compare(a, b)) };
  // Redis orders a sorted set by score, and by bytes among equals.
  return { key, type: 'zset', ...expiry, value: pairs as [Datum, string][] };
}

function compare(a: Datum, b: Datum): number {
  const [one, other] = [a, b].map((value) => (typeof value === 'string' ? value : value.base64));
  return (one as string) < (other as string) ? -1 : 1;
}
