import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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
}

/** A picture's id: its kind, how pictures look, and its sources. */
export function pictureId(kind: 'math' | 'chart' | 'png', ...sources: (string | Uint8Array)[]): string {
  const hash = createHash('sha256').update(`${kind}\n${JSON.stringify(look)}\n`);
  // Each with its length before it, so that two lists of sources never read the same.
  for (const source of sources) hash.update(`${source.length}\n`).update(source);
  return hash.digest('hex').slice(0, 24);
}

export function createPictureCache(cacheFolder: string): PictureCache {
  const folder = resolve(cacheFolder);
  const pending = new Map<string, Promise<CachedPicture>>();
  return {
    get(id, make) {
      const known = pending.get(id);
      if (known !== undefined) return known;
      const work = readOrMake(folder, id, make).finally(() => pending.delete(id));
      pending.set(id, work);
      return work;
    },
  };
}

async function readOrMake(
  folder: string,
  id: string,
  make: () => Promise<Uint8Array>,
): Promise<CachedPicture> {
  const path = join(folder, `${id}.png`);
  const kept = await readFile(path).catch(() => undefined);
  const keptSize = kept === undefined ? undefined : pngSize(kept);
  if (keptSize !== undefined) return { id, path, ...keptSize };
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
  return { id, path, ...size };
}
