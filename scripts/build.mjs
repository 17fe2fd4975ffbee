/**
 * Builds `dist`: the program by tsc, the scripts of the store, the local page by Vite.
 * `--if-stale`: only where a source is newer than the last build. `--page`: the page alone. `--check`: builds nothing, and
 * ends with 1 where the last build is missing or older than a source.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

const pageOnly = process.argv.includes('--page');
const stamp = join('dist', pageOnly ? '.page-built' : '.built');
const sources = [
  'src',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/build.mjs',
];

function newest(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), mtimeMs);
}

function run(program, ...args) {
  execFileSync(process.execPath, [join('node_modules', program), ...args], { stdio: 'inherit' });
}

const stale = !existsSync(stamp) || sources.some((source) => newest(source) > statSync(stamp).mtimeMs);
if (process.argv.includes('--check')) process.exit(stale ? 1 : 0);
if (process.argv.includes('--if-stale') && !stale) process.exit(0);

const began = performance.now();
process.stderr.write('Building Viva … ');
// Built beside the old one and put in its place at the end: what runs from `dist` meanwhile goes on.
const next = resolve('dist-next');
rmSync(next, { recursive: true, force: true });
if (!pageOnly) {
  run('typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', next);
  cpSync('src/store/scripts', join(next, 'store', 'scripts'), { recursive: true });
  chmodSync(join(next, 'main.js'), 0o755);
}
const page = join(next, 'page');
run(
  'vite/bin/vite.js',
  'build',
  '--config',
  'src/platforms/local/page/vite.config.ts',
  '--outDir',
  page,
  '--logLevel',
  'warn',
);
if (pageOnly) {
  mkdirSync('dist', { recursive: true });
  rmSync(join('dist', 'page'), { recursive: true, force: true });
  renameSync(page, join('dist', 'page'));
  rmSync(next, { recursive: true, force: true });
} else {
  rmSync('dist', { recursive: true, force: true });
  renameSync(next, 'dist');
}
writeFileSync(stamp, '');
process.stderr.write(`done in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
