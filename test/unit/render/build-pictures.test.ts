import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBank } from '../../../src/bank/load-bank.ts';
import type { Block, SetBlock } from '../../../src/core/rich-text.ts';
import { buildPictures } from '../../../src/render/build-pictures.ts';
import { readBuiltForms } from '../../../src/render/built-forms.ts';
import { createTypesetter } from '../../../src/render/typesetter.ts';
import { fixtures } from '../bank/folders.ts';
import { notingLog, scratchFolder } from './scratch.ts';

const questionsOf = async (folder: string) => (await loadBank([folder])).bank.all();

async function built() {
  const folder = join(await scratchFolder(), 'pictures');
  const result = await buildPictures(await questionsOf(fixtures), { folder, tidy: true });
  return { folder, result };
}

/** Sets every block of a question, as a card would. */
async function setAll(folder: string, built: string[], blocks: Block[]): Promise<SetBlock[]> {
  const { log, warnings } = notingLog();
  const card = { sections: [{ heading: undefined, body: blocks, confidential: false }] } as never;
  const set = await createTypesetter({ cacheFolder: folder, built, log }).typeset(card);
  expect(warnings).toEqual([]);
  return set.sections.flatMap(({ body }) => body);
}

describe('the pictures of a bank', () => {
  it('are taken as they were built: at run time nothing is drawn, set or read out', async () => {
    const { folder, result } = await built();
    expect(result).toMatchObject({ problems: [], figures: 1 });
    const forms = await readBuiltForms([folder]);
    // What only the file can say shows that it was asked, and not MathJax.
    const marked = {
      look: 1,
      inline: Object.fromEntries(Object.keys(forms.inline).map((tex) => [tex, `inline ${tex}`])),
      display: Object.fromEntries(
        Object.keys(forms.display).map((tex) => [tex, { plain: `plain ${tex}`, spoken: `spoken ${tex}` }]),
      ),
    };
    await writeFile(join(folder, 'forms.json'), JSON.stringify(marked));
    const cacheFolder = join(await scratchFolder(), 'cache');
    const question = (await questionsOf(fixtures)).find(({ id }) => id === 'DL0101');
    const set = await setAll(
      cacheFolder,
      [folder],
      [...(question?.prompt ?? []), ...(question?.answer ?? [])],
    );
    await expect(stat(cacheFolder)).rejects.toThrow('ENOENT');
    const pictures = set.filter((block) => block.type === 'picture');
    expect(pictures.map(({ picture }) => picture.path.startsWith(folder))).toEqual([true, true]);
    expect(pictures[0]?.picture.alt).toMatch(/^spoken y =/);
    expect(pictures[0]?.plain).toMatch(/^plain y =/);
    expect(JSON.stringify(set)).toContain('inline x^2');
  });

  it('are made once: what is there stays as it is, and what no question needs any more goes', async () => {
    const { folder } = await built();
    const names = await readdir(folder);
    const times = async () => Promise.all(names.map(async (name) => (await stat(join(folder, name))).ino));
    const before = await times();
    await writeFile(join(folder, 'old.png'), 'x');
    const again = await buildPictures(await questionsOf(fixtures), { folder, tidy: true });
    expect(again.made).toBe(0);
    expect(await readdir(folder)).toEqual(names);
    // The list of forms is written anew, under another name first.
    const stayed = (await times()).filter((ino, index) => ino === before[index]);
    expect(stayed.length).toBeGreaterThanOrEqual(names.length - 1);
  });

  it('leave the other files of a folder that is not theirs alone', async () => {
    const folder = await scratchFolder();
    await writeFile(join(folder, 'other.png'), 'x');
    await buildPictures(await questionsOf(fixtures), { folder, tidy: false });
    expect(await readdir(folder)).toContain('other.png');
  });

  it('name the question whose figure cannot be drawn, and all others are made', async () => {
    const questions = join(await scratchFolder(), 'questions');
    await mkdir(questions);
    await cp(fixtures, questions, { recursive: true });
    await writeFile(join(questions, 'deep-learning/loss.vl.json'), '{"mark": "line", "width": 1e9}');
    const folder = join(questions, 'pictures');
    const { problems, made } = await buildPictures(await questionsOf(questions), { folder, tidy: true });
    expect(problems).toEqual([{ id: 'DL0101', message: expect.stringMatching(/^`loss.vl.json`: /) }]);
    expect(made).toBeGreaterThan(0);
  });

  it('are made at run time where the list of forms is spoilt', async () => {
    const { folder } = await built();
    await writeFile(join(folder, 'forms.json'), (await readFile(join(folder, 'forms.json'))).subarray(0, 40));
    const block: Block = { type: 'math', tex: 'a + b', alt: undefined };
    const [set] = await setAll(join(folder, '..', 'cache'), [folder], [block]);
    expect(set).toMatchObject({ type: 'picture', plain: 'a + b', picture: { alt: 'a plus b' } });
  });
});
