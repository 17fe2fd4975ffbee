import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { BadFigure } from './bad-figure.ts';
import { pictureId } from './cache.ts';
import { type ChartDrawing, drawChart, readChart } from './chart.ts';
import { chartTheme } from './chart-theme.ts';
import { toPng } from './picture.ts';
import { pngSize } from './png.ts';

/** Both services take more; a chat on a phone should not have to. */
const largestPng = 4_000_000;
const longestSide = 4_096;

/** A figure ready to be drawn or copied. */
export interface Figure {
  id: string;
  toPng(): Promise<Uint8Array>;
  /** Draws it to see whether that works; gives what the author should know. */
  problems(): Promise<string[]>;
}

/** Reads a figure's file, a `.png` or a Vega-Lite `.vl.json`. Rejects with `BadFigure`. */
export async function readFigure(path: string): Promise<Figure> {
  if (path.endsWith('.vl.json')) return chartFigure(path);
  if (path.endsWith('.png')) return pngFigure(path);
  throw new BadFigure(`${basename(path)} is neither a .png nor a .vl.json`);
}

async function chartFigure(path: string): Promise<Figure> {
  const source = await readChart(path);
  const draw = (): Promise<ChartDrawing> => drawChart(source);
  return {
    id: pictureId('chart', JSON.stringify(chartTheme), source.spec, ...[...source.data].flat()),
    toPng: async () => toPng(await draw()),
    problems: async () => (await draw()).warnings,
  };
}

async function pngFigure(path: string): Promise<Figure> {
  const about = await stat(path).catch(() => undefined);
  if (!about?.isFile()) throw new BadFigure(`there is no file ${basename(path)}`);
  if (about.size > largestPng) throw new BadFigure(`it is larger than ${largestPng} bytes`);
  const bytes = await readFile(path);
  const size = pngSize(bytes);
  if (size === undefined) throw new BadFigure('it is no whole PNG');
  if (Math.max(size.width, size.height) > longestSide)
    throw new BadFigure(`it is longer than ${longestSide} pixels`);
  return { id: pictureId('png', bytes), toPng: async () => bytes, problems: async () => [] };
}
