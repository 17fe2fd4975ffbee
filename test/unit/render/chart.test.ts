import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BadFigure } from '../../../src/render/bad-figure.ts';
import { drawChart, readChart } from '../../../src/render/chart.ts';
import { toPng } from '../../../src/render/picture.ts';
import { readPixels } from './pixels.ts';
import { scratchFolder } from './scratch.ts';

const encoding = {
  x: { field: 'epoch', type: 'quantitative', title: 'Epoch' },
  y: { field: 'loss', type: 'quantitative', title: 'Cross-entropy' },
};
const values = [
  { epoch: 0, loss: 2.3 },
  { epoch: 1, loss: 1.2 },
  { epoch: 2, loss: 0.9 },
];
const lossChart = { title: 'Loss', data: { values }, mark: 'line', encoding };

async function chartFile(spec: unknown, files: Record<string, string> = {}): Promise<string> {
  const folder = join(await scratchFolder(), 'topic');
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const path = join(folder, 'DL0001-loss.vl.json');
  await writeFile(path, typeof spec === 'string' ? spec : JSON.stringify(spec));
  return path;
}

const draw = async (path: string) => drawChart(await readChart(path));

describe('a chart', () => {
  it('is drawn with the common theme, its words large enough to read', async () => {
    const { svg, width, height, warnings } = await draw(await chartFile(lossChart));
    expect(warnings).toEqual([]);
    expect(svg).toContain('Cross-entropy');
    expect(svg).toContain('stroke="#0072b2"');
    const fonts = [...svg.matchAll(/font-family="([^"]+)" font-size="([\d.]+)px"/g)];
    expect(fonts.length).toBeGreaterThan(5);
    for (const [, family, size] of fonts) {
      expect(family).toBe('Inter');
      expect(Number(size)).toBeGreaterThanOrEqual(12);
    }
    expect(width).toBeGreaterThan(440);
    expect(width).toBeLessThan(560);
    expect(height).toBeGreaterThan(260);
  });

  it('comes out with its title in ink', async () => {
    const pixels = await readPixels(await toPng(await draw(await chartFile(lossChart))));
    // The title stands in the upper left corner, where nothing else is.
    expect(pixels.ink(34, 34, 160, 66)).toBeGreaterThan(100);
  });

  it('measures text, so that labels that fit are not cut', async () => {
    const models = ['ResNet-18', 'ConvNeXt-T', 'ViT-B/16'].map((model, index) => ({ model, top: index + 1 }));
    const { svg } = await draw(
      await chartFile({
        data: { values: models },
        mark: 'bar',
        encoding: { x: { field: 'model', type: 'nominal' }, y: { field: 'top', type: 'quantitative' } },
      }),
    );
    for (const { model } of models) expect(svg).toContain(`>${model}<`);
  });

  it('reads data of its own folder', async () => {
    const spec = { ...lossChart, data: { url: 'loss.csv' } };
    const path = await chartFile(spec, { 'loss.csv': 'epoch,loss\n0,2.3\n1,1.2\n2,0.9\n' });
    const line = (svg: string) => /aria-roledescription="line mark"[^>]* d="([^"]+)"/.exec(svg)?.[1];
    const inline = line((await draw(await chartFile(lossChart))).svg);
    expect(inline).toBeDefined();
    expect(line((await draw(path)).svg)).toBe(inline);
  });

  it('takes inline data that has a column called url', async () => {
    const rows = values.map((row) => ({ ...row, url: 'https://example.org/' }));
    await expect(draw(await chartFile({ ...lossChart, data: { values: rows } }))).resolves.toHaveProperty(
      'svg',
    );
  });

  it('tells what Vega-Lite warns of', async () => {
    const spec = { ...lossChart, encoding: { ...encoding, wings: { field: 'loss' } } };
    expect((await draw(await chartFile(spec))).warnings.join()).toContain('wings');
  });
});

describe('data outside the folder of the chart', () => {
  it.each([
    '../secret.csv',
    './../secret.csv',
    'inner/../../secret.csv',
    '/etc/passwd',
    'file:///etc/passwd',
    'http://127.0.0.1/data.csv',
    'https://example.org/data.csv',
    '//example.org/data.csv',
    'data:text/csv,a',
    '..',
    '.',
    '',
  ])('is refused: %s', async (url) => {
    const path = await chartFile({ ...lossChart, data: { url, format: { type: 'csv' } } });
    await writeFile(join(path, '..', '..', 'secret.csv'), 'epoch,loss\n1,1\n');
    const reading = readChart(path);
    await expect(reading).rejects.toBeInstanceOf(BadFigure);
    await expect(reading).rejects.toThrow(/outside its own folder/);
  });

  it('is refused behind a symbolic link', async () => {
    const path = await chartFile({ ...lossChart, data: { url: 'link.csv' } });
    await writeFile(join(path, '..', '..', 'secret.csv'), 'epoch,loss\n1,1\n');
    await symlink(join('..', 'secret.csv'), join(path, '..', 'link.csv'));
    await expect(readChart(path)).rejects.toThrow(/outside its own folder/);
  });

  it('is refused as an image', async () => {
    const spec = { data: { values }, mark: { type: 'image', url: 'https://example.org/a.png' }, encoding };
    await expect(readChart(await chartFile(spec))).rejects.toThrow(/outside its own folder/);
    const rows = values.map((row) => ({ ...row, picture: 'file:///etc/passwd' }));
    const byField = {
      data: { values: rows },
      mark: 'image',
      encoding: { ...encoding, url: { field: 'picture' } },
    };
    await expect(draw(await chartFile(byField))).rejects.toThrow(/may not load/);
  });

  it('is refused in a layer and in a look-up too', async () => {
    const layered = { layer: [{ ...lossChart, data: { url: '../secret.csv' } }] };
    const lookup = { lookup: 'epoch', from: { data: { url: '../secret.csv' }, key: 'epoch', fields: ['x'] } };
    for (const spec of [layered, { ...lossChart, transform: [lookup] }]) {
      await expect(readChart(await chartFile(spec))).rejects.toThrow(/outside its own folder/);
    }
  });

  it('is not loaded even where the address was not seen beforehand', async () => {
    const spec = JSON.stringify({ ...lossChart, data: { url: 'loss.csv' } });
    await expect(drawChart({ spec, data: new Map() })).rejects.toThrow(/may not load/);
  });
});

describe('a chart that is wrong', () => {
  it.each([
    ['no JSON', '{', /not JSON/],
    ['no object', '[]', /not a JSON object/],
    ['no specification', '{}', /./],
    ['data that is not there', { ...lossChart, data: { url: 'gone.csv' } }, /not there: gone.csv/],
    ['too large', { ...lossChart, width: 90_000 }, /larger than/],
  ])('is refused: %s', async (_what, spec, words) => {
    const path = await chartFile(spec);
    const drawing = draw(path);
    await expect(drawing).rejects.toBeInstanceOf(BadFigure);
    await expect(drawing).rejects.toThrow(words);
    await expect(drawing).rejects.not.toThrow(path);
  });
});
