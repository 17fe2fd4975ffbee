import { chromiumProgram, redisProgram } from './requires.ts';

/** Says at the end what this machine could not test, and what would let it. */
export default function setup() {
  return () => {
    const missing = [
      redisProgram === undefined ? 'redis-server: the store, kills and restarts on a real Redis' : undefined,
      chromiumProgram === undefined ? 'Chromium: the local page in a browser' : undefined,
    ].filter((line) => line !== undefined);
    if (missing.length === 0) return;
    process.stdout.write(
      `\nLeft out, since this machine has no\n${missing.map((line) => `  - ${line}`).join('\n')}\n`,
    );
    process.stdout.write('Install them (Debian: apt install redis-server chromium) to run every test.\n');
  };
}
