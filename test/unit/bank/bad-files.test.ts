import { describe, expect, test } from 'vitest';
import { loadBank } from '../../../src/bank/load-bank.ts';
import { example, examplePath, figurePath, figureText, folderWith, questionText } from './folders.ts';

type Row = [title: string, from: string | RegExp, to: string, line: number, message: RegExp];

const frontMatter: Row[] = [
  [
    'a missing key',
    'title: Every Kind of Block\n',
    '',
    1,
    /^`title` is missing, such as `title: Residual Connection`$/,
  ],
  ['an unknown key', 'difficulty: easy', 'difficulty: easy\nauthor: me', 6, /^`author` is not a key/],
  [
    'a wrong choice of words',
    'difficulty: easy',
    'difficulty: simple',
    5,
    /^`difficulty` is wrong: .*"easy"/,
  ],
  [
    'a bad tag',
    'tags: [example, markdown]',
    'tags:\n  - example\n  - Two Words',
    8,
    /^`tags\[1\]` must be lower/,
  ],
  ['a bad date', 'since: 2026-11-23', 'since: 2026-13-01', 7, /^`since` is wrong/],
  [
    'a nested key missing',
    '    venue: A Venue\n',
    '',
    10,
    /^`references\[0\].venue` is missing, such as `venue: Springer`$/,
  ],
  [
    'an unknown nested key',
    '    year: 2020',
    '    year: 2020\n    pages: 3',
    14,
    /^`references\[0\].pages` is not a key/,
  ],
  [
    'an address without https',
    'https://example.org/work',
    'http://example.org/work',
    14,
    /^`references\[0\].url`/,
  ],
  ['broken YAML', 'tags: [example, markdown]', 'tags: [example', 7, /^This is not valid YAML/],
  [
    'a key given twice',
    'difficulty: easy',
    'difficulty: easy\ndifficulty: hard',
    6,
    /^This is not valid YAML: .*unique/,
  ],
  ['an alias', /tags: .*\n(since: .*\n)related: .*/, 'tags: &a [example]\n$1related: *a', 1, /^A YAML alias/],
  ['front matter that is a list', /---\n[\s\S]*?---/, '---\n- DL0101\n---', 1, /must hold keys and values/],
  ['no front matter', /---\n[\s\S]*?---\n\n/, '', 1, /^The file begins with front matter/],
  ['a bad id', 'id: DL0101', 'id: DL101', 2, /^`id` must be a topic code and four digits/],
  [
    'an id that its file does not have',
    'id: DL0101',
    'id: DL0102',
    2,
    /^The id is DL0102 here and DL0101 in/,
  ],
  ['a topic that the id does not have', 'topic: DL', 'topic: ML', 4, /is of the topic DL, and not ML/],
  [
    'an unknown related question',
    'related: [ML0101]',
    'related:\n  - DL0100\n  - DL9999',
    10,
    /There is no question DL9999/,
  ],
  [
    'a question related to itself',
    'related: [ML0101]',
    'related: [DL0101]',
    8,
    /DL0101 is related to itself/,
  ],
];

