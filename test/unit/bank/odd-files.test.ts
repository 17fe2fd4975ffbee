import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadBank } from '../../../src/bank/load-bank.ts';
import { emptyFolder, fileTrouble } from '../../../src/bank/question-files.ts';
import { folderWith, questionText } from './folders.ts';

const path = 'vision/CV0002-odd.md';
const odd = questionText('CV0002', 'Odd');
const good = { 'vision/CV0001-good.md': questionText('CV0001', 'Good') };

/** The ids that serve, and `path:line message` of each problem, of a folder with the good question in it. */
async function loaded(folder: string): Promise<{ ids: string[]; named: string[] }> {
  const { bank, problems } = await loadBank([folder]);
  return {
    ids: bank.all().map(({ id }) => id),
    named: problems.map(({ file, line, message }) => `${relative(folder, file)}:${line} ${message}`),
  };
}

describe('a file that is odd, and fine', () => {
  test.each([
    ['lines that end as on Windows', odd.replaceAll('\n', '\r\n')],
    ['lines that end as on old Macs', odd.replaceAll('\n', '\r')],
    ['a byte order mark', `\ufeff${odd}`],
    ['no end of its last line', odd.trimEnd()],
    ['spaces behind its lines', odd.replaceAll('Something.\n', 'Something. \n')],
    ['letters of all the world', odd.replace('Think.', 'Denke nach: ä é 漢字 😀 → ∑')],
  ])('%s', async (_title, text) => {
    const { ids, named } = await loaded(folderWith({ ...good, [path]: text }));
    expect(named).toEqual([]);
    expect(ids).toEqual(['CV0001', 'CV0002']);
  });

  test('is read the same whatever ends its lines', async () => {
    const read = async (text: string) => {
      const { bank } = await loadBank([folderWith({ [path]: text })]);
      return { ...bank.get('CV0002'), version: '' };
    };
    expect(await read(odd.replaceAll('\n', '\r\n'))).toEqual(await read(odd));
    expect(await read(`\ufeff${odd.replaceAll('\n', '\r')}`)).toEqual(await read(odd));
  });
});

