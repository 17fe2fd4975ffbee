import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { draftsOfAnkiText, type FieldPart, fieldParts } from '../bank/exchange/anki-text.ts';
import type { Draft } from '../bank/exchange/draft.ts';
import { draftsOfJson } from '../bank/exchange/json.ts';
import { draftsOfTable } from '../bank/exchange/table.ts';
import { type Fate, takeDrafts } from '../bank/exchange/take-drafts.ts';
import { loadBank } from '../bank/load-bank.ts';
import { proveNumber } from '../bank/prove-number.ts';
import { checkFigure, checkMath } from '../render/check.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';
import { figuresFolderOf, readFilter } from './exchange-options.ts';

export interface ImportOptions {
  to?: string;
  topic?: string;
  difficulty?: string;
  fields: string;
  drafts?: boolean;
  dryRun?: boolean;
}

/** `viva import FILE`: writes question files, and says for everything that it could not take why. */
export async function importQuestions(file: string, options: ImportOptions, io: Console): Promise<number> {
  const config = configured(io);
  if (config === undefined) return 1;
  const filter = readFilter(options, io);
  if (filter === undefined) return 1;
  let drafts: Draft[];
  try {
    drafts = draftsIn(file, await readFile(file, 'utf8'), options.fields);
  } catch (error) {
    const gone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    io.complain(gone ? `There is no file ${file}.` : `${file}: ${(error as Error).message}`);
    return 1;
  }
  const folder = options.to ?? config.questionFolders[0] ?? 'questions';
  // An id must be free in the bank and in the folder that is written to, which may not be there yet.
  const { owners } = await loadBank([...config.questionFolders, folder], {});
  const fates = await takeDrafts(drafts, {
    folder,
    figures: figuresFolderOf(file),
    taken: owners,
    ...(filter.topic && { topic: filter.topic }),
    difficulty: filter.difficulty ?? 'medium',
    today: new Date(io.now?.() ?? Date.now()).toISOString().slice(0, 10),
    unfinished: options.drafts === true,
    dry: options.dryRun === true,
    checkers: { checkMath, checkFigure, checkNumber: proveNumber },
  });
  return report(fates, folder, options, io);
}

function draftsIn(file: string, text: string, fields: string): Draft[] {
  switch (extname(file).toLowerCase()) {
    case '.csv':
      return draftsOfTable(text);
    case '.json':
      return draftsOfJson(text);
    case '.txt':
    case '.tsv':
      return draftsOfAnkiText(text, partsIn(fields));
    default:
      throw new Error('it must be .csv or .json as `viva export` writes them, or .txt as Anki exports notes');
  }
}

function partsIn(fields: string): FieldPart[] {
  return fields.split(',').map((name) => {
    const part = fieldParts.find((one) => one === name.trim());
    if (part === undefined)
      throw new Error(`--fields names ${name}; a field is one of ${fieldParts.join(', ')}`);
    return part;
  });
}

function report(fates: readonly Fate[], folder: string, options: ImportOptions, io: Console): number {
  const written = fates.filter(({ file, problems }) => file !== undefined && problems.length === 0);
  const unfinished = fates.filter(({ file, problems }) => file !== undefined && problems.length > 0);
  const left = fates.filter(({ file }) => file === undefined);
  for (const { where, problems } of left) io.complain(`${where} is left out: ${problems.join('; ')}`);
  for (const { where, file, problems } of unfinished)
    io.complain(`${where} is not finished (${folder}/${file}): ${problems.join('; ')}`);
  const verb = options.dryRun === true ? 'would be written' : 'written';
  io.print(
    [
      `${written.length} ${written.length === 1 ? 'question' : 'questions'} ${verb} to ${folder}/`,
      unfinished.length > 0
        ? `${unfinished.length} to be finished, which \`viva check\` names until they are`
        : '',
      left.length > 0 ? `${left.length} left out` : '',
    ]
      .filter(Boolean)
      .join(', ')
      .concat('.'),
  );
  if (left.length > 0 && options.drafts !== true) {
    io.print('With --drafts, what only lacks parts is written too, for you to finish.');
  }
  return left.length + unfinished.length === 0 ? 0 : 1;
}
