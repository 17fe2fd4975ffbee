import { readFileSync } from 'node:fs';

/** Viva's version. The file lies at the same place seen from `src/cli` and from `dist/cli`. */
export function vivaVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