const headings: Row[] = [
  [
    'an unknown heading',
    '## Hint',
    '## Tip',
    22,
    /^There is no part `## Tip`: the parts are `Hint`, `Choices`/,
  ],
  [
    'a missing heading',
    /## Hint[\s\S]*(?=## Choices)/,
    '',
    66,
    /^`## Hint` is missing: write a step towards/,
  ],
  ['a heading given twice', '## Answer', '## Hint\n\nAgain\n\n## Answer', 48, /^`## Hint` is here twice/],
  [
    'headings out of order',
    /(## Hint[\s\S]*)(?=## Choices)([\s\S]*)(?=## Key)/,
    '$2$1',
    37,
    /^`## Hint` comes before `## Choices`: the order is `Hint`, `Choices`/,
  ],
  ['an empty part', '\nDeeper.\n', '', 69, /^`## More` has nothing under it: .*leave the heading out$/],
  [
    'a title in the text',
    'A prompt over',
    '# Block\n\nA prompt over',
    17,
    /^The title stands in the front matter/,
  ],
  ['a deeper heading', 'Deeper.', '### More\n\nDeeper.', 71, /^Headings are `##` only/],
  ['a heading in a quote', '> A quote', '> ## A quote', 20, /^A heading cannot stand inside/],
  ['no prompt', /A prompt[\s\S]*A quote\n/, '', 15, /^The prompt is missing/],
  [
    'too long a prompt',
    'A prompt over',
    `A ${'very '.repeat(120)}long prompt`,
    17,
    /at most 600 characters, and this one 6\d\d: ask one thing/,
  ],
];

const choices: Row[] = [
  [
    'three choices',
    /- \[ \] Wrong too[\s\S]*?code`\n/,
    '',
    29,
    /^There are four choices, and not 3: one `- \[x\] right`/,
  ],
  ['no right choice', '- [x] Right', '- [ ] Right', 29, /^No choice is right/],
  ['two right choices', '- [ ] Wrong too', '- [x] Wrong too', 35, /^Only one choice is right/],
  ['a choice without a box', '- [ ] Wrong too', '- Wrong too', 35, /^A choice begins with its box/],
  ['a choice without a reason', '\n  Fourth reason\n', '', 38, /^This choice has no reason/],
  ['a reason glued to its choice', 'Wrong as well\n\n', 'Wrong as well\n', 38, /^A choice is one line/],
  ['two reasons', '  Fourth reason', '  Fourth reason\n\n  and a fifth', 40, /^A reason is one paragraph/],
  ['a reason that is code', '  Fourth reason', '  ```\n  x\n  ```', 40, /^A reason is one paragraph/],
  ['a choice given twice', 'Wrong as well', 'wrong too', 38, /^This choice is here twice: write another/],
  [
    'too long a choice',
    'Wrong as well',
    'w'.repeat(121),
    38,
    /^A choice has at most 120 characters, and this one 121: leave/,
  ],
  ['a link in a choice', 'Wrong as well', '**[w](https://example.org)**', 38, /^A choice cannot hold a link/],
  [
    'choices that are no list',
    /- \[ \] Wrong with[\s\S]*(?=## Key)/,
    'None.\n\n',
    29,
    /^Choices are one list/,
  ],
  ['text after the choices', '## Key', 'And more.\n\n## Key', 42, /^Choices are one list/],
];

const keyPoints: Row[] = [
  [
    'two key points',
    '3. **Third.** And the last.\n',
    '',
    44,
    /^There are 3 to 5 key points, and not 2: `1. /,
  ],
  ['key points without numbers', /\d\. \*\*/g, '- **', 44, /^Key points are one numbered list/],
  [
    'a key point without a name',
    '**Second.** ',
    '',
    45,
    /^A key point is one paragraph that begins with its name in bold/,
  ],
  ['a name without its full stop', '**Third.**', '**Third**:', 46, /^The name of a key point is plain words/],
  ['a name with a formula', '**Third.**', '**The $n$.**', 46, /^The name of a key point is plain words/],
  [
    'a name alone',
    '**Third.** And the last.',
    '**Third.**',
    46,
    /^A key point says something after its name/,
  ],
];

const markdown: Row[] = [
  ['raw HTML in a line', '**bold**', '<b>bold</b>', 18, /^Raw HTML is not shown: use Markdown instead/],
  ['raw HTML of its own', 'Deeper.', '<div>Deeper</div>', 71, /^Raw HTML is not shown/],
  ['a footnote', 'Deeper.', 'Deeper.[^1]\n\n[^1]: A note', 71, /^Footnotes are not shown/],
  [
    'a link by reference',
    'Deeper.',
    '[Deeper][d]\n\n[d]: https://example.org',
    71,
    /^Write the address beside its text/,
  ],
  ['struck-out text', 'Deeper.', '~~Deeper.~~', 71, /^Struck-out text/],
  ['a rule across the page', 'Deeper.', 'Deeper.\n\n***\n\nEnd.', 73, /^A rule across the page/],
  ['a box outside the choices', 'Deeper.', '- [ ] Deeper.', 71, /^Boxes `\[ \]` belong under `## Choices`/],
  [
    'a link to nowhere',
    'Deeper.',
    '[Deeper](javascript:alert)',
    71,
    /^The link `javascript:alert` leads nowhere/,
  ],
  ['a link to a file', 'Deeper.', '[Deeper](DL0001.md)', 71, /^The link `DL0001.md` leads nowhere/],
  [
    'display math inside a line',
    'Deeper.',
    'So $$$$x = 1$$$$ holds.',
    71,
    /^Put each `\$\$` of a display formula on a line/,
  ],
  [
    'text beside the opening $$',
    '$$\ny =',
    '$$$$ x\ny =',
    50,
    /^Put each `\$\$` of a display formula on a line/,
  ],
  ['a display formula without an end', '+ x\n$$\n', '+ x\n', 50, /^This display formula has no end/],
];

const figures: Row[] = [
  ['too long an alt text', '[A line', `[A ${'very '.repeat(220)}line`, 54, /^The alt text .* most 1000 /],
  ['a figure that is not there', '(loss.', '(gain.', 54, /^The figure `gain.vl.json` is not there/],
  [
    'a figure from the net',
    '(loss.vl.json',
    '(https://example.org/a.png',
    54,
    /^A figure cannot come from the net/,
  ],
  [
    'a figure without alt text',
    '[A line that falls]',
    '[]',
    54,
    /^Say in the alt text what the figure shows/,
  ],
  [
    'a figure of another kind',
    '(loss.vl.json',
    '(loss.svg',
    54,
    /^A figure is a `.png` or a Vega-Lite `.vl.json`/,
  ],
  ['a figure in another folder', '(loss.', '(../other/loss.', 54, /lies outside the question's folder/],
  ['a figure among words', '![A line', 'See ![A line', 54, /^A figure stands alone/],
];

const tables = { frontMatter, headings, choices, keyPoints, markdown, figures };

describe.each(Object.entries(tables))('a bad file is left out and named with its line: %s', (_name, rows) => {
  test.each(rows)('%s', async (_title, from, to, line, message) => {
    const bad = example.replace(from, to);
    expect(bad, 'the row changes the example').not.toBe(example);
    const folder = folderWith({
      [examplePath]: bad,
      [figurePath]: figureText,
      'other/loss.vl.json': figureText,
      'deep-learning/DL0100-good.md': questionText('DL0100', 'A good one'),
      'machine-learning/ML0101-good.md': questionText('ML0101', 'Another'),
    });
    const { bank, problems } = await loadBank([folder]);
    expect(problems.map(({ file }) => file.slice(folder.length + 1))).toContain(examplePath);
    expect(problems).toContainEqual(
      expect.objectContaining({ line, message: expect.stringMatching(message) }),
    );
    const lacking = problems.filter((one) => !/(:|\.|,|such as) .*`[^`]+`|`[^`]+`.*: /.test(one.message));
    expect(lacking, 'every message has an example of right').toEqual([]);
    expect(bank.all().map(({ id }) => id)).toEqual(['DL0100', 'ML0101']);
  });
});

test('the example that the rows change has no problem itself', async () => {
  const folder = folderWith({
    [examplePath]: example,
    [figurePath]: figureText,
    'machine-learning/ML0101-good.md': questionText('ML0101', 'Another'),
  });
  expect((await loadBank([folder])).problems).toEqual([]);
});
