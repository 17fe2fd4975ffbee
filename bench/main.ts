import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bank } from './bank.ts';
import { drawings } from './drawings.ts';
import { due } from './due.ts';
import type { Figure } from './figure.ts';
import { grading } from './grading.ts';
import { readMachine } from './machine.ts';
import { practice } from './practice.ts';
import { progress } from './progress.ts';
import { describe, markdown, missed, table } from './report.ts';
import { reveal } from './reveal.ts';
import { standing } from './standing.ts';
import { start } from './start.ts';
import { tick } from './tick.ts';

type Bench = (options: { quick: boolean; held: boolean }) => Promise<Figure[]>;

const root = fileURLToPath(new URL('..', import.meta.url));
const benches: Record<string, Bench> = {
  reveal,
  due,
  tick,
  standing,
  start,
  bank,
  grading,
  drawings,
  practice,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
    markdown: { type: 'string' },
    quick: { type: 'boolean', default: false },
    held: { type: 'boolean', default: false },
  },
});
const unknown = values.only.filter((name) => benches[name] === undefined);
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}

const checked = spawnSync(process.execPath, ['scripts/build.mjs', '--check'], {
  cwd: root,
  stdio: 'inherit',
});
if (checked.status !== 0) {
  console.error(
    'dist is missing or older than src, and the bench measures what is built. `npm run bench` builds it first; `npm run build` does it now.',
  );
  process.exit(1);
}

const machine = readMachine();
console.log(describe(machine));
const figures: Figure[] = [];
const began = performance.now();
for (const [name, bench] of Object.entries(benches)) {
  if (values.only.length > 0 && !values.only.includes(name)) continue;
  const start = performance.now();
  progress(name);
  const found = await bench({ quick: values.quick, held: values.held }).catch((error: unknown) => {
    // At once: what was started for the bench would keep the process.
    console.error(`\nThe bench ${name} failed:`, error);
    process.exit(1);
  });
  figures.push(...found);
  console.log(`\n${name} (${((performance.now() - start) / 1_000).toFixed(0)} s)\n${table(found)}`);
}
const seconds = Math.round((performance.now() - began) / 1_000);
if (values.json !== undefined) {
  const at = new Date().toISOString();
  writeFileSync(
    values.json,
    `${JSON.stringify({ at, seconds, quick: values.quick, machine, figures }, undefined, 2)}\n`,
  );
}
if (values.markdown !== undefined) {
  const about = { at: new Date(), seconds, quick: values.quick };
  writeFileSync(values.markdown, markdown(machine, figures, about));
}
const failed = missed(figures);
console.log(
  failed.length === 0
    ? `\nEvery target was met (${seconds} s).`
    : `\n${failed.length} targets were missed (${seconds} s):\n${failed.map(({ name, target }) => `  ${name}: ${target?.text}`).join('\n')}`,
);
process.exit(failed.length === 0 ? 0 : 1);
