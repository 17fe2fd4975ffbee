import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Question } from '../core/question.ts';
import { figureBytes } from './figure-files.ts';
import type { ReadFrontMatter } from './front-matter.ts';
import type { ReadQuestion } from './read-question.ts';

/**
 * What reading the bank's files came to, kept from load to load: parsing Markdown takes some 5 ms a file, and most files
 * stay as they are. Only what nothing was wrong with is kept, so mistakes are always named anew.
 */
export interface Readings {
  /** Of a file with just these bytes, at that place, with the figures as they were. */
  find(file: string, bytes: Buffer): Promise<KeptReading | undefined>;
  keep(file: string, bytes: Buffer, read: ReadQuestion): void;
  /** After a load: forgets what it did not ask for, and writes down the rest. Rejects where that cannot be written. */
  save(): Promise<void>;
}

export interface KeptReading {
  question: Question;
  frontMatter: ReadFrontMatter;
}

interface Entry {
  question: Question;
  /** Where complaints of a whole bank point to. */
  lines: { id: number; related: number[] };
  figures: { source: string; hash: string }[];
}

/**
 * Opens readings that are kept in a file; one that is missing, broken or of another version of Viva is as an empty one.
 * `built` are read where the file knows nothing, and never written.
 */
export async function openReadings(path: string, built?: string): Promise<Readings> {
  const reader = await readerVersion();
  const written = await linesOf(path, reader);
  const given = built === undefined ? new Map<string, string>() : await linesOf(built, reader);
  let before = new Map<string, Entry>();
  let now = new Map<string, Entry>();
  let fresh = false;
  const known = (key: string): Entry | undefined => {
    const entry = before.get(key);
    if (entry !== undefined) return entry;
    const line = written.get(key) ?? given.get(key);
    return line === undefined ? undefined : parsed(line);
  };
  return {
    async find(file, bytes) {
      const key = keyOf(file, bytes);
      const entry = known(key);
      if (entry === undefined || !(await sameFigures(entry, file))) return undefined;
      now.set(key, entry);
      return { question: entry.question, frontMatter: frontMatterOf(entry) };
    },
    keep(file, bytes, { question, frontMatter, reading }) {
      if (question === undefined) return;
      const related = question.related.map((_, index) => frontMatter.lineAt('related', index));
      now.set(keyOf(file, bytes), {
        question,
        lines: { id: frontMatter.lineAt('id'), related },
        figures: reading.figures.map(({ block, hash = '' }) => ({ source: block.source, hash })),
      });
      fresh = true;
    },
    async save() {
      const changed = fresh || (written.size > 0 && now.size !== written.size);
      [before, now, fresh] = [now, new Map(), false];
      written.clear();
      given.clear();
      if (!changed) return;
      const lines = [...before].map(([key, entry]) => `${key}${JSON.stringify(entry)}\n`);
      await mkdir(dirname(path), { recursive: true });
      const next = `${path}.${process.pid}`;
      await writeFile(next, [`${reader}\n`, ...lines]);
      await rename(next, path);
    },
  };
}

const hex = 64;

function hashOf(...parts: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function keyOf(file: string, bytes: Buffer): string {
  return hashOf(`${resolve(file)}\n`, bytes);
}

/** Each line is a key and, behind it, what is known by it; parsed only when it is asked for. */
async function linesOf(path: string, reader: string): Promise<Map<string, string>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [head, ...lines] = text.split('\n');
  if (head !== reader) return new Map();
  return new Map(lines.filter((line) => line !== '').map((line) => [line.slice(0, hex), line.slice(hex)]));
}

function parsed(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}

async function sameFigures({ figures }: Entry, file: string): Promise<boolean> {
  for (const { source, hash } of figures) {
    const figure = { block: { type: 'figure' as const, source, alt: '', caption: undefined }, line: 1 };
    const bytes = await figureBytes(figure, dirname(resolve(file)), () => {});
    if (bytes === undefined || hashOf(bytes) !== hash) return false;
  }
  return true;
}

function frontMatterOf({ question, lines }: Entry): ReadFrontMatter {
  return {
    value: { ...question, checks: [], synonyms: question.synonyms ?? [] },
    known: question,
    lineAt: (key, index) => (key === 'related' ? lines.related[Number(index)] : undefined) ?? lines.id,
  };
}

/** Of all that decides how a file is read: the files of this folder, what a question is, and the packages. */
async function readerVersion(): Promise<string> {
  const here = dirname(fileURLToPath(import.meta.url));
  const names = (await readdir(here)).filter((name) => /\.[jt]s$/.test(name)).sort();
  const core = (await readdir(join(here, '../core'))).filter((name) => /^question\.[jt]s$/.test(name));
  const paths = [...names, ...core.map((name) => `../core/${name}`), '../../package.json'];
  const texts = await Promise.all(paths.map((path) => readFile(join(here, path)).catch(() => '')));
  return hashOf(...texts);
}
