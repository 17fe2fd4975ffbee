import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Bank } from '../app/ports/bank.ts';
import type { Question, QuestionId } from '../core/question.ts';
import { bankOf } from './bank.ts';
import type { Checkers } from './check-question.ts';
import type { ReadFrontMatter } from './front-matter.ts';
import { type Complain, compare, type Problem, sortedProblems } from './problem.ts';
import type { Readings } from './readings.ts';

export type { Checkers } from './check-question.ts';
export type { Problem } from './problem.ts';

/**
 * Reads every question of some folders. A file with any problem is left out and named; the good ones serve.
 * Of two questions with one id the first serves, in the order of the folders and then of the files. `readings` spare
 * reading again what has not changed; whoever hands them over saves them afterwards.
 */
export async function loadBank(
  folders: readonly string[],
  checkers: Checkers = {},
  readings?: Readings,
): Promise<{ bank: Bank; problems: Problem[] }> {
  const problems: Problem[] = [];
  const files: LoadedFile[] = [];
  // What is kept was read without any checkers, so with them everything is read anew.
  const kept = Object.keys(checkers).length === 0 ? readings : undefined;
  for (const folder of firstOfEach(folders)) {
    const found = await filesIn(folder, problems);
    for (let at = 0; at < found.length; at += atOnce) {
      const some = found.slice(at, at + atOnce);
      files.push(...(await Promise.all(some.map((path) => load(folder, path, checkers, kept)))));
    }
  }
  checkRelated(files);
  const questions = withoutTwins(files).sort((a, b) => compare(a.id, b.id));
  problems.push(...files.flatMap((file) => file.problems));
  return { bank: bankOf(questions), problems: sortedProblems(problems) };
}

/** So many files are read at a time. */
const atOnce = 32;

interface LoadedFile {
  file: string;
  problems: Problem[];
  complain: Complain;
  /** The id in its name: it may have none within. */
  named: QuestionId | undefined;
  frontMatter: ReadFrontMatter;
  question: Question | undefined;
}

async function load(
  folder: string,
  path: string,
  checkers: Checkers,
  readings: Readings | undefined,
): Promise<LoadedFile> {
  const file = join(folder, path);
  const problems: Problem[] = [];
  const complain: Complain = (line, message) => problems.push({ file, line, message });
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    complain(1, `The file cannot be read (${codeOf(error)})`);
    const frontMatter = { value: undefined, lineAt: () => 1 };
    return { file, problems, complain, named: undefined, frontMatter, question: undefined };
  }
  const known = await readings?.find(file, bytes);
  if (known !== undefined) return { file, problems, complain, named: known.question.id, ...known };
  // The parser takes longer to load than a bank whose readings were all kept.
  const [{ readQuestion }, { checkQuestion, idOfFileName }] = await Promise.all([
    import('./read-question.ts'),
    import('./check-question.ts'),
  ]);
  const named = idOfFileName(basename(file));
  const read = await readQuestion(bytes, dirname(resolve(file)), complain);
  await checkQuestion(read, path, checkers, complain);
  if (problems.length === 0) readings?.keep(file, bytes, read);
  return { file, problems, complain, named, frontMatter: read.frontMatter, question: read.question };
}

/** The Markdown files under a folder, by name; a `README.md` and anything hidden are for people alone. */
async function filesIn(folder: string, problems: Problem[]): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.name.endsWith('.md') && entry.name !== 'README.md' && !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => relative(folder, path).replaceAll('\\', '/'))
      .filter((path) => !path.split('/').some((part) => part.startsWith('.') || part === 'node_modules'))
      .sort(compare);
  } catch (error) {
    const message =
      codeOf(error) === 'ENOENT'
        ? 'This folder of questions is not there: make it, or mend the setting that names it'
        : `This folder of questions cannot be read (${codeOf(error)})`;
    problems.push({ file: folder, line: 1, message });
    return [];
  }
}

/** Names every `related` id that no file has. A file with problems of its own counts: they may be mended any time. */
function checkRelated(files: readonly LoadedFile[]): void {
  const known = new Set(files.flatMap(({ frontMatter, named }) => [frontMatter.value?.id, named]));
  for (const { frontMatter, complain } of files) {
    for (const [index, id] of (frontMatter.value?.related ?? []).entries()) {
      const line = frontMatter.lineAt('related', index);
      if (id === frontMatter.value?.id) complain(line, `${id} is related to itself: leave it out`);
      else if (!known.has(id)) complain(line, `There is no question ${id} to be related to`);
    }
  }
}

function withoutTwins(files: readonly LoadedFile[]): Question[] {
  const owners = new Map<string, string>();
  const kept: Question[] = [];
  for (const { file, problems, complain, frontMatter, question } of files) {
    if (question === undefined || problems.length > 0) continue;
    const owner = owners.get(question.id);
    if (owner !== undefined) {
      complain(frontMatter.lineAt('id'), `The id ${question.id} is taken already by ${owner}`);
      continue;
    }
    owners.set(question.id, file);
    kept.push(question);
  }
  return kept;
}

/** A folder named twice is read once. */
function firstOfEach(folders: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const folder of folders) if (!seen.has(resolve(folder))) seen.set(resolve(folder), folder);
  return [...seen.values()];
}

/** The error's code alone: its message holds absolute paths. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
