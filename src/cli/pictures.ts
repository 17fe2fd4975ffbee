import { join } from 'node:path';
import { loadBank } from '../bank/load-bank.ts';
import { proveNumber } from '../bank/prove-number.ts';
import { openReadings } from '../bank/readings.ts';
import { readingsBeside } from '../built.ts';
import { buildPictures } from '../render/build-pictures.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';

/**
 * `viva pictures`: makes every formula and figure of the bank at once, so that none has to be made while people wait.
 * The build calls it for the questions that come with Viva; a team may for its own. 1 where a question has a mistake.
 */
export async function pictures({ to }: { to?: string }, io: Console): Promise<number> {
  const config = configured(io);
  if (config === undefined) return 1;
  const folder = to ?? join(config.dataFolder, 'pictures');
  const { bank, problems } = await loadBank([...config.questionFolders], { checkNumber: proveNumber });
  const total = bank.size;
  const onDone = (done: number) => {
    if (io.isTerminal) io.output.write(`\r${done} of ${total} questions`);
  };
  // Where Viva keeps its pictures, others lie that are none of the bank's.
  const built = await buildPictures(bank.all(), { folder, tidy: to !== undefined, onDone });
  if (io.isTerminal) io.output.write('\r\x1b[K');
  if (to !== undefined) await keepReadings(config.questionFolders, readingsBeside(to));
  for (const { file, line, message } of problems) io.complain(`${file}:${line}  ${message}`);
  for (const { id, message } of built.problems) io.complain(`${id}  ${message}`);
  io.print(
    `Pictures: ${built.made} made for ${total} ${total === 1 ? 'question' : 'questions'} ` +
      `(${built.formulas} formulas, ${built.figures} figures).`,
  );
  return problems.length + built.problems.length === 0 ? 0 : 1;
}

/** As the start reads them: without proving their numbers. */
async function keepReadings(folders: readonly string[], path: string): Promise<void> {
  const readings = await openReadings(path);
  await loadBank(folders, {}, readings);
  await readings.save();
}
