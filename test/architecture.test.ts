import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');

interface Import {
  file: string;
  /** A file of ours relative to `src`, or a package's name. */
  target: string;
  package: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => name.replaceAll('\\', '/'));
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const text = readFileSync(join(source, file), 'utf8');
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...found].map(([, name = '']) => {
    if (!name.startsWith('.')) return { file, target: packageName(name), package: true };
    const target = normalize(join(dirname(file), name)).replaceAll('\\', '/');
    return { file, target, package: false };
  });
}

function packageName(name: string): string {
  if (name.startsWith('node:')) return name;
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The room that a file stands in: `core`, `app/ports`, `platforms/discord`; the root's own files are `root`. */
function roomOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  if (!file.includes('/')) return 'root';
  if (first === 'platforms' || (first === 'app' && second === 'ports')) return `${first}/${second}`;
  return first;
}

/** What each room may import of ours besides itself. `root` and `cli` may import everything. */
const allowed: Record<string, string[]> = {
  core: [],
  'app/ports': ['core'],
  app: ['core', 'app/ports'],
  bank: ['core', 'app/ports'],
  render: ['core', 'app/ports'],
  store: ['core', 'app/ports'],
  delivery: ['core', 'app/ports'],
  ops: ['core', 'app/ports'],
  practice: ['core', 'app/ports'],
  'platforms/discord': ['core', 'app/ports'],
  'platforms/slack': ['core', 'app/ports'],
  'platforms/local': ['core', 'app/ports'],
};

/** Packages that may stand in more than one room; every other is named in one only. */
const shared = new Set(['zod']);

describe('borders', () => {
  test('every room is known', () => {
    const rooms = new Set(files.map(roomOf));
    for (const free of ['root', 'cli']) rooms.delete(free);
    expect([...rooms].filter((room) => allowed[room] === undefined)).toEqual([]);
  });

  test('a room imports only what lies beneath it', () => {
    const wrong = imports.filter(({ file, target, package: isPackage }) => {
      const room = roomOf(file);
      const other = roomOf(target);
      return !isPackage && allowed[room] !== undefined && other !== room && !allowed[room].includes(other);
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  test('core names no package but zod, and app names none', () => {
    const wrong = imports.filter(({ file, target, package: isPackage }) => {
      const room = roomOf(file);
      if (!isPackage) return false;
      if (room === 'core') return target !== 'zod';
      // The type of a request listener is the language that all HTTP servers speak.
      return room === 'app' || (room === 'app/ports' && target !== 'node:http');
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  test('each package is named in one room only', () => {
    const rooms = new Map<string, Set<string>>();
    for (const { file, target, package: isPackage } of imports) {
      if (!isPackage || target.startsWith('node:') || shared.has(target)) continue;
      rooms.set(target, (rooms.get(target) ?? new Set()).add(roomOf(file)));
    }
    const wrong = [...rooms].filter(([, where]) => where.size > 1);
    expect(wrong.map(([name, where]) => `${name}: ${[...where].join(', ')}`)).toEqual([]);
  });

  test('only main.ts reads the environment', () => {
    const readers = files.filter((file) => readFileSync(join(source, file), 'utf8').includes('process.env'));
    expect(readers).toEqual(['main.ts']);
  });

  test('core and app read neither the clock nor chance', () => {
    const pure = files.filter((file) => /^(core|app)\//.test(file));
    const wrong = pure.filter((file) =>
      /Date\.now\(\)|new Date\(\)|Math\.random|performance\.now|setTimeout/.test(
        readFileSync(join(source, file), 'utf8'),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

test('no file is longer than 300 lines', () => {
  const everything = ['src', 'test', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(root, folder, name),
    ),
  );
  const long = everything
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
    .map((name) => ({ name, lines: readFileSync(name, 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300);
  expect(long.map(({ name, lines }) => `${relative(root, name)}: ${lines}`)).toEqual([]);
});
