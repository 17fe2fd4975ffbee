import { createHash, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createRecent } from '../core/recent.ts';
import { look } from './look.ts';
import { pngSize } from './png.ts';

/** A picture in the cache, without its words. */
export interface CachedPicture {
  id: string;
  path: string;
  width: number;
  height: number;
}

/** Keeps pictures as files, each under a hash of all that decides how it looks. Processes may share the folder. */
export interface PictureCache {
  /** The picture of an id, from its file, or made now; who asks for the same one meanwhile waits for the same work. */
  get(id: string, make: () => Promise<Uint8Array>): Promise<CachedPicture>;
  /** Whether a picture that was given before still is there as it was. */
  isWhole(id: string): boolean;
}

/** A picture's id: its kind, how pictures look, and its sources. */
export function pictureId(
  kind: 'math' | 'chart' | 'png' | 'drawing',
  ...sources: (string | Uint8Array)[]
): string {
  const hash = createHash('sha256').update(`${kind}\n${JSON.stringify(look)}\n`);
  // Each with its length before it, so that two lists of sources never read the same.
  for (const source of sources) hash.update(`${source.length}\n`).update(source);
  return hash.digest('hex').slice(0, 24);
}

interface Kept {
  picture: CachedPicture;
  bytes: number;
}

/** Paths and sizes kept in memory; a bank has a few thousand pictures. */
const picturesKnown = 5_000;

/** What is in one of the `built` folders is taken from there; those are never written to. */
export function createPictureCache(cacheFolder: string, built: readonly string[] = []): PictureCache {
  const folder = resolve(cacheFolder);
  const folders = [...built.map((one) => resolve(one)), folder];
  const pending = new Map<string, Promise<CachedPicture>>();
  const seen = createRecent<string, Kept>(picturesKnown);
  // The folder may be cleared at any time, and a full disk cuts a file off.
  const isWhole = (id: string) => {
    const kept = seen.get(id);
    return kept !== undefined && statSync(kept.picture.path, { throwIfNoEntry: false })?.size === kept.bytes;
  };
  return {
    get(id, make) {
      const there = seen.get(id);
      if (there !== undefined && isWhole(id)) return Promise.resolve(there.picture);
      const known = pending.get(id);
      if (known !== undefined) return known;
      const work = readOrMake(folders, folder, id, make)
        .then((kept) => {
          seen.set(id, kept);
          return kept.picture;
        })
        .finally(() => pending.delete(id));
      pending.set(id, work);
      return work;
    },
    isWhole,
  };
}

async function readOrMake(
  folders: readonly string[],
  folder: string,
  id: string,
  make: () => Promise<Uint8Array>,
): Promise<Kept> {
  for (const one of folders) {
    const path = join(one, `${id}.png`);
    const kept = await readFile(path).catch(() => undefined);
    const keptSize = kept === undefined ? undefined : pngSize(kept);
    if (kept !== undefined && keptSize !== undefined) {
      return { picture: { id, path, ...keptSize }, bytes: kept.length };
    }
  }
  const path = join(folder, `${id}.png`);
  const made = await make();
  const size = pngSize(made);
  if (size === undefined) throw new Error('What was drawn is no PNG');
  await mkdir(folder, { recursive: true });
  // Under another name first: whoever reads meanwhile sees the whole picture or none.
  const draft = join(folder, `${id}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeFile(draft, made);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  return { picture: { id, path, ...size }, bytes: made.length };
}
