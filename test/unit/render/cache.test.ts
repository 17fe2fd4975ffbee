import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPictureCache, pictureId } from '../../../src/render/cache.ts';
import { toPng } from '../../../src/render/picture.ts';
import { scratchFolder } from './scratch.ts';

const id = pictureId('math', 'x');
let png: Uint8Array;

beforeAll(async () => {
  png = await toPng({
    svg: '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"/>',
    width: 80,
    height: 20,
  });
});

function making(): { make: () => Promise<Uint8Array>; made: () => number } {
  let count = 0;
  return {
    make: async () => {
      count += 1;
      return png;
    },
    made: () => count,
  };
}

describe('the picture cache', () => {
  it('keeps what was made, with its size, for a later process too', async () => {
    const folder = join(await scratchFolder(), 'not', 'there', 'yet');
    const { make, made } = making();
    const first = await createPictureCache(folder).get(id, make);
    const second = await createPictureCache(folder).get(id, make);
    expect(made()).toBe(1);
    expect(second).toEqual(first);
    expect(first).toEqual({ id, path: join(folder, `${id}.png`), width: 228, height: 108 });
    expect(await readdir(folder)).toEqual([`${id}.png`]);
    expect(await readFile(first.path)).toEqual(Buffer.from(png));
  });

  it('makes a picture once for all who ask at the same time', async () => {
    const cache = createPictureCache(await scratchFolder());
    const { make, made } = making();
    await Promise.all(Array.from({ length: 20 }, () => cache.get(id, make)));
    expect(made()).toBe(1);
  });

  it('lets two processes make the same picture at once', async () => {
    const folder = await scratchFolder();
    const pictures = await Promise.all(
      Array.from({ length: 10 }, () => createPictureCache(folder).get(id, making().make)),
    );
    expect(new Set(pictures.map(({ path }) => path)).size).toBe(1);
    expect(await readdir(folder)).toEqual([`${id}.png`]);
  });

  it.each([
    ['empty', (path: string) => truncate(path, 0)],
    ['cut short', (path: string) => truncate(path, 60)],
    ['something else', (path: string) => writeFile(path, 'x'.repeat(500))],
  ])('makes a file anew that is %s', async (_what, spoil) => {
    const cache = createPictureCache(await scratchFolder());
    const { make, made } = making();
    const { path } = await cache.get(id, make);
    await spoil(path);
    await cache.get(id, make);
    expect(made()).toBe(2);
    expect(await readFile(path)).toEqual(Buffer.from(png));
  });

  it('keeps nothing of a failure, and tries again', async () => {
    const folder = await scratchFolder();
    const cache = createPictureCache(folder);
    await expect(cache.get(id, () => Promise.reject(new Error('no ink')))).rejects.toThrow('no ink');
    await expect(cache.get(id, async () => new Uint8Array(100))).rejects.toThrow('no PNG');
    expect(await readdir(folder)).toEqual([]);
    await expect(cache.get(id, making().make)).resolves.toMatchObject({ id });
  });
});

describe('a picture’s id', () => {
  it('is safe in file names and differs with all that decides the look', () => {
    const ids = [
      pictureId('math', 'x'),
      pictureId('math', 'y'),
      pictureId('chart', 'x'),
      pictureId('chart', 'ab', 'c'),
      pictureId('chart', 'a', 'bc'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const each of ids) expect(each).toMatch(/^[0-9a-f]{24}$/);
    expect(pictureId('math', 'x')).toBe(ids[0]);
  });
});
