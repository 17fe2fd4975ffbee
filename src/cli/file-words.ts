import { type Stats, statSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file that cannot be used as it was named: why, and what to do. */
export class BadFile extends Error {}

const wordsByCode: Readonly<Record<string, string>> = {
  ENOENT: 'is not there: check the name',
  ENOTDIR: 'is not there: a part of the path is a file',
  EISDIR: 'is a folder: name a file',
  EACCES: 'may not be used by this user: choose another place, or change who may',
  EPERM: 'may not be used by this user: choose another place, or change who may',
  EROFS: 'is on a disk that cannot be written to: choose another place',
  ENOSPC: 'found no room: the disk is full',
  EDQUOT: 'found no room: the quota is used up',
  ENAMETOOLONG: 'has too long a name',
};

/** An error of the file system in words that name the file as it was given; any other error as it is. */
export function fileTrouble(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = wordsByCode[code];
  return words === undefined ? error : new BadFile(`${file} ${words}.`);
}

/**
 * Where a file that is to be written really lies, links followed, so that a rename replaces no link. Rejects with
 * `BadFile` where there is no folder for it, or where something is that no file may take the place of.
 */
export async function targetOf(file: string, mayReplace: boolean): Promise<string> {
  const there = at(file);
  if (there !== undefined && !there.isFile())
    throw new BadFile(`${file} is ${there.isDirectory() ? 'a folder' : 'no common file'}: name a file.`);
  if (there !== undefined && !mayReplace)
    throw new BadFile(`${file} is there already. Choose another name, or overwrite it with --force.`);
  if (there !== undefined) return realpath(file);
  const folder = dirname(file);
  if (at(folder)?.isDirectory() !== true)
    throw new BadFile(`There is no folder ${folder} for the file. Make it first, or choose another place.`);
  return join(folder, basename(file));
}

function at(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw fileTrouble(path, error);
  }
}
