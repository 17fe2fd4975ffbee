import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBank } from './bank/generate.ts';
import { searches, typings } from './bank/queries.ts';
import { type Child, startChild } from './child.ts';
import { atMost, type Figure } from './figure.ts';
import { resident } from './process.ts';
import { progress } from './progress.ts';
import { quantile, spreadOf } from './statistics.ts';

interface LoadGiven {
  folder: string;
  /** The file that readings are kept in. */
  kept: string;
}

interface Loaded {
  size: number;
  /** Until the bank is there, its modules loaded and everything kept read; ms. */
  took: number;
}

/** The question bank: how soon it is there, what it holds, and how soon something in it is found. */
export async function bank({ quick }: { quick: boolean }): Promise<Figure[]> {
  const count = quick ? 1_000 : 10_000;
  const rounds = quick ? 3 : 5;
  const folder = mkdtempSync(join(tmpdir(), 'viva-bench-'));
  const generated: LoadGiven = { folder: join(folder, 'questions'), kept: join(folder, 'generated') };
  const own: LoadGiven = { folder: 'questions', kept: join(folder, 'own') };
  try {
    progress(`bank: writing ${count} questions`);
    writeBank(generated.folder, count);
    const real = await loads(own, rounds, false);
    const many = await loads(generated, rounds, true);
    const name = `${count.toLocaleString('en')} questions`;
    const ours = `the bank of this repository (${real.size})`;
    const searched = spreadOf(many.searched.map((times) => quantile(times, 0.5)));
    const typed = spreadOf(many.typed.map((times) => quantile(times, 0.5)));
    const cold = spreadOf(many.cold);
    const ready = spreadOf(real.cold);
    return [
      figure(`${ours}: load, nothing kept yet`, 'ms', spreadOf([real.first])),
      { ...figure(`${ours}: load`, 'ms', ready), target: atMost('median', ready.median, 300, ' ms') },
      figure(`${name}: load, nothing kept yet`, 'ms', spreadOf([many.first])),
      // The targets are for 10,000.
      {
        ...figure(`${name}: load, cold`, 'ms', cold),
        ...(quick ? {} : { target: atMost('median', cold.median, 3_000, ' ms') }),
      },
      figure(`${name}: load again, warm`, 'ms', spreadOf(many.warm)),
      figure(`${name}: resident beside the repository's bank`, 'MB', spreadOf([many.memory - real.memory])),
      figure(`${name}: the first search, which ends the index`, 'ms', spreadOf(many.firstSearch)),
      { ...figure(`${name}: search, p50`, 'ms', searched), target: atMost('p50', searched.median, 5, ' ms') },
      figure(`${name}: search, p95`, 'ms', spreadOf(many.searched.map((times) => quantile(times, 0.95)))),
      { ...figure(`${name}: completion, p50`, 'ms', typed), target: atMost('p50', typed.median, 10, ' ms') },
      figure(`${name}: completion, p95`, 'ms', spreadOf(many.typed.map((times) => quantile(times, 0.95)))),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figure(name: string, unit: string, ours: Figure['ours']): Figure {
  return { bench: 'bank', name, unit, ours };
}

/** Each round in a process of its own; the first finds nothing kept, the others what it kept. */
async function loads(given: LoadGiven, rounds: number, asks: boolean) {
  const cold: number[] = [];
  const warm: number[] = [];
  const firstSearch: number[] = [];
  const searched: number[][] = [];
  const typed: number[][] = [];
  progress(`bank: the first load of ${given.folder}`);
  const { size, took: first } = await inChild((child) => child.call<Loaded>('load', given));
  let memory = 0;
  for (let round = 0; round < rounds; round += 1) {
    progress(`bank: ${size} questions, round ${round + 1} of ${rounds}`);
    await inChild(async (child) => {
      cold.push((await child.call<Loaded>('load', given)).took);
      firstSearch.push(...(await child.call<number[]>('search', ['gradient'])));
      if (asks) {
        // Once before, as in a process that runs for a while.
        await child.call('search', searches(200));
        searched.push(await child.call<number[]>('search', searches(400)));
        await child.call('complete', typings(20));
        typed.push(await child.call<number[]>('complete', typings(60)));
      }
      memory = resident(child.pid);
      warm.push((await child.call<Loaded>('load', given)).took);
    });
  }
  return { size, first, cold, warm, firstSearch, searched, typed, memory };
}

async function inChild<Result>(use: (child: Child) => Promise<Result>): Promise<Result> {
  const child = await startChild('bank/child.mjs');
  try {
    return await use(child);
  } finally {
    await child.stop();
  }
}
