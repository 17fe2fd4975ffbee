import { Readable, Writable } from 'node:stream';
import { expect } from 'vitest';
import type { Finding } from '../../src/app/ports/doctor.ts';
import { runCli } from '../../src/cli/cli.ts';
import type { Console } from '../../src/cli/console.ts';

export type Environment = Record<string, string>;

export interface Examined {
  code: number;
  findings: (Finding & { area: string })[];
  /** Those that are not well. */
  bad: (Finding & { area: string })[];
  output: string;
}

export interface HowExamined {
  /** The machine's PATH. */
  path?: string;
  now?: () => number;
}

/** A console that keeps what is written to it. */
export function keptConsole(
  environment: Environment,
  how: HowExamined = {},
): Console & { written(): string } {
  let text = '';
  const write = (part: string) => {
    text += `${part}\n`;
  };
  return {
    environment: { VIVA_PORT: '0', ...environment },
    path: how.path ?? process.env.PATH ?? '',
    isTerminal: false,
    ...(how.now === undefined ? {} : { now: how.now }),
    print: write,
    complain: write,
    onSignal: () => {},
    onStrayRejection: () => {},
    exit: () => {},
    input: Readable.from([]),
    output: new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    }),
    written: () => text,
  };
}

const secret = /TOKEN|SECRET/;

/** Runs `viva doctor --json`. Whatever it finds, no secret of the environment may stand in what it wrote. */
export async function examine(environment: Environment, how: HowExamined = {}): Promise<Examined> {
  const io = keptConsole(environment, how);
  const code = await runCli(['doctor', '--json'], io);
  const output = io.written();
  for (const [key, value] of Object.entries(environment)) {
    if (secret.test(key) && value !== '') expect(output, `${key} in the output`).not.toContain(value);
  }
  for (const [, password] of (environment.REDIS_URL ?? '').matchAll(/:\/\/[^/@]*:([^/@]+)@/g)) {
    expect(output, 'the password of Redis in the output').not.toContain(password);
  }
  const { findings } = JSON.parse(output) as Pick<Examined, 'findings'>;
  return { code, findings, bad: findings.filter(({ mark }) => mark !== 'well'), output };
}

/** One misconfiguration: how it comes about, what the doctor must say, and that what it advises helps. */
export interface Fault<Stage> {
  title: string;
  id: string;
  /** The doctor's words for it. */
  says: RegExp;
  /** Its way out. */
  mend: RegExp;
  /** `warn` where Viva still runs. */
  mark?: 'warn' | 'wrong';
  /** What differs in the environment. */
  environment?: Environment | ((stage: Stage) => Environment);
  /** Makes the rest of it so. */
  plant?(stage: Stage): unknown;
  /** Does what the doctor advises; `healed` is what then differs in the environment, else nothing does. */
  heal?(stage: Stage): unknown;
  healed?: Environment | ((stage: Stage) => Environment);
  how?(stage: Stage): HowExamined;
}

/** For `test.each`: the whole title, which `$title` would shorten. */
export function byTitle<Stage>(faults: readonly Fault<Stage>[]): [string, Fault<Stage>][] {
  return faults.map((fault) => [fault.title, fault]);
}

/** Plants a fault: the doctor names this one and no other, and once its advice was followed, all is well. */
export async function expectNamedAndMended<Stage extends { environment: Environment }>(
  fault: Fault<Stage>,
  stage: Stage,
): Promise<void> {
  const { mark = 'wrong' } = fault;
  await fault.plant?.(stage);
  const sick = await examine(
    { ...stage.environment, ...given(fault.environment, stage) },
    fault.how?.(stage),
  );
  expect([...new Set(sick.bad.map(({ id }) => id))], JSON.stringify(sick.bad, null, 2)).toEqual([fault.id]);
  expect(sick.bad[0]).toMatchObject({
    mark,
    text: expect.stringMatching(fault.says),
    mend: expect.stringMatching(fault.mend),
  });
  expect(sick.code).toBe(mark === 'wrong' ? 1 : 0);
  await fault.heal?.(stage);
  const well = await examine({ ...stage.environment, ...given(fault.healed, stage) });
  expect(well.bad).toEqual([]);
  expect(well.code).toBe(0);
}

function given<Stage>(
  changes: Environment | ((stage: Stage) => Environment) | undefined,
  stage: Stage,
): Environment {
  return typeof changes === 'function' ? changes(stage) : (changes ?? {});
}
