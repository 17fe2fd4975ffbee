import { readFile, writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { copyFigures, figureNames } from '../bank/exchange/figures.ts';
import { jsonOf } from '../bank/exchange/json.ts';
import { tableOf } from '../bank/exchange/table.ts';
import { type WrittenQuestion, writtenOf } from '../bank/exchange/written.ts';
import { type LoadedBank, loadBank } from '../bank/load-bank.ts';
import { matchesFilter, type Question, type QuestionFilter } from '../core/question.ts';
import { readFigure } from '../render/figure.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';
import { figuresFolderOf, readFilter } from './exchange-options.ts';

const formats = 'The file must end in .csv, .json or .apkg (a deck for Anki).';

/** `viva export FILE`: the bank, or a part of it, for a spreadsheet, a program or Anki. */
export async function exportQuestions(
  file: string,
  options: { topic?: string; difficulty?: string; force?: boolean },
  io: Console,
): Promise<number> {
  const config = configured(io);
  if (config === undefined) return 1;
  const filter = readFilter(options, io);
  if (filter === undefined) return 1;
  const kind = extname(file).toLowerCase();
  if (!['.csv', '.json', '.apkg'].includes(kind)) {
    io.complain(formats);
    return 1;
  }
  const loaded = await loadBank([...config.questionFolders], {});
  for (const { file: name, line, message } of loaded.problems)
    io.complain(`left out: ${name}:${line}  ${message}`);
  const questions = chosen(loaded, filter);
  if (questions.length === 0) {
    io.complain('There is no such question to export.');
    return 1;
  }
  const bytes = kind === '.apkg' ? await deck(questions, io) : await texts(questions, loaded, kind, file);
  try {
    await writeFile(file, bytes, { flag: options.force === true ? 'w' : 'wx' });
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === 'EEXIST';
    io.complain(
      there ? `${file} is there already: --force writes over it.` : `${file}: ${(error as Error).message}`,
    );
    return 1;
  }
  io.print(`${questions.length} ${questions.length === 1 ? 'question' : 'questions'} written to ${file}.`);
  return loaded.problems.length === 0 ? 0 : 1;
}

function chosen({ bank }: LoadedBank, filter: QuestionFilter): Question[] {
  return bank.all().filter((question) => matchesFilter(question, filter));
}

/** As its authors wrote them, with the files of their figures in a folder beside. */
async function texts(
  questions: readonly Question[],
  { owners }: LoadedBank,
  kind: string,
  file: string,
): Promise<string> {
  const written: WrittenQuestion[] = [];
  for (const { id } of questions) {
    const path = owners.get(id) ?? '';
    const question = writtenOf(await readFile(path, 'utf8'));
    if (question === undefined) continue;
    written.push(question);
    await copyFigures(figureNames(question), dirname(path), figuresFolderOf(file));
  }
  return kind === '.csv' ? tableOf(written) : jsonOf(written);
}

async function deck(questions: readonly Question[], io: Console): Promise<Uint8Array> {
  const { deckOf } = await import('../bank/exchange/deck.ts');
  return deckOf(questions, async (source) => (await readFigure(source)).toPng(), io.now?.() ?? Date.now());
}
