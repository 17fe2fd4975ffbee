import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Log } from '../../../src/app/ports/system.ts';
import { openBank } from '../../../src/bank/live-bank.ts';
import { watchBank } from '../../../src/bank/watch-bank.ts';
import { folderWith, questionText } from './folders.ts';

const first = 'machine-learning/ML0101-one.md';
const second = 'machine-learning/ML0102-two.md';
const third = 'machine-learning/ML0103-three.md';

/** A folder of two questions and the bank of it. */
async function two() {
  const folder = folderWith({
    [first]: questionText('ML0101', 'One'),
    [second]: questionText('ML0102', 'Two'),
  });
  const bank = await openBank([folder]);
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  const titles = () => bank.all().map(({ title }) => title);
  return { folder, bank, write, titles };
}

describe('a bank that is read again', () => {
  test('has what was added, changed and removed, and finds it', async () => {
    const { bank, folder, write, titles } = await two();
    write(third, questionText('ML0103', 'Three'));
    write(first, questionText('ML0101', 'Won'));
    rmSync(join(folder, second));
    expect(await bank.reload()).toEqual({ added: 1, changed: 1, removed: 1, fresh: [] });
    expect(titles()).toEqual(['Won', 'Three']);
    expect(bank.size).toBe(2);
    expect(bank.find('won', { within: 'names' }).map(({ id }) => id)).toEqual(['ML0101']);
  });

  test('keeps the last good question of a file that has a mistake now, and takes the other changes', async () => {
    const { bank, folder, write, titles } = await two();
    write(first, questionText('ML0101', 'No'));
    write(second, questionText('ML0102', 'Too'));
    const { fresh } = await bank.reload();
    expect(fresh).toEqual([
      { file: join(folder, first), line: 3, message: expect.stringContaining('title'), stays: true },
    ]);
    expect(titles()).toEqual(['One', 'Too']);
    // The same mistake is told once; mended, the file counts again.
    expect((await bank.reload()).fresh).toEqual([]);
    expect(titles()).toEqual(['One', 'Too']);
    write(first, questionText('ML0101', 'Again'));
    expect(await bank.reload()).toEqual({ added: 0, changed: 1, removed: 0, fresh: [] });
    expect(titles()).toEqual(['Again', 'Too']);
  });

  test('leaves out a new file with a mistake', async () => {
    const { bank, write, titles } = await two();
    write(third, questionText('ML0103', 'X'));
    const { fresh } = await bank.reload();
    expect(fresh).toEqual([expect.objectContaining({ line: 3, stays: false })]);
    expect(titles()).toEqual(['One', 'Two']);
  });

  test('keeps every question of a folder that is away, and follows it when it is back', async () => {
    const { bank, folder, write, titles } = await two();
    renameSync(folder, `${folder}-away`);
    const { fresh, removed } = await bank.reload();
    expect(removed).toBe(0);
    expect(fresh).toEqual([expect.objectContaining({ file: folder, stays: true })]);
    expect(titles()).toEqual(['One', 'Two']);
    renameSync(`${folder}-away`, folder);
    write(first, questionText('ML0101', 'Won'));
    await bank.reload();
    expect(titles()).toEqual(['Won', 'Two']);
  });

  test('gives an id that a good file has taken over to that file', async () => {
    const { bank, write, titles } = await two();
    write(first, 'nothing');
    write('machine-learning/ML0101-uno.md', questionText('ML0101', 'Uno'));
    await bank.reload();
    expect(titles()).toEqual(['Uno', 'Two']);
  });

  test('of two folders with one id both files are named, and the first folder serves', async () => {
    const ours = folderWith({ [first]: questionText('ML0101', 'Ours') });
    const theirs = folderWith({
      [second]: questionText('ML0102', 'Two'),
      [first]: questionText('ML0101', 'Theirs'),
    });
    const bank = await openBank([ours, theirs]);
    expect(bank.all().map(({ title }) => title)).toEqual(['Ours', 'Two']);
    expect(bank.problems()).toEqual([
      {
        file: join(theirs, first),
        line: 2,
        message: `The id ML0101 is taken already by ${join(ours, first)}`,
      },
    ]);
  });
});

test('a change of a file is noticed, by itself, and told of', async () => {
  const { bank, folder, write, titles } = await two();
  let tell: (line: string) => void = () => {};
  const next = () => new Promise<string>((resolve) => (tell = resolve));
  const log: Log = {
    debug: () => {},
    info: (_fields, message) => tell(message),
    warn: () => {},
    error: (_fields, message) => tell(message),
  };
  const watching = await watchBank(bank, [folder], log);
  onTestFinished(() => watching.stop());
  let told = next();
  write(first, questionText('ML0101', 'Won'));
  expect(await told).toBe('The questions were read again');
  expect(titles()).toEqual(['Won', 'Two']);
  told = next();
  write(first, 'spoilt');
  expect(await told).toMatch(/^the last good one stays in use: /);
  expect(titles()).toEqual(['Won', 'Two']);
  told = next();
  mkdirSync(join(folder, 'statistics'));
  write('statistics/ST0101-new.md', questionText('ST0101', 'New topic'));
  expect(await told).toBe('The questions were read again');
  expect(titles()).toEqual(['Won', 'Two', 'New topic']);
});
