import { loadBank } from '../bank/load-bank.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';
import { questionAsText } from './plain-text.ts';

/** `viva show DL0003`: prints the whole question. */
export async function show(id: string, io: Console): Promise<number> {
  const config = configured(io);
  if (config === undefined) return 1;
  const { bank } = await loadBank([...config.questionFolders], {});
  const question = bank.get(id.trim().toUpperCase());
  if (question === undefined) {
    const near = bank.find(id, { within: 'names', limit: 5 }).map((one) => `  ${one.id}  ${one.title}`);
    io.complain(`The bank has no question ${id}.${near.length > 0 ? ` Perhaps:\n${near.join('\n')}` : ''}`);
    return 1;
  }
  io.print(questionAsText(question));
  return 0;
}
