import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { loadBank } from '../../../src/bank/load-bank.ts';
import { openReadings, type Readings } from '../../../src/bank/readings.ts';
import { example, examplePath, figurePath, figureText, folderWith, questionText } from './folders.ts';

const lens = 'vision/CV0001-lens.md';

/** A folder of two questions, one with a figure, and where their readings are kept. */
function stage() {
  const folder = folderWith({
    [examplePath]: example.replace('related: [ML0101]', 'related: [CV0001]'),
    [figurePath]: figureText,
    [lens]: questionText('CV0001', 'Lens', 'related: [DL0101]\n'),
  });
  const kept = join(folderWith({}), 'deeper', 'bank');
  /** As a process does that starts anew; tells how many files were parsed. */
  const load = async () => {
    const readings = await openReadings(kept);
    let parsed = 0;
    const counting: Readings = {
      ...readings,
      keep(...given) {
        parsed += 1;
        readings.keep(...given);
      },
    };
    const loaded = await loadBank([folder], {}, counting);
    await readings.save();
    return { ...loaded, parsed };
  };
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  return { folder, kept, load, write };
}

test('a second start parses nothing, and its bank is the same', async () => {
  const { folder, load } = stage();
  const first = await load();
  const second = await load();
  expect([first.parsed, second.parsed]).toEqual([2, 0]);
  expect(second.bank.all()).toEqual(first.bank.all());
  expect(second.bank.all()).toEqual((await loadBank([folder])).bank.all());
  expect(second.bank.find('lens', { within: 'names' }).map(({ id }) => id)).toEqual(['CV0001']);
});

test('within a process, what did not change stays the very same question', async () => {
  const { folder, write } = stage();
  const readings = await openReadings(join(folderWith({}), 'bank'));
  const before = (await loadBank([folder], {}, readings)).bank;
  await readings.save();
  write(lens, questionText('CV0001', 'Prism'));
  const { bank } = await loadBank([folder], {}, readings);
  expect(bank.get('CV0001')?.title).toBe('Prism');
  expect(bank.get('DL0101')).toBe(before.get('DL0101'));
});

test('a changed file is parsed again, and it alone', async () => {
  const { load, write } = stage();
  const before = (await load()).bank.get('CV0001');
  write(lens, questionText('CV0001', 'Prism'));
  const { bank, parsed } = await load();
  expect(parsed).toBe(1);
  expect(bank.get('CV0001')?.title).toBe('Prism');
  expect(bank.get('CV0001')?.version).not.toBe(before?.version);
});

test('so is a question whose figure changed: it has a new version', async () => {
  const { load, write } = stage();
  const before = (await load()).bank.get('DL0101')?.version;
  write(figurePath, figureText.replace('{', '{ '));
  const { bank, parsed } = await load();
  expect(parsed).toBe(1);
  expect(bank.get('DL0101')?.version).not.toBe(before);
});

test('a mistake is named at every start, at its line, those among files too', async () => {
  const { load, write } = stage();
  await load();
  write('vision/CV0002-bad.md', `${questionText('CV0002', 'Bad')}\n<b>`);
  write('vision/CV0001-twin.md', questionText('CV0001', 'Twin'));
  write('vision/CV0003-far.md', questionText('CV0003', 'Far', 'related: [DL0109]\n'));
  const first = (await load()).problems;
  const second = (await load()).problems;
  expect(first).toHaveLength(3);
  expect(second).toEqual(first);
  expect(second.map(({ message }) => message).join('\n')).toMatch(/taken already|HTML|no question DL0109/);
});

test.each([
  ['cut off', (text: string) => text.slice(0, text.length / 2)],
  [
    'of another version of Viva',
    (text: string) => text.replace(/^./, (first) => (first === 'a' ? 'b' : 'a')),
  ],
  ['nonsense', () => '\0\n\n{'],
  ['with a broken line', (text: string) => text.replaceAll('{"question"', '{"question')],
])('readings that are %s are made anew', async (_how, broken) => {
  const { kept, load } = stage();
  const whole = await load();
  writeFileSync(kept, broken(readFileSync(kept, 'utf8')));
  const { bank, problems, parsed } = await load();
  expect(problems).toEqual([]);
  expect(parsed).toBeGreaterThan(0);
  expect(bank.all()).toEqual(whole.bank.all());
  expect((await load()).parsed).toBe(0);
});

test('what is gone is forgotten', async () => {
  const { kept, load, write } = stage();
  await load();
  write(lens, questionText('CV0001', 'Prism'));
  await load();
  expect(readFileSync(kept, 'utf8')).not.toContain('"Lens"');
});

test('with checkers everything is read', async () => {
  const { folder, kept, load } = stage();
  await load();
  let asked = 0;
  const checkMath = async () => {
    asked += 1;
    return undefined;
  };
  await loadBank([folder], { checkMath }, await openReadings(kept));
  expect(asked).toBeGreaterThan(0);
});

test('what the build read is not parsed at the first start either, and stays as it is', async () => {
  const { folder, kept, load } = stage();
  await load();
  const text = readFileSync(kept, 'utf8');
  const own = join(folderWith({}), 'bank');
  const readings = await openReadings(own, kept);
  const keep = vi.spyOn(readings, 'keep');
  const { bank } = await loadBank([folder], {}, readings);
  await readings.save();
  expect(bank.all()).toHaveLength(2);
  expect(keep).not.toHaveBeenCalled();
  expect([existsSync(own), readFileSync(kept, 'utf8')]).toEqual([false, text]);
});
