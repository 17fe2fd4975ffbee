import { describe, expect, test } from 'vitest';
import { loadBank } from '../../../src/bank/load-bank.ts';
import { alikeFrom, alikePairs } from '../../../src/bank/report/alike.ts';
import { choiceReport } from '../../../src/bank/report/choices.ts';
import { looseNumbers } from '../../../src/bank/report/numbers.ts';
import { lengthOf, wordCount } from '../../../src/bank/report/read.ts';
import { reportOn } from '../../../src/bank/report/report.ts';
import type { Written } from '../../../src/bank/written.ts';
import { measuresOf } from '../../../src/cli/report/targets.ts';
import { folderWith, questionText } from './folders.ts';

const asTex = (tex: string) => tex;

/** Questions as they are read from files; `change` makes each what the test needs. */
async function written(...texts: string[]): Promise<Written[]> {
  const files = texts.map((text, index): [string, string] => {
    const id = /^id: (\S+)/m.exec(text)?.[1] ?? '';
    return [`${id.startsWith('OP') ? 'optimisation' : 'vision'}/${id}-q${index}.md`, text];
  });
  const found: Written[] = [];
  const { problems } = await loadBank([folderWith(Object.fromEntries(files))], {
    checkWhole: async (one) => {
      found.push(one);
      return [];
    },
  });
  expect(problems.filter(({ message }) => !message.startsWith('There is no question'))).toEqual([]);
  return found;
}

/** The right choice first. */
function withChoices(id: string, ...choices: string[]): string {
  return choices.reduce(
    (text, choice, index) => text.replace(`] Choice ${index}\n`, () => `] ${choice}\n`),
    questionText(id, 'A question'),
  );
}

async function choicesOf(...choices: string[]) {
  return choiceReport(await written(withChoices('CV0001', ...choices)), asTex);
}

describe('the right choice is counted', () => {
  test.each([
    ['as the longest', ['four', 'a', 'bb', 'ccc'], { longest: ['CV0001'], shortest: [], between: [] }],
    ['as the shortest', ['a', 'bb', 'cc', 'dd'], { longest: [], shortest: ['CV0001'], between: [] }],
    ['as between', ['bb', 'a', 'ccc', 'dd'], { longest: [], shortest: [], between: ['CV0001'] }],
    [
      'as neither where one is as long',
      ['ddd', 'a', 'bb', 'ccc'],
      { longest: [], shortest: [], between: [] },
    ],
    ['as neither where one is as short', ['a', 'b', 'ccc', 'dd'], { longest: [], shortest: [], between: [] }],
    ['by what is shown, and not what is typed', ['**a**', 'bb', 'cc', 'dd'], { shortest: ['CV0001'] }],
  ])('%s', async (_title, choices, expected) => {
    expect(await choicesOf(...choices)).toMatchObject(expected);
  });

  test('with its formulas as they are shown', async () => {
    const all = await written(withChoices('CV0001', '$\\sigma$', 'bb', 'cc', 'dd'));
    expect(choiceReport(all, () => 'σ').shortest).toEqual(['CV0001']);
    expect(choiceReport(all, asTex).longest).toEqual(['CV0001']);
  });
});

describe('choices give nothing away', () => {
  const long = 'a choice of more than twenty-four letters';
  test.each([
    ['a choice more than twice as long as another is named', [long, 'short it is', 'so so so so', long], 1],
    ['but not where all are read at a glance', ['8', '1,024', '64', '512'], 0],
    ['nor where they are about equally long', [`${long} b`, `${long} a`, long, `${long} cc`], 0],
  ])('%s', async (_title, choices, count) => {
    const texts = choices.map((choice, index) => (index === 3 && choice === long ? `${choice}!` : choice));
    expect((await choicesOf(...texts)).uneven).toHaveLength(count);
  });

  test.each<[string, string[], { right: number; wrong: number; telling: string[] }]>([
    [
      'in wrong ones alone',
      ['it is', 'always', 'it never is', 'so'],
      { right: 0, wrong: 2 / 3, telling: ['CV0001'] },
    ],
    ['in the right one alone', ['it always is', 'a', 'b', 'c'], { right: 1, wrong: 0, telling: ['CV0001'] }],
    ['in one wrong one', ['it is', 'always', 'b', 'c'], { right: 0, wrong: 1 / 3, telling: [] }],
    ['in both', ['only it', 'never', 'all of it', 'c'], { right: 1, wrong: 2 / 3, telling: [] }],
    [
      'not within another word',
      ['it is', 'allowed', 'commonly', 'nonetheless'],
      { right: 0, wrong: 0, telling: [] },
    ],
  ])('absolutes are found %s', async (_title, choices, expected) => {
    expect((await choicesOf(...choices)).absolutes).toEqual(expected);
  });

  test('hedges are found, and “all of the above”', async () => {
    const report = await choicesOf('it usually is', 'it is', 'so', 'All of the above');
    expect(report.hedges).toEqual({ right: 1, wrong: 0, telling: ['CV0001'] });
    expect(report.above).toEqual(['CV0001']);
  });
});

