/**
 * Builds `dist`: the program by tsc, the scripts of the store, the local page by Vite, the pictures of the questions.
 * `--if-stale`: only where a source is newer than the last build. `--page`: the page alone. `--check`: builds nothing, and
 * ends with 1 where the program was not built, or is older than a source.
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

const pictures = join('dist', 'pictures');
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

function isStale(stamp, sources) {
  if (!process.argv.includes('--if-stale')) return true;
  return !existsSync(stamp) || sources.some((source) => newest(source) > statSync(stamp).mtimeMs);
}

function buildProgram() {
  // Built beside the old one and put in its place at the end: what runs from `dist` meanwhile goes on.
  const next = resolve('dist-next');
  rmSync(next, { recursive: true, force: true });
  run('typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', next);
  cpSync('src/store/scripts', join(next, 'store', 'scripts'), { recursive: true });
  chmodSync(join(next, 'main.js'), 0o755);
  buildPage(join(next, 'page'));
  // Their names are made of what is drawn: those that still hold are not drawn again.
  if (existsSync(pictures)) cpSync(pictures, join(next, 'pictures'), { recursive: true });
  rmSync('dist', { recursive: true, force: true });
  renameSync(next, 'dist');
}

function buildPage(folder) {
  const config = 'src/platforms/local/page/vite.config.ts';
  run('vite/bin/vite.js', 'build', '--config', config, '--outDir', folder, '--logLevel', 'warn');
}

function replacePage() {
  const next = resolve('dist-next');
  rmSync(next, { recursive: true, force: true });
  buildPage(next);
  mkdirSync('dist', { recursive: true });
  rmSync(join('dist', 'page'), { recursive: true, force: true });
  renameSync(next, join('dist', 'page'));
}

/** In `dist`, where there is no .env: the build does not depend on how Viva is set up here. */
function drawPictures() {
  execFileSync(process.execPath, ['main.js', 'pictures', '--to', 'pictures'], {
    cwd: 'dist',
    env: { PATH: process.env.PATH, VIVA_QUESTIONS: resolve('questions') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function said(what, build, stamp) {
  const began = performance.now();
  process.stderr.write(`${what} … `);
  try {
    build();
  } catch {
    // What is wrong was said by the program that ended so.
    process.stderr.write('Viva was not built.\n');
    process.exit(1);
  }
  writeFileSync(stamp, '');
  process.stderr.write(`done in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}

if (process.argv.includes('--check')) {
  const built = join('dist', '.built');
  process.exit(
    !existsSync(built) || sources.some((source) => newest(source) > statSync(built).mtimeMs) ? 1 : 0,
  );
}
if (process.argv.includes('--page')) {
  const stamp = join('dist', '.page-built');
  if (isStale(stamp, sources)) said('Building the page', replacePage, stamp);
} else {
  const built = join('dist', '.built');
  const drawn = join('dist', '.drawn');
  if (isStale(built, sources)) said('Building Viva', buildProgram, built);
  if (isStale(drawn, ['questions', built])) said('Drawing the questions', drawPictures, drawn);
}
