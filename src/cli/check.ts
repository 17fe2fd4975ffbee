import { loadBank } from '../bank/load-bank.ts';
import { proveNumber } from '../bank/prove-number.ts';
import { checkFigure, checkMath } from '../render/check.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';

/** `viva check`: names every mistake of the bank with its file and line; 1 when there is one. */
export async function check(io: Console): Promise<number> {
  const config = configured(io);
  if (config === undefined) return 1;
  const { bank, problems } = await loadBank([...config.questionFolders], {
    checkMath,
    checkFigure,
    checkNumber: proveNumber,
  });
  for (const { file, line, message } of problems) io.complain(`${file}:${line}  ${message}`);
  const count = `${bank.size} ${bank.size === 1 ? 'question' : 'questions'}`;
  if (problems.length === 0) {
    io.print(`${count}, and nothing wrong with ${bank.size === 1 ? 'it' : 'them'}.`);
    return 0;
  }
  io.complain(`\n${problems.length} to mend; ${count} can be used.`);
  return 1;
}
