import { readFile, realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { Complain } from './problem.ts';
import type { FigureUse } from './source.ts';

/** Finds a figure's file in the question's folder, makes its source absolute, and gives its bytes. */
export async function figureBytes(
  figure: FigureUse,
  folder: string,
  complain: Complain,
): Promise<Buffer | undefined> {
  const name = decodedName(figure.block.source);
  const path = resolve(folder, name);
  if (!isInside(path, folder)) return outside(name, figure, complain);
  try {
    // A link could lead out of the folder, and a question must not show other files of this machine.
    if (!isInside(await realpath(path), await realpath(folder))) return outside(name, figure, complain);
    const bytes = await readFile(path);
    figure.block.source = path;
    return bytes;
  } catch {
    complain(figure.line, `The figure \`${name}\` is not there: put it beside the question`);
    return undefined;
  }
}

function outside(name: string, figure: FigureUse, complain: Complain): undefined {
  complain(
    figure.line,
    `The figure \`${name}\` lies outside the question's folder: put it beside the question`,
  );
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder + sep);
}

/** Markdown writes a space in an address as `%20`. */
function decodedName(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
