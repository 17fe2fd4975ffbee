import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { draftsOfAnkiText } from '../../../src/bank/exchange/anki-text.ts';
import type { Draft } from '../../../src/bank/exchange/draft.ts';
import { copyFigures, figureNames } from '../../../src/bank/exchange/figures.ts';
import { markdownOf } from '../../../src/bank/exchange/html-to-markdown.ts';
import { draftsOfJson, jsonOf } from '../../../src/bank/exchange/json.ts';
import { draftsOfTable, tableOf } from '../../../src/bank/exchange/table.ts';
import { takeDrafts } from '../../../src/bank/exchange/take-drafts.ts';
import { type WrittenQuestion, writtenOf } from '../../../src/bank/exchange/written.ts';
import { type LoadedBank, loadBank } from '../../../src/bank/load-bank.ts';
import { fixtures, folderWith, questions as shipped } from './folders.ts';

const settings = {
  difficulty: 'medium',
  today: '2026-11-24',
  unfinished: false,
  dry: false,
  checkers: {},
} as const;

/** Every good question of a bank as written, with its figures' files copied into a folder. */
async function writtenIn({ bank, owners }: LoadedBank, figures: string): Promise<WrittenQuestion[]> {
  const all: WrittenQuestion[] = [];
  for (const { id } of bank.all()) {
    const file = owners.get(id) ?? '';
    const question = writtenOf(readFileSync(file, 'utf8'));
    if (question === undefined) throw new Error(`${id} cannot be read`);
    await copyFigures(figureNames(question), dirname(file), figures);
    all.push(question);
  }
  return all;
}

/** Without what the way of writing decides: the hash of the bytes, and the folder of the figures. */
function comparable(bank: LoadedBank, folder: string) {
  return bank.bank
    .all()
    .map((question) => JSON.parse(JSON.stringify({ ...question, version: '' }).replaceAll(`${folder}/`, '')));
}

describe.each([
  ['the fixtures', fixtures],
  ['the bank', shipped],
])('out and in again, %s are the same questions', (_name, folder) => {
  test.each<[string, (written: WrittenQuestion[]) => string, (text: string) => Draft[]]>([
    ['CSV', tableOf, draftsOfTable],
    ['JSON', jsonOf, draftsOfJson],
  ])(
    '%s',
    async (_format, write, read) => {
      const before = await loadBank([folder]);
      const [figures, target] = [folderWith({}), folderWith({})];
      const text = write(await writtenIn(before, figures));
      const fates = await takeDrafts(read(text), { ...settings, folder: target, figures, taken: new Map() });
      expect(fates.filter(({ problems }) => problems.length > 0)).toEqual([]);
      const after = await loadBank([target]);
      expect(after.problems).toEqual([]);
      expect(comparable(after, target)).toEqual(comparable(before, folder));
      expect(after.bank.size).toBe(before.bank.size);
      // The whole bank is parsed and proved twice, which takes seconds on a processor of one's own.
    },
    120_000,
  );
});

const columns =
  'id,title,topic,prompt,hint,choice_a,choice_b,choice_c,choice_d,right,reason_a,reason_b,reason_c,reason_d,key_points,answer';
const points = '"1. **A.** One.\n2. **B.** Two.\n3. **C.** Three."';
const good = `,Sum,ST,What is $1 + 1$?,Count.,One,Two,Three,Four,B,No,Yes,No,No,${points},Two.`;
const rowsOf = (...rows: string[]) => draftsOfTable(`${columns}\n${rows.join('\n')}\n`);

describe('a table', () => {
  test('gives the next free number of its topic to a row without an id, and today to one without a day', async () => {
    const folder = folderWith({});
    const taken = new Map([['ST0007', 'elsewhere.md']]);
    const fates = await takeDrafts(rowsOf(good, good.replace('Sum', 'More')), {
      ...settings,
      folder,
      figures: folder,
      taken,
    });
    expect(fates.map(({ file }) => file)).toEqual(['statistics/ST0008-sum.md', 'statistics/ST0009-more.md']);
    const { bank } = await loadBank([folder]);
    expect(bank.get('ST0008')).toMatchObject({ title: 'Sum', since: '2026-11-24', difficulty: 'medium' });
    expect(bank.get('ST0008')?.choices.findIndex(({ right }) => right)).toBe(1);
  });

  test.each([
    ['an unknown topic', good.replace('ST', 'XX'), /has the topic XX, and the topics are DL, ML/],
    ['no topic', good.replace(',ST,', ',,'), /has no topic: give one for all with `--topic ML`/],
    ['no right choice', good.replace(',B,', ',,'), /No choice is right/],
    ['a missing answer', good.replace(/,Two\.$/, ','), /`## Answer` is missing/],
    ['an id that is taken', `ST0001${good}`, /has the id ST0001, which elsewhere.md has already/],
    ['a bad id', `ST1${good}`, /`id` must be a topic code and four digits/],
  ])('leaves out a row with %s and says why; the others are taken', async (_title, row, words) => {
    const folder = folderWith({});
    const fates = await takeDrafts(rowsOf(row, good), {
      ...settings,
      folder,
      figures: folder,
      taken: new Map([['ST0001', 'elsewhere.md']]),
    });
    const problems = expect.arrayContaining([expect.stringMatching(words)]);
    expect(fates[0]).toMatchObject({ where: 'row 2', file: undefined, problems });
    expect(fates[1]?.problems).toEqual([]);
    expect(readdirSync(join(folder, 'statistics')).length).toBeGreaterThan(0);
  });

  test('never writes over a file, and leaves it out in a dry run', async () => {
    const file = 'statistics/ST0001-sum.md';
    const folder = folderWith({ [file]: 'mine' });
    const run = (dry: boolean) =>
      takeDrafts(rowsOf(good), { ...settings, dry, folder, figures: folder, taken: new Map() });
    expect(await run(true)).toEqual([{ where: 'row 2', file, problems: [] }]);
    expect(await run(false)).toEqual([
      { where: 'row 2', file: undefined, problems: [`would be ${file}, which is there already`] },
    ]);
    expect(readFileSync(join(folder, file), 'utf8')).toBe('mine');
  });

  test.each([
    [
      'a column that is not known',
      'id,titel\nx,y\n',
      /there is no column `titel`; the columns are id, title/,
    ],
    ['a quote without an end', 'id,title\n"x,y\n', /not CSV that can be read/],
    ['a row of other length', 'id,title\nx\n', /not CSV that can be read/],
  ])('with %s is refused whole', (_title, text, words) => {
    expect(() => draftsOfTable(text)).toThrow(words);
  });
});

