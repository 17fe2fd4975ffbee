import { basename, dirname, join, resolve } from 'node:path';
import type { Bank } from '../app/ports/bank.ts';
import type { Question, QuestionId } from '../core/question.ts';
import { bankOf } from './bank.ts';
import type { Checkers } from './check-question.ts';
import { decodeText } from './decode-text.ts';
import { noFrontMatter, type ReadFrontMatter } from './front-matter.ts';
import { type Complain, type Problem, sortedProblems } from './problem.ts';
import { questionBytes, questionFiles } from './question-files.ts';
import type { Readings } from './readings.ts';

export type { Checkers } from './check-question.ts';
export type { Problem } from './problem.ts';

export interface LoadedBank {
  bank: Bank;
  problems: Problem[];
  /** The file that each question came from. */
  owners: ReadonlyMap<QuestionId, string>;
}

/**
 * Reads every question of some folders. A file with any problem is left out and named; the good ones serve.
 * Of two questions with one id the first serves, in the order of the folders and then of the files. `readings` spare
 * reading again what has not changed; whoever hands them over saves them afterwards.
 */
export async function loadBank(
  folders: readonly string[],
  checkers: Checkers = {},
  readings?: Readings,
): Promise<LoadedBank> {
  const problems: Problem[] = [];
  const files: LoadedFile[] = [];
  // What is kept was read without any checkers, so with them everything is read anew.
  const kept = Object.keys(checkers).length === 0 ? readings : undefined;
  for (const folder of firstOfEach(folders)) {
    const found = await questionFiles(folder, problems);
    for (let at = 0; at < found.length; at += atOnce) {
      const some = found.slice(at, at + atOnce);
      files.push(...(await Promise.all(some.map((path) => load(folder, path, checkers, kept)))));
    }
  }
  checkRelated(files);
  const owners = new Map<QuestionId, string>();
  const questions = withoutTwins(files, owners);
  problems.push(...files.flatMap((file) => file.problems));
  return { bank: bankOf(questions), problems: sortedProblems(problems), owners };
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
  // What is quoted from a file must not reach a terminal as more than text.
  const complain: Complain = (line, message) =>
    problems.push({ file, line, message: message.replace(/\p{Cc}/gu, ' ') });
  const lost = {
    file,
    problems,
    complain,
    named: undefined,
    frontMatter: noFrontMatter,
    question: undefined,
  };
  const bytes = await questionBytes(file);
  if (typeof bytes === 'string') {
    complain(1, bytes);
    return lost;
  }
  const known = await readings?.find(file, bytes);
  if (known !== undefined) return { file, problems, complain, named: known.question.id, ...known };
  const text = decodeText(bytes, complain);
  if (text === undefined) return lost;
  // The parser takes longer to load than a bank whose readings were all kept.
  const [{ readQuestion }, { checkQuestion, idOfFileName }] = await Promise.all([
    import('./read-question.ts'),
    import('./check-question.ts'),
  ]);
  const named = idOfFileName(basename(file));
  try {
    const read = await readQuestion({ bytes, text, folder: dirname(resolve(file)), complain });
    await checkQuestion(read, path, checkers, complain);
    const { question, frontMatter, shown } = read;
    if (question !== undefined && checkers.checkWhole !== undefined) {
      const written = { file, text: shown, question, checks: frontMatter.value?.checks ?? [] };
      for (const fault of await checkers.checkWhole(written)) complain(fault.line, fault.message);
    }
    if (problems.length === 0) readings?.keep(file, bytes, read);
    return { file, problems, complain, named, frontMatter, question };
  } catch (error) {
    // Thousands of brackets or quotes within each other; the other files are to serve all the same.
    if (!(error instanceof RangeError)) throw error;
    complain(1, 'The file nests too deep to be read: write it as `docs/question-template.md` shows');
    return { ...lost, named };
  }
}

/** Names every `related` id that no file has. A file with problems of its own counts: they may be mended any time. */
function checkRelated(files: readonly LoadedFile[]): void {
  const known = new Set(files.flatMap(({ frontMatter, named }) => [frontMatter.known.id, named]));
  for (const { frontMatter, complain } of files) {
    for (const [index, id] of (frontMatter.known.related ?? []).entries()) {
      const line = frontMatter.lineAt('related', index);
      if (id === frontMatter.known.id) {
        complain(line, `${id} is related to itself: name other questions, such as \`related: [DL0001]\``);
      } else if (!known.has(id)) {
        complain(
          line,
          `There is no question ${id} to be related to: name one that is there, such as \`related: [DL0001]\``,
        );
      }
    }
  }
}

function withoutTwins(files: readonly LoadedFile[], owners: Map<QuestionId, string>): Question[] {
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
