import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/cli.ts';
import { keptConsole } from '../support/doctor.ts';

async function run(...args: string[]): Promise<{ code: number; text: string }> {
  const io = keptConsole({});
  return { code: await runCli(args, io), text: io.written() };
}

describe('viva', () => {
  test('--help lists every command with what it does, and examples', async () => {
    const { code, text } = await run('--help');
    expect(code).toBe(0);
    for (const name of ['start', 'check', 'show', 'doctor', 'register', 'manifest'])
      expect(text, name).toMatch(new RegExp(`^ {2}${name}\\b.* {2,}\\w`, 'm'));
    expect(text).toMatch(/Examples:\n {2}viva start /);
  });

  test.each([
    ['strat', 'start'],
    ['doctr', 'doctor'],
    ['manifst', 'manifest'],
  ])('%s is met with a guess at what was meant', async (typed, meant) => {
    const { code, text } = await run(typed);
    expect(code).toBe(1);
    expect(text).toContain(`unknown command '${typed}'`);
    expect(text).toContain(`Did you mean ${meant}?`);
  });

  test('a wrong option is named, with the one that was meant', async () => {
    const { code, text } = await run('doctor', '--jsn');
    expect(code).toBe(1);
    expect(text).toContain('Did you mean --json?');
  });
});
