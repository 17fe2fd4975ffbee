import { existsSync } from 'node:fs';
import { findProgram } from '../../src/store/private-redis.ts';

/** The machine's redis-server or valkey-server, if there is one. */
export const redisProgram = findProgram(process.env.PATH ?? '');

/** Chromium for the page's tests: `VIVA_TEST_CHROMIUM`, else Debian's. */
export const chromiumProgram = [
  process.env.VIVA_TEST_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && path !== '' && existsSync(path));

/** Words for the title of what is left out: `describe.skipIf(!redisProgram)(needs('redis-server', …))`. */
export function needs(what: 'redis-server' | 'Chromium', title: string): string {
  const there = what === 'redis-server' ? redisProgram : chromiumProgram;
  return there === undefined ? `${title} [left out: this machine has no ${what}]` : title;
}