describe('numbers without a check', () => {
  const checked =
    'checks:\n  - claim: comes to 4,096 in all\n    expression: 64 * 128 / 2\n    value: 4096\n';
  const numbersOf = async (answer: string, front = '', prompt = 'What is A question?') => {
    const text = questionText('CV0001', 'A question', front).replace('What is A question?', prompt);
    const [one] = await written(text.replace('This.\n', () => `${answer}\n`));
    return one === undefined ? [] : looseNumbers(one).map(({ number }) => number);
  };

  test.each([
    ['three digits and more', 'It has 512 units and 12 heads.', ['512']],
    ['decimals', 'It falls to 0.31 of 5.0 and to 0.5.', ['0.31']],
    ['shares', 'That is 12 % of it, or 50 %.', ['12 %']],
    ['units', 'It takes 16 GB and 3 ms.', ['16 GB', '3 ms']],
    ['as TeX writes them', '$$\nn = 589{,}824\n$$', ['589{,}824']],
    ['once each', 'First 512, then 512 again.', ['512']],
    ['but no years', 'As was shown in 2017 and 1998.', []],
    ['nor indices, names and addresses', 'See ResNet152, x_123 and [it](https://example.org/12345).', []],
  ])('are those with %s', async (_title, answer, expected) => {
    expect(await numbersOf(answer)).toEqual(expected);
  });

  test('are none that stand in a claim, an expression or a value', async () => {
    expect(await numbersOf('It comes to 4,096 in all: 4096 of 128, not 4,097.', checked)).toEqual(['4,097']);
  });

  test('are none that the prompt gives', async () => {
    expect(await numbersOf('Of 1,000 so many: 300.', '', 'You have 1000. What is A question?')).toEqual([
      '300',
    ]);
  });
});

describe('near-duplicates', () => {
  const about = (id: string, title: string, prompt: string) =>
    questionText(id, title).replace(`What is ${title}?`, prompt);
  const others = Array.from({ length: 20 }, (_, index) =>
    about(
      `OP${String(index + 1).padStart(4, '0')}`,
      `Subject ${index}`,
      `Thing ${index} of kind ${index * 7}?`,
    ),
  );

  test('are pairs that ask the same in other words', async () => {
    const pairs = alikePairs(
      await written(
        ...others,
        about('CV0001', 'Receptive Field', 'How large is the receptive field of three stacked convolutions?'),
        about(
          'CV0002',
          'Receptive Fields',
          'Three convolutions are stacked. How large is their receptive field?',
        ),
        about('CV0003', 'Pooling', 'What does a pooling layer do to the receptive field?'),
      ),
      asTex,
    );
    expect(pairs[0]).toMatchObject({ one: 'CV0001', other: 'CV0002' });
    expect(pairs[0]?.similarity).toBeGreaterThan(alikeFrom);
    expect(pairs.filter(({ similarity }) => similarity >= alikeFrom)).toHaveLength(1);
  });

  test('are all the more the same text twice', async () => {
    const same = 'How large is the receptive field?';
    const [pair] = alikePairs(
      await written(...others, about('CV0001', 'Field', same), about('CV0002', 'Field', same)),
      asTex,
    );
    expect(pair?.similarity).toBeCloseTo(1);
  });
});

test('words and letters are counted as people count them', () => {
  expect(wordCount('One two-three, four – 5 % (six)')).toBe(5);
  expect([lengthOf('σ²'), lengthOf('é'), lengthOf('e\u0301'), lengthOf('😀')]).toEqual([2, 1, 1, 1]);
});

describe('the report of a bank', () => {
  test('counts by topic and difficulty, and what questions have', async () => {
    const full = questionText('CV0001', 'A question', 'related: [OP0001, CV0009]\nreferences: []\n').replace(
      'This.\n',
      () => 'This.\n\n> $$\n> x\n> $$\n\n## More\n\nDeeper.\n',
    );
    const medium = questionText('OP0001', 'Another').replace('easy', 'medium');
    const report = reportOn(await written(full, medium), asTex);
    expect(report.difficulties).toEqual({ easy: 1, medium: 1, hard: 0 });
    expect(report.having).toEqual({ math: 1, figure: 0, checks: 0, more: 1, references: 0 });
    expect(report.topics.filter(({ questions }) => questions > 0).map(({ topic }) => topic)).toEqual([
      'CV',
      'OP',
    ]);
    expect(report.related).toEqual({
      dangling: [{ from: 'CV0001', to: 'CV0009' }],
      oneSided: [{ from: 'CV0001', to: 'OP0001' }],
    });
    expect(report.answers).toEqual([
      { id: 'CV0001', words: 2 },
      { id: 'OP0001', words: 1 },
    ]);
  });

  test('meets a target or misses it, and says what was not looked at', async () => {
    const report = reportOn(await written(withChoices('CV0001', 'four', 'a', 'bb', 'ccc')), asTex);
    const measures = measuresOf(report, { unknown: 'cspell is not installed here' });
    const metOf = (key: string) => measures.find((one) => one.key === key)?.met;
    expect({
      questions: metOf('questions'),
      longest: metOf('longest'),
      shortest: metOf('shortest'),
      words: metOf('answer-words'),
      alike: metOf('alike'),
      spelling: metOf('spelling'),
    }).toEqual({
      questions: false,
      longest: false,
      shortest: true,
      words: false,
      alike: true,
      spelling: undefined,
    });
    expect(measures.find(({ key }) => key === 'spelling')).toMatchObject({
      value: 'not checked',
      listed: ['cspell is not installed here'],
    });
  });

  test('is whole for no questions at all', () => {
    const measures = measuresOf(reportOn([], asTex), { misspellings: [] });
    expect(JSON.stringify(measures)).not.toContain('NaN');
  });
});
