import { Command, CommanderError } from 'commander';
import type { CheckOptions } from './check.ts';
import type { Console } from './console.ts';
import { examples } from './help.ts';
import type { ImportOptions } from './import.ts';
import { addLookUp } from './look-up-commands.ts';
import { manifest } from './manifest.ts';

/** Runs one command of `viva`, loading what it needs only then; gives the process's exit code. */
export async function runCli(args: string[], io: Console): Promise<number> {
  let code = 0;
  const run =
    <Given extends unknown[]>(command: (...given: [...Given, Console]) => Promise<number>) =>
    async (...given: unknown[]) => {
      // Commander hands over its options and itself behind the arguments.
      code = await command(...(given.slice(0, -2) as Given), io);
    };
  const program = new Command('viva')
    .description('A question of the day for Discord and Slack, and for a local page.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.print(text.trimEnd()),
      writeErr: (text) => io.complain(text.trimEnd()),
    })
    .showSuggestionAfterError()
    .showHelpAfterError('`viva --help` lists the commands.')
    .addHelpText('after', examples);
  program
    .command('start')
    .description('run Viva until it is told to end')
    .action(run<[]>(async (io) => (await import('./start.ts')).start(io)));
  program
    .command('check')
    .description('name every mistake in the questions; ends with 1 where there is one')
    .option('--report', 'besides: what the bank is made of, held against the targets of Viva’s own bank')
    .option(
      '--targets',
      'with --report: ask those targets of another folder too, and end with 1 if one is missed',
    )
    .option('--synonyms', 'instead: answers in which people corrected ticks, to learn synonyms from')
    .option('--json', 'for scripts')
    .option('--quiet', 'say nothing unless something is wrong')
    .action(async (options: CheckOptions & { synonyms?: boolean }) => {
      code = options.synonyms
        ? await (await import('./synonyms.ts')).synonyms(options, io)
        : await (await import('./check.ts')).check(options, io);
    });
  addLookUp(program, io, (given) => {
    code = given;
  });
  program
    .command('pictures')
    .description('make the pictures of every question now rather than when they are first shown')
    .option('--to <folder>', 'where to; else where Viva keeps them while it runs')
    .action(async (options: { to?: string }) => {
      code = await (await import('./pictures.ts')).pictures(options, io);
    });
  program
    .command('import')
    .description(
      'write question files from a table (.csv), an export (.json) or Anki’s notes in plain text (.txt)',
    )
    .argument('<file>')
    .option('--to <folder>', 'where the questions go; else the first folder of VIVA_QUESTIONS')
    .option('--topic <code>', 'for questions that name none')
    .option('--difficulty <level>', 'for questions that name none (medium unless given)')
    .option('--fields <parts>', 'what the fields of Anki’s notes are, in order', 'prompt,answer')
    .option('--drafts', 'also write what lacks parts, for you to finish')
    .option('--dry-run', 'write nothing, and say what would be written')
    .action(async (file: string, options: ImportOptions) => {
      code = await (await import('./import.ts')).importQuestions(file, options, io);
    });
  program
    .command('export')
    .description('write the questions as a table (.csv), as .json, or as a deck for Anki (.apkg)')
    .argument('<file>')
    .option('--topic <code>', 'these alone')
    .option('--difficulty <level>', 'these alone')
    .option('--force', 'overwrite the file')
    .action(async (file: string, options: { topic?: string; difficulty?: string; force?: boolean }) => {
      code = await (await import('./export.ts')).exportQuestions(file, options, io);
    });
  program
    .command('preview')
    .description('show a question as both services will show it, from its post to its close')
    .argument('<id>')
    .option('--platform <name>', 'discord or slack; both unless given')
    .option('--to <folder>', 'write the payloads there, and pictures of them')
    .action(async (id: string, options: { platform?: string; to?: string }) => {
      code = await (await import('./preview.ts')).preview(id, options, io);
    });
  program
    .command('doctor')
    .description('look at everything Viva stands on, and say how to mend what is not well')
    .option('--json', 'for scripts: every finding with its id, mark and mend')
    .action(async (options: { json?: boolean }) => {
      code = await (await import('./doctor/doctor.ts')).doctor(options, io);
    });
  program
    .command('register')
    .description('register the commands with Discord now')
    .action(run<[]>(async (io) => (await import('./register.ts')).register(io)));
  program
    .command('manifest')
    .description('print the manifest of the Slack app')
    .option(
      '--url <address>',
      'for HTTP instead of Socket Mode: where Viva is reached, such as https://viva.example',
    )
    .action(async (options: { url?: string }) => {
      code = await manifest(options, io);
    });
  program
    .command('backup')
    .description('write everything kept into a file, while Viva runs or not')
    .argument('<file>', 'where to; - is the standard output')
    .option('--force', 'overwrite the file')
    .action(async (file: string, options: { force?: boolean }) => {
      code = await (await import('./backup.ts')).backup(file, options, io);
    });
  program
    .command('restore')
    .description('write a backup into a store that is empty')
    .argument('<file>', 'from where; - is the standard input')
    .action(run<[string]>(async (file, io) => (await import('./restore.ts')).restore(file, io)));
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    io.complain(error instanceof Error ? error.message : String(error));
    return 1;
  }
  return code;
}