describe('a file that cannot be read is left out and named, and the others serve', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  test.each<[string, string | Buffer, RegExp[]]>([
    [
      'an empty file',
      '',
      [/:1 The file begins with front matter/, /The prompt is missing/, /`## Hint` is missing/],
    ],
    ['a picture', png, [/:3 The file is no text, since it has a zero byte here/]],
    [
      'text with a zero byte',
      odd.replace('Think.', 'Thi\0nk.'),
      [/:13 The file is no text, since it has a zero/],
    ],
    ['UTF-16', Buffer.from(`\ufeff${odd}`, 'utf16le'), [/:1 The file is UTF-16: save it as UTF-8/]],
    ['UTF-16 of the other order', Buffer.from(`\ufeff${odd}`, 'utf16le').swap16(), [/:1 The file is UTF-16/]],
    ['UTF-16 without its mark', Buffer.from(odd, 'utf16le'), [/:1 The file is no text/]],
    ['Latin-1', Buffer.from(odd.replace('Think.', 'Naïve.'), 'latin1'), [/:13 The file is not UTF-8/]],
    [
      'an escape for terminals',
      odd.replace('Think.', 'Thi\u001b[31mnk.'),
      [/:13 There is a character .* U\+001B: remove/],
    ],
    [
      'text that runs backwards',
      odd.replace('Think.', 'Thi\u202enk.'),
      [/:13 There is a character .* U\+202E: remove/],
    ],
    [
      'a huge file',
      odd + 'word '.repeat(10_000),
      [/:1 The file has 50\d\d\d bytes, and a question at most 40000/],
    ],
    [
      'a nest of quotes',
      `${odd}\n${'>'.repeat(30_000)} x`,
      [/:\d+ Quotes and lists nest deeper than 20 levels/],
    ],
    ['a nest of lists', `${odd}\n${'- '.repeat(5_000)} x`, [/:\d+ Quotes and lists nest deeper/]],
    ['marks without end', `${odd}\n${'**a'.repeat(10_000)}`, [/:1 The file has 10\d\d\d signs of Markdown/]],
    [
      'YAML within YAML without end',
      questionText('CV0002', 'Odd', `tags: ${'['.repeat(30_000)}\n`),
      [/This is not valid YAML|nests too deep/],
    ],
  ])('%s', async (_title, content, messages) => {
    const began = performance.now();
    const { ids, named } = await loaded(folderWith({ ...good, [path]: content }));
    expect(ids).toEqual(['CV0001']);
    expect(named.every((one) => one.startsWith(path))).toBe(true);
    for (const message of messages) expect(named).toContainEqual(expect.stringMatching(message));
    if (messages.length === 1 && !/YAML/.test(messages[0]?.source ?? '')) expect(named).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('what is quoted of a file reaches a terminal as text alone', async () => {
    const { named } = await loaded(
      folderWith({ ...good, [path]: odd.replace('## Hint', '## Hi\u009b2Jnt') }),
    );
    expect(named.join()).toMatch(/There is no part `## Hi 2Jnt`/);
    expect(named.join()).not.toMatch(/\p{Cc}/u);
  });

  test('a link to itself', async () => {
    const folder = folderWith(good);
    symlinkSync('CV0002-odd.md', join(folder, path));
    const { ids, named } = await loaded(folder);
    expect(ids).toEqual(['CV0001']);
    expect(named).toEqual([
      expect.stringMatching(/:1 The file cannot be read \(ELOOP\): it is a link that leads back/),
    ]);
  });

  test('a link to nothing', async () => {
    const folder = folderWith(good);
    symlinkSync('gone.md', join(folder, path));
    const { ids, named } = await loaded(folder);
    expect(ids).toEqual(['CV0001']);
    expect(named).toEqual([
      expect.stringMatching(/:1 The file cannot be read \(ENOENT\): it is a link that leads nowhere/),
    ]);
  });

  test('a pipe, which nobody will ever write to', async () => {
    const folder = folderWith(good);
    execFileSync('mkfifo', [join(folder, path)]);
    expect(await loaded(folder)).toEqual({
      ids: ['CV0001'],
      named: [expect.stringMatching(/:1 This is no common file/)],
    });
  });

  test('a file of somebody else', () => {
    const error = Object.assign(new Error('/home/secret'), { code: 'EACCES' });
    expect(fileTrouble(error)).toBe(
      'The file cannot be read (EACCES): let this user read it, such as by `chmod a+r`',
    );
  });

  test('a figure that is a pipe', async () => {
    const text = odd.replace('This.', 'This.\n\n![It falls](loss.png)');
    const folder = folderWith({ ...good, [path]: text });
    execFileSync('mkfifo', [join(folder, 'vision/loss.png')]);
    expect((await loaded(folder)).named).toEqual([
      expect.stringMatching(/The figure `loss.png` is no common file: a figure is a file of at most/),
    ]);
  });
});

describe('folders that are odd', () => {
  test('an empty one is named, and so is one without questions', async () => {
    for (const folder of [folderWith({}), folderWith({ 'vision/notes.txt': '', 'README.md': '' })]) {
      expect((await loadBank([folder])).problems).toEqual([{ file: folder, line: 1, message: emptyFolder }]);
    }
  });

  test('a folder with the name of a question is named, and not read', async () => {
    const folder = folderWith({ ...good, [`${path}/CV0003-inner.md`]: odd });
    expect(await loaded(folder)).toEqual({
      ids: ['CV0001'],
      named: [expect.stringMatching(/CV0002-odd.md:1 This is a folder with the name of a question/)],
    });
  });

  test('a link to a folder is followed', async () => {
    const elsewhere = folderWith(good);
    const folder = folderWith({ 'optimisation/OP0001-near.md': questionText('OP0001', 'Near') });
    symlinkSync(join(elsewhere, 'vision'), join(folder, 'vision'));
    expect(await loaded(folder)).toEqual({ ids: ['CV0001', 'OP0001'], named: [] });
  });

  test.each([
    ['to itself', '.'],
    ['to the whole folder', '..'],
    ['above the whole folder', '../..'],
  ])('a loop of links is named and not followed: %s', async (_title, target) => {
    const folder = folderWith(good);
    symlinkSync(target, join(folder, 'vision/again'));
    expect(await loaded(folder)).toEqual({
      ids: ['CV0001'],
      named: [expect.stringMatching(/vision\/again:1 This leads to a folder that is read already/)],
    });
  });

  test('links that lead in a circle end', async () => {
    const folder = folderWith(good);
    for (const name of ['one', 'two']) mkdirSync(join(folder, name));
    symlinkSync('../two', join(folder, 'one/on'));
    symlinkSync('../one', join(folder, 'two/on'));
    const { ids, named } = await loaded(folder);
    expect(ids).toEqual(['CV0001']);
    expect(named.length).toBeGreaterThan(0);
    expect(named.length).toBeLessThan(5);
  });

  test('a link to nowhere is named', async () => {
    const folder = folderWith(good);
    symlinkSync('/nowhere/at/all', join(folder, 'optimisation'));
    expect(await loaded(folder)).toEqual({
      ids: ['CV0001'],
      named: [expect.stringMatching(/optimisation:1 This link leads nowhere/)],
    });
  });

  test('of 10,000 files each bad one is named, and the good ones among them serve', async () => {
    const files = Array.from({ length: 10_000 }, (_, index): [string, string] => {
      const id = `CV${String(index).padStart(4, '0')}`;
      return [`vision/${id}-it.md`, index % 1_000 === 7 ? questionText(id, 'One of ten') : '\0'];
    });
    const folder = folderWith(Object.fromEntries(files));
    const { bank, problems } = await loadBank([folder]);
    expect(bank.all().map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, index) => `CV${index}007`));
    expect(new Set(problems.map(({ file }) => file)).size).toBe(9_990);
  }, 60_000);
});
