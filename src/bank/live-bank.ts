import { join, sep } from 'node:path';
import type { Bank } from '../app/ports/bank.ts';
import type { Question } from '../core/question.ts';
import { bankOf } from './bank.ts';
import { type LoadedBank, loadBank } from './load-bank.ts';
import type { Problem } from './problem.ts';
import type { Readings } from './readings.ts';

/** A bank that follows its folders: whoever holds it always asks the questions as they were last read. */
export interface LiveBank extends Bank {
  /** What was wrong when the folders were last read. */
  problems(): readonly Problem[];
  /** Reads the folders again. Where that finds a mistake in a file, its question stays as it was when it was good. */
  reload(): Promise<Reloaded>;
}

/** What came of reading the folders again. */
export interface Reloaded {
  added: number;
  changed: number;
  removed: number;
  /** Problems that were not there before, and whether the file's last good question stays in use. */
  fresh: (Problem & { stays: boolean })[];
}

/** Reads some folders for the first time. `readings` spare parsing what has not changed. */
export async function openBank(folders: readonly string[], readings?: Readings): Promise<LiveBank> {
  const load = async () => {
    const loaded = await loadBank(folders, {}, readings);
    // A next start is quicker by them; nobody waits for that, and nothing is lost where they cannot be kept.
    void readings?.save().catch(() => {});
    return loaded;
  };
  let current = await load();
  const reload = async (): Promise<Reloaded> => {
    const before = current;
    current = keepingGood(before, await load());
    return difference(before, current);
  };
  return {
    get size() {
      return current.bank.size;
    },
    get: (id) => current.bank.get(id),
    all: () => current.bank.all(),
    matching: (filter) => current.bank.matching(filter),
    find: (words, ask) => current.bank.find(words, ask),
    problems: () => current.problems,
    reload,
  };
}

/** The new bank, with the questions of before whose files cannot be used now; a folder that cannot be read keeps all of its. */
function keepingGood(before: LoadedBank, next: LoadedBank): LoadedBank {
  const wrong = new Set(next.problems.map(({ file }) => file));
  const isWrong = (file: string) => [...wrong].some((place) => isWithin(file, place));
  const kept = before.bank.all().filter(({ id }) => {
    const file = before.owners.get(id);
    return file !== undefined && !next.owners.has(id) && isWrong(file);
  });
  if (kept.length === 0) return next;
  const owners = new Map([
    ...next.owners,
    ...kept.map(({ id }) => [id, before.owners.get(id) ?? ''] as const),
  ]);
  return { bank: bankOf([...next.bank.all(), ...kept]), problems: next.problems, owners };
}

function difference(before: LoadedBank, after: LoadedBank): Reloaded {
  const isSame = (question: Question) => before.bank.get(question.id)?.version === question.version;
  const questions = after.bank.all();
  const added = questions.filter(({ id }) => before.bank.get(id) === undefined).length;
  const known = new Set(before.problems.map(textOf));
  const inUse = [...after.owners.values()];
  return {
    added,
    changed: questions.filter((question) => !isSame(question)).length - added,
    removed: before.bank.all().filter(({ id }) => after.bank.get(id) === undefined).length,
    fresh: after.problems
      .filter((problem) => !known.has(textOf(problem)))
      .map((problem) => ({ ...problem, stays: inUse.some((file) => isWithin(file, problem.file)) })),
  };
}

function textOf({ file, line, message }: Problem): string {
  return `${file}:${line} ${message}`;
}

/** The file itself, or one in the folder. */
function isWithin(file: string, place: string): boolean {
  return file === place || file.startsWith(join(place, sep));
}