describe('JSON', () => {
  test.each([
    ['what is none', 'x', /not JSON/],
    ['another program’s', '{"a": 1}', /no export of Viva: format/],
    [
      'a newer version’s',
      '{"format": "viva-questions", "version": 2, "questions": []}',
      /no export of Viva: version/,
    ],
  ])('that is %s is refused', (_title, text, words) => {
    expect(() => draftsOfJson(text)).toThrow(words);
  });
});

describe('Anki’s notes in plain text', () => {
  const header = '#separator:tab\n#html:true\n#tags column:3\n';

  test('become drafts: prompt, answer and tags, with their math', () => {
    const [draft] = draftsOfAnkiText(
      `${header}What is <b>ridge</b>, with \\(λ_1 > 0\\)?\t"Least squares plus a penalty:\n\\[\\|w\\|_2^2\\]<ul><li>small</li></ul>"\tML::Linear Hard_ones\n`,
      ['prompt', 'answer'],
    );
    expect(draft).toMatchObject({
      where: 'note 1',
      problems: [],
      matter: { title: 'What is ridge, with λ1 > 0', tags: ['ml-linear', 'hard-ones'] },
      prompt: 'What is **ridge**, with $λ_1 > 0$?',
    });
    expect(draft?.answer).toBe('Least squares plus a penalty:\n\n$$\n\\|w\\|_2^2\n$$\n\n- small');
  });

  test('are written as files to be finished where that is wanted, and named by the bank until they are', async () => {
    const folder = folderWith({});
    const drafts = draftsOfAnkiText(`${header}What is ridge?\tA penalty.\tx\n`, ['prompt', 'answer']);
    const common = { ...settings, folder, figures: folder, taken: new Map(), topic: 'ML' } as const;
    const [left] = await takeDrafts(drafts, common);
    expect(left).toMatchObject({ file: undefined });
    expect(left?.problems.join(' ')).toMatch(
      /`## Hint` is missing.*`## Choices` is missing.*`## Key points` is missing/,
    );
    const [fate] = await takeDrafts(drafts, { ...common, unfinished: true });
    expect(fate?.file).toBe('machine-learning/ML0001-what-is-ridge.md');
    const { bank, problems } = await loadBank([folder]);
    expect(bank.size).toBe(0);
    expect(problems.map(({ message }) => message).sort()).toEqual(fate?.problems.sort());
  });

  test.each([
    ['a cloze', 'The {{c1::kernel}} trick\t', /is a cloze/],
    ['a picture', 'See <img src="paste.jpg">\tx', /shows the picture paste.jpg/],
    ['a sound', '[sound:a.mp3]\tx', /plays a sound/],
  ])('with %s are not taken', (_title, note, words) => {
    expect(draftsOfAnkiText(`${header}${note}\n`, ['prompt', 'answer'])[0]?.problems).toEqual([
      expect.stringMatching(words),
    ]);
  });

  test('without HTML are text as it is, and may be separated otherwise', () => {
    const [draft] = draftsOfAnkiText('#separator:Semicolon\n#html:false\na < b * c;yes\n', [
      'prompt',
      'answer',
    ]);
    expect(draft).toMatchObject({ prompt: 'a < b \\* c', answer: 'yes' });
  });

  test.each([
    ['[$]x_1[/$] and [$$]y^2[/$$]', '$x_1$ and\n\n$$\ny^2\n$$'],
    ['<anki-mathjax block="true">a &lt; b</anki-mathjax>', '$$\na < b\n$$'],
    ['<div>one</div><div>two<br>three</div>', 'one\n\ntwo\\\nthree'],
    ['<script>alert(1)</script>safe &amp; sound', 'safe & sound'],
    ['<table><tr><th>a</th></tr><tr><td>1</td></tr></table>', '| a |\n| - |\n| 1 |'],
  ])('read %s', (html, markdown) => {
    expect(markdownOf(html)).toBe(markdown);
  });
});

test('figures that leave their folder are never copied', async () => {
  const folder = folderWith({ 'secret.png': 'x', 'here/a.png': 'x' });
  const names = figureNames({
    prompt: '![a](../secret.png) ![b](a.png) ![c](/etc/x.png)',
    hint: '',
    answer: '',
    more: '',
  } as never);
  expect(names).toEqual(['a.png']);
  const target = join(folder, 'there');
  mkdirSync(target);
  writeFileSync(join(target, 'b.png'), '');
  expect(await copyFigures(['a.png', 'no.png'], join(folder, 'here'), target)).toEqual(['a.png']);
  expect(existsSync(join(target, 'a.png'))).toBe(true);
});
