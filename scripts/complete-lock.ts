/**
 * Completes package-lock.json: adds the optional packages of other machines (`@scope/name-darwin-arm64`) that a partial
 * mirror of the registry left out, without which `npm ci` refuses the whole file, and drops download addresses.
 * Run it after every change of a dependency: `node --import tsx scripts/complete-lock.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Entry {
  version?: string;
  resolved?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x'];

function entryFor(name: string, version: string, dev: boolean): Entry {
  const words = name.split(/[/-]/);
  const os = systems.filter((one) => words.includes(one));
  const cpu = processors.filter((one) => words.includes(one));
  const libc = words.some((word) => word.startsWith('musl')) ? { libc: ['musl'] } : {};
  return { version, ...(dev ? { dev } : {}), optional: true, os, cpu, ...libc };
}

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> };
const known = new Set(Object.keys(lock.packages).map((key) => key.replace(/^.*node_modules\//, '')));
for (const entry of Object.values(lock.packages)) {
  delete entry.resolved;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (known.has(name)) continue;
    if (!/^\d+\.\d+\.\d+$/.test(version))
      throw new Error(`${name} is asked for as ${version}: add it by hand`);
    lock.packages[`node_modules/${name}`] = entryFor(name, version, entry.dev === true);
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
