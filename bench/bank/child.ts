import type { Context } from '../../src/app/context.ts';
import type { Bank } from '../../src/app/ports/bank.ts';
import type { CompletionQuery } from '../../src/app/ports/platform.ts';
import type { Readings } from '../../src/bank/readings.ts';
import { serve } from '../child.ts';

/** The bank of the built program, in a process of its own. */
let bank: Bank | undefined;
let readings: Readings | undefined;

export interface LoadGiven {
  folder: string;
  /** The file that readings are kept in. */
  kept: string;
}

export interface Loaded {
  size: number;
  /** Until the bank is there, its modules loaded and everything kept read; ms. */
  took: number;
}

async function load({ folder, kept }: LoadGiven): Promise<Loaded> {
  const began = performance.now();
  const { loadBank } = await built<typeof import('../../src/bank/load-bank.ts')>('bank/load-bank.js');
  const { openReadings } = await built<typeof import('../../src/bank/readings.ts')>('bank/readings.js');
  readings ??= await openReadings(kept);
  const loaded = await loadBank([folder], {}, readings);
  const took = performance.now() - began;
  bank = loaded.bank;
  await readings.save();
  if (loaded.problems.length > 0) throw new Error(loaded.problems.map(({ message }) => message).join('; '));
  return { size: bank.size, took };
}

function built<Module>(path: string): Promise<Module> {
  return import(new URL(`../../dist/${path}`, import.meta.url).href) as Promise<Module>;
}

function search(queries: readonly string[]): number[] {
  return queries.map((words) => {
    const began = performance.now();
    bank?.find(words, { within: 'everything' });
    return performance.now() - began;
  });
}

async function complete(queries: readonly string[]): Promise<number[]> {
  const module = await built<typeof import('../../src/app/complete.ts')>('app/complete.js');
  const context = { bank } as Context;
  const times: number[] = [];
  for (const typed of queries) {
    const began = performance.now();
    await module.complete(context, { kind: 'question', typed } as CompletionQuery);
    times.push(performance.now() - began);
  }
  return times;
}

serve({ load, search, complete });
