import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Viva as users run it: the built `main` in a process of its own, with nothing of this machine's environment. */
export interface VivaProcess {
  child: ChildProcess;
  /** Everything it wrote so far. */
  output(): string;
  /** Resolves once it said so; rejects when it ended before. */
  ready(): Promise<void>;
  /** Where its HTTP server answers, once it is ready. */
  address(): string;
  /** Resolves with the exit code, or the signal's name, once it has ended. */
  ended: Promise<number | string>;
  kill(signal: NodeJS.Signals): void;
}

export function startViva(environment: Record<string, string>, path = process.env.PATH ?? ''): VivaProcess {
  const child = spawn(process.execPath, ['dist/main.js', 'start'], {
    cwd: root,
    // Empty: what a developer's .env says must not join in.
    env: {
      PATH: path,
      DISCORD_TOKEN: '',
      SLACK_BOT_TOKEN: '',
      REDIS_URL: '',
      VIVA_PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  return {
    child,
    output: () => text,
    async ready() {
      const deadline = Date.now() + 30_000;
      while (!text.includes('Viva is ready')) {
        if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
          throw new Error(`Viva did not become ready. It wrote:\n${text}`);
        }
        await wait(10);
      }
    },
    address: () => /"address":"([^"]+)"/.exec(text)?.[1] ?? '',
    ended,
    kill: (signal) => void child.kill(signal),
  };
}

/** Waits for what must come true by itself in another process; names it when it does not. */
export async function eventually(what: string, check: () => Promise<boolean> | boolean, patience = 20_000) {
  const deadline = Date.now() + patience;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${patience / 1000} s`);
    await wait(20);
  }
}
