import type { Stats } from 'node:fs';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { createPictureCache, type PictureCache } from './cache.ts';

/** How much of what was drawn for members is kept. */
export interface DrawingLimits {
  files: number;
  bytes: number;
  /** Milliseconds since it was last asked for; nobody's figures lie about for longer. */
  age: number;
  /**
   * Milliseconds since it was last asked for in which a picture stays whatever the other limits say: whoever asked may
   * still be sending it.
   */
  rest: number;
}

const usual: DrawingLimits = {
  files: 2_000,
  bytes: 64_000_000,
  age: 7 * 86_400_000,
  rest: 10 * 60_000,
};

/** Looking through the folder takes some milliseconds, so it is done once in so many pictures. */
const between = 50;

/**
 * Keeps pictures of members' figures, in a folder of their own: unlike the bank's they never end. Those that were asked
 * for longest ago go, so there may be more than the limits say only while many are drawn at once.
 */
export function createDrawingCache(cacheFolder: string, limits: DrawingLimits = usual): PictureCache {
  const folder = join(cacheFolder, 'drawings');
  const cache = createPictureCache(folder);
  let sinceTidied = between;
  return {
    async get(id, make) {
      let made = false;
      const picture = await cache.get(id, () => {
        made = true;
        return make();
      });
      if (made) {
        sinceTidied += 1;
        if (sinceTidied > between) {
          sinceTidied = 0;
          await tidy(folder, limits);
        }
        return picture;
      }
      if (await touch(picture.path)) return picture;
      // Removed by another process between the two.
      return cache.get(id, make);
    },
    isWhole: cache.isWhole,
  };
}

/** Marks a picture as asked for now; false where it is gone. */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

/** Another process may tidy the same folder at the same time. Never rejects: a full folder is no reason to show nothing. */
async function tidy(folder: string, limits: DrawingLimits): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const found: { path: string; about: Stats }[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const about = await stat(path).catch(() => undefined);
    if (about?.isFile()) found.push({ path, about });
  }
  found.sort((one, other) => other.about.mtimeMs - one.about.mtimeMs);
  const now = Date.now();
  let [files, bytes] = [0, 0];
  for (const { path, about } of found) {
    files += 1;
    bytes += about.size;
    const age = now - about.mtimeMs;
    const tooMuch = files > limits.files || bytes > limits.bytes || age > limits.age;
    // A draft that a crash left goes the same way.
    if ((tooMuch || path.endsWith('.tmp')) && age > limits.rest)
      await rm(path, { force: true }).catch(() => undefined);
  }
}
