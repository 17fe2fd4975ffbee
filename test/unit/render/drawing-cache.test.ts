import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDrawingCache } from '../../../src/render/drawing-cache.ts';
import { toPng } from '../../../src/render/picture.ts';
import { scratchFolder } from './scratch.ts';

const minute = 60_000;
const wide = { files: 1_000, bytes: 1e9, age: 1e12, rest: 10 * minute };
let png: Uint8Array;

beforeAll(async () => {
  png = await toPng({
    svg: '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"/>',
    width: 80,
    height: 20,
  });
});

/** A cache folder with pictures that were asked for some minutes ago. */
async function folderWith(minutesAgo: Record<string, number>) {
  const cacheFolder = await scratchFolder();
  const folder = join(cacheFolder, 'drawings');
  await mkdir(folder);
  for (const [name, minutes] of Object.entries(minutesAgo)) {
    await writeFile(join(folder, name), png);
    const at = new Date(Date.now() - minutes * minute);
    await utimes(join(folder, name), at, at);
  }
  return { cacheFolder, names: async () => (await readdir(folder)).toSorted() };
}

const make = async () => png;

describe('pictures of members’ figures', () => {
  it.each([
    ['the ones asked for longest ago, beyond so many', { files: 2 }, ['b.png', 'new.png']],
    ['the ones asked for longest ago, beyond so many bytes', { bytes: 2 }, ['b.png', 'new.png']],
    ['what nobody asked for in a long time', { age: 35 * minute }, ['b.png', 'c.png', 'new.png']],
    ['nothing while there is room', {}, ['a.png', 'b.png', 'c.png', 'new.png']],
  ])('go: %s', async (_what, limits, left) => {
    // `b` is still being sent, whatever the limits say.
    const { cacheFolder, names } = await folderWith({ 'a.png': 40, 'b.png': 1, 'c.png': 30 });
    await createDrawingCache(cacheFolder, { ...wide, ...limits }).get('new', make);
    expect(await names()).toEqual(left);
  });

  it('stay while they are asked for', async () => {
    const { cacheFolder, names } = await folderWith({ 'a.png': 40, 'c.png': 30 });
    const cache = createDrawingCache(cacheFolder, { ...wide, files: 1 });
    const { path } = await cache.get('a', () => Promise.reject(new Error('it is there')));
    expect(Date.now() - (await stat(path)).mtimeMs).toBeLessThan(minute);
    await cache.get('new', make);
    expect(await names()).toEqual(['a.png', 'new.png']);
  });

  it('are drawn again where they are gone', async () => {
    const { cacheFolder, names } = await folderWith({ 'a.png': 40 });
    const cache = createDrawingCache(cacheFolder, { ...wide, files: 1 });
    await createDrawingCache(cacheFolder, { ...wide, files: 1 }).get('new', make);
    expect(await names()).toEqual(['new.png']);
    await cache.get('a', make);
    expect(await names()).toContain('a.png');
  });

  it('take drafts with them that a crash left', async () => {
    const { cacheFolder, names } = await folderWith({ 'x.0.tmp': 40, 'y.0.tmp': 1 });
    await createDrawingCache(cacheFolder, wide).get('new', make);
    expect(await names()).toEqual(['new.png', 'y.0.tmp']);
  });

  it('are few however many there were', async () => {
    const { cacheFolder, names } = await folderWith({});
    const cache = createDrawingCache(cacheFolder, { ...wide, files: 20, rest: -1 });
    for (let index = 0; index < 200; index += 1) await cache.get(`p${index}`, make);
    // Those since the folder was looked through last come on top.
    expect((await names()).length).toBeLessThanOrEqual(20 + 51);
    expect(await names()).toContain('p199.png');
  });
});
