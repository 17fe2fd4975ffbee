import type { Log } from '../app/ports/system.ts';
import { compose, type Viva } from '../compose.ts';
import { createLog } from '../ops/log.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';
import { readyLines } from './ready.ts';

/** `viva start`: runs until it is told to end. */
export async function start(io: Console): Promise<number> {
  const config = configured(io);
  if (config === undefined) return 1;
  const log = createLog(config.logLevel, io.isTerminal);
  io.onStrayRejection((reason) => {
    const stack = reason instanceof Error ? reason.stack : String(reason);
    log.error({ stack }, 'something failed where nobody waited for it; everything else goes on');
  });
  const ending = new AbortController();
  const ended = new Promise<void>((resolve) => {
    io.onSignal((signal) => {
      if (ending.signal.aborted) return io.exit(1);
      log.info({ signal }, 'ending: what runs may finish; once more ends at once');
      ending.abort();
      resolve();
    });
  });
  let viva: Viva;
  try {
    viva = await compose(config, { log, path: io.path, ending: ending.signal });
  } catch (error) {
    if (ending.signal.aborted) io.exit(0);
    io.complain(error instanceof Error ? error.message : String(error));
    // Whatever was opened before the fault must not keep the process.
    io.exit(1);
    return 1;
  }
  sayReady(viva, io, log);
  await ended;
  await viva.stop();
  log.info({}, 'ended');
  // Whatever still waits for something that is away must not keep the process.
  io.exit(0);
  return 0;
}

/** Readable where a person looks on; one line of fields for whatever collects logs. */
function sayReady({ summary, origin, now }: Viva, io: Console, log: Log): void {
  if (io.isTerminal) {
    io.print(`\n${readyLines(summary, origin, now()).join('\n')}\n`);
    return;
  }
  const { platforms, states, next, ...plain } = summary;
  const shown = platforms.map((name) => (states[name] === undefined ? name : `${name} (${states[name]})`));
  const posts = next.map(({ at, feed }) => `${new Date(at).toISOString()} ${feed}`);
  log.info({ ...plain, platforms: shown.join(', '), next: posts, address: origin }, 'Viva is ready');
}
