import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A part of the bench in a process of its own, so that its work is not counted as anybody else's. */
export interface Child {
  readonly pid: number;
  /** Runs one of its methods; rejects with what it threw. */
  call<Result>(method: string, given?: unknown): Promise<Result>;
  stop(): Promise<void>;
}

interface Question {
  id: number;
  method: string;
  given: unknown;
}

interface Reply {
  id: number;
  result?: unknown;
  error?: string;
}

/** Starts a file of this folder; it answers by `serve`. */
export async function startChild(file: string, ...args: string[]): Promise<Child> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  // A part in plain JavaScript runs as users run Viva, without anything between it and Node.
  const execArgv = file.endsWith('.mjs') ? [] : ['--import', 'tsx'];
  const child = fork(path, args, { execArgv, serialization: 'advanced' });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let count = 0;
  child.on('message', ({ id, result, error }: Reply) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(result);
    else asked?.reject(new Error(`${file}: ${error}`));
  });
  child.on('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended (${signal ?? code})`));
    waiting.clear();
  });
  const call = <Result>(method: string, given?: unknown) =>
    new Promise<Result>((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve: resolve as (value: unknown) => void, reject });
      child.send({ id: count, method, given } satisfies Question);
    });
  await call('ready');
  return { pid: child.pid ?? 0, call, stop: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
}

/** In the child: answers what the parent asks. It ends with its parent. */
export function serve(methods: Record<string, (given: never) => unknown>): void {
  process.on('message', ({ id, method, given }: Question) => {
    const run = method === 'ready' ? () => undefined : methods[method];
    Promise.resolve()
      .then(() => {
        if (run === undefined) throw new Error(`no method ${method}`);
        return run(given as never);
      })
      .then(
        (result) => process.send?.({ id, result } satisfies Reply),
        (error: unknown) =>
          process.send?.({
            id,
            error: error instanceof Error ? (error.stack ?? error.message) : String(error),
          }),
      );
  });
  process.on('disconnect', () => process.exit(0));
}
