import { compose } from '../compose.ts';
import { createLog } from '../ops/log.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';

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
  let viva: Awaited<ReturnType<typeof compose>>;
  try {
    viva = await compose(config, { log, path: io.path, ending: ending.signal });
  } catch (error) {
    if (ending.signal.aborted) io.exit(0);
    io.complain(error instanceof Error ? error.message : String(error));
    // Whatever was opened before the fault must not keep the process.
    io.exit(1);
    return 1;
  }
  const { questions, feeds, platforms, storage } = viva.summary;
  log.info(
    { questions, feeds, platforms: platforms.join(', '), storage, address: viva.origin },
    'Viva is ready',
  );
  if (config.local) io.print(`\n  Open ${viva.origin} in your browser.\n`);
  await ended;
  await viva.stop();
  log.info({}, 'ended');
  // Whatever still waits for something that is away must not keep the process.
  io.exit(0);
  return 0;
}
