import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, parse, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The word list and what is not checked (math, code, names of works) stand in `cspell.json`, for editors too. */
const settings = fileURLToPath(new URL('../../../cspell.json', import.meta.url));
const program = fileURLToPath(new URL('../../../node_modules/cspell/bin.mjs', import.meta.url));

/** cspell looks at nothing outside its root, and a team's folder may lie anywhere. */
const { root } = parse(settings);

export interface Misspelling {
  file: string;
  line: number;
  word: string;
}

/** `unknown` says why nothing was checked: cspell is there for authors alone, and not in an installed Viva. */
export type Spelling = { misspellings: Misspelling[] } | { unknown: string };

/** Looks for misspellings in the files of questions by cspell, in British English. */
export async function checkSpelling(files: readonly string[]): Promise<Spelling> {
  if (files.length === 0) return { misspellings: [] };
  if (!existsSync(program) || !existsSync(settings)) {
    return { unknown: 'cspell is not installed here: run `npm ci` in a copy of the repository' };
  }
  const names = new Map(files.map((file) => [resolve(file), file]));
  const { code, output, complaints } = await run([...names.keys()].join('\n'));
  // 1: there are misspellings.
  if (code !== 0 && code !== 1)
    return { unknown: `cspell gave up: ${complaints.trim() || `it ended with ${code}`}` };
  const found = output.split('\n').flatMap((line): Misspelling[] => {
    const [path, row, word] = line.split('\t');
    if (path === undefined || row === undefined || word === undefined) return [];
    const file = names.get(resolve(root, path)) ?? relative(process.cwd(), path);
    return [{ file, line: Number(row), word }];
  });
  return { misspellings: found };
}

interface Ended {
  code: number | string;
  output: string;
  complaints: string;
}

function run(files: string): Promise<Ended> {
  const template = '$filename\t$row\t$text';
  const options = ['--config', settings, '--root', root, '--no-progress', '--no-summary'];
  // A list on the standard input: ten thousand names are too many for a command line.
  const given = [program, 'lint', ...options, '--issue-template', template, '--file-list', 'stdin'];
  return new Promise((settle) => {
    const child = execFile(
      process.execPath,
      given,
      { cwd: dirname(settings), maxBuffer: 64_000_000 },
      (error, output, complaints) => settle({ code: error?.code ?? 0, output, complaints }),
    );
    child.stdin?.end(files);
  });
}
