import { Command, CommanderError } from 'commander';
import type { Console } from './console.ts';
import { examples } from './help.ts';
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
    .description('check every question of the bank')
    .action(run<[]>(async (io) => (await import('./check.ts')).check(io)));
  addLookUp(program, io, (given) => {
    code = given;
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
