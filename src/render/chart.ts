import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import type { TopLevelSpec } from 'vega-lite';
import { BadFigure } from './bad-figure.ts';
import { refuseEndless } from './chart-limits.ts';
import { textWidth } from './chart-text.ts';
import { chartTheme } from './chart-theme.ts';

const largestFile = 2_000_000;
/** CSS pixels; a chat shows some 550. */
const mostWidth = 1_200;
const mostHeight = 1_200;

/** A chart's specification with the data files it names, read already. */
export interface ChartSource {
  spec: string;
  /** By the address as the specification writes it. */
  data: ReadonlyMap<string, string>;
}

/** A chart drawn, in CSS pixels; `warnings` are Vega's own, for the author. */
export interface ChartDrawing {
  svg: string;
  width: number;
  height: number;
  warnings: string[];
}

/** Reads a `.vl.json` and its data. Rejects with `BadFigure`. */
export async function readChart(path: string): Promise<ChartSource> {
  const spec = await readText(path);
  const data = new Map<string, string>();
  refuseEndless(parsed(spec));
  const folder = await realpath(dirname(path));
  for (const address of addressesIn(parsed(spec))) {
    data.set(address, await readText(await within(folder, address)));
  }
  return { spec, data };
}

/** Every address the specification could load from; all are files of the figure's own folder, or it is refused. */
function addressesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    // Inline data: whatever its columns are called, nothing is loaded from them.
    if (key === 'values') return [];
    return key === 'url' && typeof inner === 'string' ? [inner] : addressesIn(inner);
  });
}

async function within(folder: string, address: string): Promise<string> {
  const outside = new BadFigure(`it names data outside its own folder: ${address}`);
  if (/^[a-z][a-z\d+.-]*:|^[/\\]/i.test(address) || isAbsolute(address)) throw outside;
  const wanted = resolve(folder, address);
  if (leaves(folder, wanted)) throw outside;
  const real = await realpath(wanted).catch(() => {
    throw new BadFigure(`it names data that is not there: ${address}`);
  });
  // A symbolic link may lead elsewhere.
  if (leaves(folder, real)) throw outside;
  return real;
}

function leaves(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || way.startsWith('..') || isAbsolute(way);
}

async function readText(path: string): Promise<string> {
  const name = basename(path);
  const about = await stat(path).catch(() => undefined);
  if (!about?.isFile()) throw new BadFigure(`there is no file ${name}`);
  if (about.size > largestFile) throw new BadFigure(`${name} is larger than ${largestFile} bytes`);
  return readFile(path, 'utf8');
}

function parsed(spec: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(spec);
  } catch (error) {
    throw new BadFigure(`it is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadFigure('it is not a JSON object');
  return value as Record<string, unknown>;
}

async function load() {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  // Vega lets its measuring of text be replaced; its types do not say so.
  const { textMetrics } = vega as unknown as { textMetrics: { width: MeasureText } };
  textMetrics.width = (item, text) => textWidth(String(text ?? item.text ?? ''), item.fontSize ?? 11);
  return { vega, vegaLite };
}

type MeasureText = (item: { fontSize?: number; text?: unknown }, text: unknown) => number;

let engine: ReturnType<typeof load> | undefined;

/** Loaded at the first chart. */
function loaded(): ReturnType<typeof load> {
  engine ??= load().catch((error: unknown) => {
    engine = undefined;
    throw error;
  });
  return engine;
}

/** Draws a chart. Rejects with `BadFigure`. */
export async function drawChart({ spec, data }: ChartSource): Promise<ChartDrawing> {
  const { vega, vegaLite } = await loaded();
  const warnings: string[] = [];
  const logger = noting(warnings);
  try {
    const compiled = vegaLite.compile(parsed(spec) as unknown as TopLevelSpec, {
      config: chartTheme,
      logger,
    });
    const loader = vega.loader();
    // Vega would draw on without what it could not load, so a refusal is kept.
    let refusal: BadFigure | undefined;
    const refuse = (address: string) => {
      refusal = new BadFigure(`it may not load ${address}`);
      return Promise.reject(refusal);
    };
    // Only what was read beforehand: no network, no file besides.
    loader.load = (address: string) => {
      const text = data.get(address);
      return text === undefined ? refuse(address) : Promise.resolve(text);
    };
    loader.sanitize = (address: string) => refuse(address);
    loader.http = refuse;
    loader.file = refuse;
    const view = new vega.View(vega.parse(compiled.spec), { renderer: 'none', loader, logger });
    const svg = await view.toSVG();
    view.finalize();
    if (refusal !== undefined) throw refusal;
    return { ...measured(svg), warnings };
  } catch (error) {
    if (error instanceof BadFigure) throw error;
    throw new BadFigure((error as Error).message);
  }
}

/** Vega's logger: what it warns of is for the author; what it calls an error leaves the chart incomplete. */
function noting(warnings: string[]) {
  const logger = {
    level: () => logger,
    error: (...parts: unknown[]): never => {
      throw new BadFigure(parts.map(String).join(' '));
    },
    warn: (...parts: unknown[]) => {
      warnings.push(parts.map(String).join(' '));
      return logger;
    },
    info: () => logger,
    debug: () => logger,
  };
  return logger;
}

function measured(svg: string): { svg: string; width: number; height: number } {
  const [, width, height] = /^<svg[^>]*\swidth="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const size = { width: Number(width), height: Number(height) };
  if (!(size.width > 0 && size.height > 0)) throw new BadFigure('it is empty');
  if (size.width > mostWidth || size.height > mostHeight) {
    throw new BadFigure(`it is larger than ${mostWidth}×${mostHeight} pixels`);
  }
  return { svg, ...size };
}
