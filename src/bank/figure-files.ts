import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, resolve, sep } from 'node:path';
import type { Complain } from './problem.ts';
import type { FigureUse } from './source.ts';

/** As much as a PNG may have; a chart's description has less. */
const largestFigure = 4_000_000;

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
    const about = await stat(path);
    // A pipe would be waited for without end.
    if (!about.isFile() || about.size > largestFigure) {
      const found = about.isFile() ? `has ${about.size} bytes` : 'is no common file';
      complain(
        figure.line,
        `The figure \`${name}\` ${found}: a figure is a file of at most ${largestFigure} bytes, such as \`DL0002-loss.vl.json\``,
      );
      return undefined;
    }
    const bytes = await readFile(path);
    figure.block.source = path;
    return bytes;
  } catch {
    complain(
      figure.line,
      `The figure \`${name}\` is not there: put the file beside the question, and write its name as it is, such as \`DL0002-loss.vl.json\``,
    );
    return undefined;
  }
}

function outside(name: string, figure: FigureUse, complain: Complain): undefined {
  complain(
    figure.line,
    `The figure \`${name}\` lies outside the question's folder: put the file beside the question, and write \`${basename(name)}\``,
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
