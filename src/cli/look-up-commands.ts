import type { Command } from 'commander';
import type { Console } from './console.ts';
import type { BrowseOptions, PageOption } from './look-up.ts';

/** `viva show`, `search` and `browse`. */
export function addLookUp(program: Command, io: Console, end: (code: number) => void): void {
  program
    .command('show')
    .description('print a question')
    .argument('<words...>', 'its id, or words of its title')
    .action(async (words: string[]) => {
      end(await (await import('./look-up.ts')).show(words, io));
    });
  program
    .command('search')
    .description('find questions by words of their titles, tags and texts')
    .argument('<words...>')
    .option('--page <number>', 'further on in the list')
    .action(async (words: string[], options: PageOption) => {
      end(await (await import('./look-up.ts')).search(words, options, io));
    });
  program
    .command('browse')
    .description('list questions, newest first')
    .option('--topic <topic>', 'only this one: its code or a word of its name, such as NL or vision')
    .option('--difficulty <difficulty>', 'only easy, medium or hard ones')
    .option('--page <number>', 'further on in the list')
    .action(async (options: BrowseOptions) => {
      end(await (await import('./look-up.ts')).browse(options, io));
    });
}
