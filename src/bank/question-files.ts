import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { compare, type Problem } from './problem.ts';

/** A question has some 8,000 bytes. Reading takes time that grows faster than the length, so there is an end to it. */
const largestFile = 40_000;

export const emptyFolder =
  'There is no question in this folder: a question is a file in it, such as `deep-learning/DL0003-1x1-convolution.md`';

/** A file or folder that cannot be used: why, and what to do. */
class Unusable extends Error {}

/**
 * The Markdown files under a folder, sorted by their paths in it, with `/` between; a `README.md` and anything hidden
 * are for people alone. Links are followed, each folder is read once, and what is odd is named.
 */
export async function questionFiles(folder: string, problems: Problem[]): Promise<string[]> {
  const complain = (path: string, message: string) =>
    problems.push({ file: path === '' ? folder : join(folder, path), line: 1, message });
  const before = problems.length;
  /** Real paths of the folders that were read, with the paths they were read by. */
  const read = new Map<string, string>();
  const found: string[] = [];

  const walk = async (path: string): Promise<void> => {
    let entries: Dirent[];
    try {
      const real = await realpath(join(folder, path));
      const known = read.get(real);
      const [top] = read.keys();
      if (known !== undefined || (top !== undefined && (top + sep).startsWith(real + sep))) {
        complain(
          path,
          `This leads to a folder that is read already, \`${known || folder}\`: remove the link, or name the folder it should lead to`,
        );
        return;
      }
      read.set(real, path);
      entries = await readdir(real, { withFileTypes: true });
    } catch (error) {
      complain(path, folderTrouble(error));
      return;
    }
    for (const entry of entries.sort((a, b) => compare(a.name, b.name))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      await take(entry, path === '' ? entry.name : `${path}/${entry.name}`);
    }
  };
  const take = async (entry: Dirent, path: string): Promise<void> => {
    const isQuestion = entry.name.endsWith('.md') && entry.name !== 'README.md';
    const isFolder = entry.isSymbolicLink() ? await leadsToFolder(join(folder, path)) : entry.isDirectory();
    if (!isFolder) {
      if (isQuestion) found.push(path);
      else if (isFolder === undefined) complain(path, 'This link leads nowhere: mend it, or remove it');
    } else if (isQuestion) {
      complain(
        path,
        'This is a folder with the name of a question: a question is a file, such as `deep-learning/DL0003-1x1-convolution.md`',
      );
    } else await walk(path);
  };

  await walk('');
  if (found.length === 0 && problems.length === before) {
    complain('', emptyFolder);
  }
  return found.sort(compare);
}

async function leadsToFolder(path: string): Promise<boolean | undefined> {
  const about = await stat(path).catch(() => undefined);
  return about?.isDirectory();
}

/** A question's bytes, or words for why there are none. */
export async function questionBytes(file: string): Promise<Buffer | string> {
  try {
    const about = await stat(file);
    // A pipe would be waited for without end.
    if (!about.isFile()) throw new Unusable('This is no common file: a question is a text file of Markdown');
    if (about.size > largestFile) {
      throw new Unusable(
        `The file has ${about.size} bytes, and a question at most ${largestFile}: write it as \`docs/question-template.md\` shows`,
      );
    }
    return await readFile(file);
  } catch (error) {
    return error instanceof Unusable ? error.message : fileTrouble(error);
  }
}

const mends: Readonly<Record<string, string>> = {
  EACCES: 'let this user read it, such as by `chmod a+r`',
  EPERM: 'let this user read it, such as by `chmod a+r`',
  ELOOP: 'it is a link that leads back to itself; put the file there',
  ENOENT: 'it is a link that leads nowhere, or was just removed; put the file there',
};

/** Exported for its test: as root, everything can be read. */
export function fileTrouble(error: unknown): string {
  const code = codeOf(error);
  return `The file cannot be read (${code})${mends[code] === undefined ? '' : `: ${mends[code]}`}`;
}

function folderTrouble(error: unknown): string {
  const code = codeOf(error);
  if (code === 'ENOENT')
    return 'This folder of questions is not there: make it, or mend the setting that names it';
  if (code === 'ENOTDIR')
    return 'This folder of questions cannot be read (ENOTDIR): it is a file; name the folder that holds it';
  const mend = code === 'EACCES' ? ': let this user read it, such as by `chmod a+rx`' : '';
  return `This folder of questions cannot be read (${code})${mend}`;
}

/** The error's code alone: its message holds absolute paths. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
