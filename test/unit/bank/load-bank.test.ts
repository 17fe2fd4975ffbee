import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadBank } from '../../../src/bank/load-bank.ts';
import { fixtures, folderWith, questionText } from './folders.ts';

describe('folders', () => {
  test('the bank is sorted by id, and filtered in that order', async () => {
    const { bank, problems } = await loadBank([fixtures]);
    expect(problems).toEqual([]);
    expect(bank.size).toBe(5);
    expect(bank.all().map(({ id }) => id)).toEqual(['CV0101', 'DL0101', 'ML0101', 'ML0102', 'OP0101']);
    expect(bank.matching({ topic: 'ML' }).map(({ id }) => id)).toEqual(['ML0101', 'ML0102']);
    expect(bank.matching({ difficulty: 'medium' }).map(({ id }) => id)).toEqual(['CV0101', 'OP0101']);
    expect(bank.matching({ topic: 'ML', difficulty: 'hard' }).map(({ id }) => id)).toEqual(['ML0102']);
    expect(bank.matching({ topic: 'RL' })).toEqual([]);
    expect(bank.get('DL0102')).toBeUndefined();
  });

  test('several are one bank; the same one twice is read once', async () => {
    const folder = folderWith({ 'vision/CV0001-more.md': questionText('CV0001', 'More') });
    const { bank, problems } = await loadBank([fixtures, folder, `${folder}/`]);
    expect(problems).toEqual([]);
    expect(bank.size).toBe(6);
  });

  test('one that is missing is a problem, and the others serve', async () => {
    const missing = join(folderWith({}), 'gone');
    const { bank, problems } = await loadBank([missing, fixtures]);
    expect(problems).toEqual([{ file: missing, line: 1, message: expect.stringContaining('is not there') }]);
    expect(bank.size).toBe(5);
  });

  test('a file in the place of a folder is a problem', async () => {
    const file = join(folderWith({ 'a.txt': '' }), 'a.txt');
    const { problems } = await loadBank([file]);
    expect(problems).toEqual([
      { file, line: 1, message: expect.stringContaining('cannot be read (ENOTDIR)') },
    ]);
  });

  test('of two questions with one id the first serves', async () => {
    const folder = folderWith({
      'vision/CV0001-one.md': questionText('CV0001', 'First'),
      'vision/CV0001-two.md': questionText('CV0001', 'Second'),
    });
    const other = folderWith({ 'vision/CV0001-three.md': questionText('CV0001', 'Third') });
    const { bank, problems } = await loadBank([folder, other]);
    expect(bank.all().map(({ title }) => title)).toEqual(['First']);
    const taken = `The id CV0001 is taken already by ${join(folder, 'vision/CV0001-one.md')}`;
    expect(problems).toHaveLength(2);
    expect(problems).toContainEqual({ file: join(folder, 'vision/CV0001-two.md'), line: 2, message: taken });
    expect(problems).toContainEqual({ file: join(other, 'vision/CV0001-three.md'), line: 2, message: taken });
  });

  test('a bad file does not take its id from a good one, nor a relation to it', async () => {
    const folder = folderWith({
      'vision/CV0001-bad.md': `${questionText('CV0001', 'Bad')}\n<b>`,
      'vision/CV0001-good.md': questionText('CV0001', 'Good'),
      'vision/CV0002-broken.md': 'Nothing here',
      'vision/CV0003-near.md': questionText('CV0003', 'Near', 'related: [CV0002]\n'),
    });
    const { bank, problems } = await loadBank([folder]);
    expect(bank.all().map(({ title }) => title)).toEqual(['Good', 'Near']);
    const names = ['CV0001-bad.md', 'CV0002-broken.md'];
    expect([...new Set(problems.map(({ file }) => file))]).toEqual(
      names.map((name) => join(folder, 'vision', name)),
    );
  });

  test.each([
    [
      'the folder of another topic',
      'machine-learning/DL0001-it.md',
      4,
      /lie in the folder `deep-learning\/`/,
    ],
    ['no folder', 'DL0001-it.md', 4, /lie in the folder `deep-learning\/`/],
    ['a deeper folder', 'deep-learning/more/DL0001-it.md', 4, /lie in the folder `deep-learning\/`/],
    [
      'a name without a slug',
      'deep-learning/DL0001.md',
      1,
      /^Name the file `<ID>-<slug>.md`, such as `DL0001-4x4-item.md`$/,
    ],
    ['a name with capitals', 'deep-learning/DL0001-It.md', 1, /^Name the file/],
    ['a name without an id', 'deep-learning/residual.md', 1, /^Name the file/],
    ['the id of another question', 'deep-learning/DL0002-it.md', 2, /^The id is DL0001 here and DL0002 in/],
  ])('%s is a problem', async (_title, path, line, message) => {
    const folder = folderWith({ [path]: questionText('DL0001', '4×4 Itém!') });
    const { bank, problems } = await loadBank([folder]);
    expect(bank.size).toBe(0);
    expect(problems).toEqual([{ file: join(folder, path), line, message: expect.stringMatching(message) }]);
  });

  test('notes for people are no questions: README.md, hidden files, anything that is not Markdown', async () => {
    const text = 'no question';
    const folder = folderWith({
      'README.md': text,
      'vision/.draft.md': text,
      '.git/a.md': text,
      'a.txt': text,
      'vision/CV0001-good.md': questionText('CV0001', 'Good'),
    });
    expect((await loadBank([folder])).problems).toEqual([]);
  });

  test('a file that is not UTF-8 is a problem', async () => {
    const bytes = Buffer.from(questionText('CV0001', 'Naïve'), 'latin1');
    const { problems } = await loadBank([folderWith({ 'vision/CV0001-naive.md': bytes })]);
    expect(problems).toEqual([
      {
        file: expect.any(String),
        line: 3,
        message: 'The file is not UTF-8: save it in that encoding, such as by `iconv -f LATIN1 -t UTF-8`',
      },
    ]);
  });
});
