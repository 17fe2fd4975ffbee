import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/cli.ts';
import { keptConsole } from '../support/doctor.ts';
import { folderWith, questionText } from '../unit/bank/folders.ts';

const path = 'vision/CV0001-it.md';
const good = questionText('CV0001', 'Item');
const words = (count: number) => 'A sentence of words. '.repeat(count);
const formula = '\n\n$$\nx\n$$\n';

async function check(files: Record<string, string>, ...options: string[]) {
  const folder = folderWith(files);
  const io = keptConsole({ VIVA_QUESTIONS: folder });
  const code = await runCli(['check', ...options], io);
  return { code, text: io.written().replaceAll(`${folder}/`, ''), folder };
}

describe('viva check', () => {
  test('says that nothing is wrong, or nothing at all', async () => {
    expect(await check({ [path]: good })).toMatchObject({
      code: 0,
      text: '1 question, and nothing wrong with it.\n',
    });
    expect(await check({ [path]: good }, '--quiet')).toMatchObject({ code: 0, text: '' });
  });

  test('names every mistake at once, counts them, and ends with 1', async () => {
    const bad = good
      .replace(
        'difficulty: easy',
        'difficulty: simple\nchecks:\n  - claim: Something\n    expression: 2 + 2\n    value: 5',
      )
      .replace('- [x]', '- [ ]')
      .replace('This.', '$\\foo$')
      .replace('Think.', '');
    const { code, text } = await check(
      { [path]: bad, 'vision/CV0002-more.md': questionText('CV0002', 'More') },
      '--quiet',
    );
    expect(code).toBe(1);
    for (const line of [
      /^vision\/CV0001-it.md:5 {2}`difficulty` is wrong.*such as `difficulty: medium`$/m,
      /^vision\/CV0001-it.md:8 {2}The check fails: `2 \+ 2` is 4, and not 5: write `value: 4`/m,
      /^vision\/CV0001-it.md:\d+ {2}`## Hint` has nothing under it: write/m,
      /^vision\/CV0001-it.md:\d+ {2}No choice is right: tick one, `- \[x\]`$/m,
      /^vision\/CV0001-it.md:\d+ {2}The formula `\\foo` cannot be set: Undefined control sequence \\foo. A good one: `/m,
      /^5 to mend; 1 question can be used.$/m,
    ]) {
      expect(text).toMatch(line);
    }
  });

  test('gives scripts the same as JSON', async () => {
    const { code, text } = await check({ [path]: good.replace('Think.', '') }, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject({
      questions: 0,
      problems: [{ file: path, message: expect.any(String) }],
    });
  });

  test('notes a key point that is said as nothing, which is no mistake', async () => {
    const said = `${good}\n## Said as\n\n1. something\n3. something\n`;
    expect(await check({ [path]: said })).toMatchObject({
      code: 0,
      text: expect.stringMatching(
        /^vision\/CV0001-it.md {2}Note: .* nothing for key point 2, “Two”: .*\n1 question, and nothing wrong with it.\n$/,
      ),
    });
    expect(await check({ [path]: said }, '--quiet')).toMatchObject({ code: 0, text: '' });
  });

  test('an empty folder is a mistake', async () => {
    const { code, text } = await check({});
    expect(code).toBe(1);
    expect(text).toContain(
      'There is no question in this folder: a question is a file in it, such as `deep-learning/',
    );
  });
});

describe('what could not be shown whole is named at author time', () => {
  test.each<[string, string, RegExp]>([
    [
      'an answer',
      good.replace('This.\n', `${words(500)}\n`),
      /:40 {2}There is too much for the answer: \d+ characters more than 2 messages on Discord.*Shorten `## Answer`/,
    ],
    [
      'an answer that Discord shows and Slack would cut',
      good.replace('This.\n', `${'&& '.repeat(1_150)}\n`),
      /There is too much for the answer: \d+ characters more than a message on Slack may hold \(12000/,
    ],
    [
      'a member part, where the answer fits',
      `${good}\n## More\n\n${words(500)}\n`,
      /:44 {2}There is too much for the answer with its member part: .*Shorten `## More`/,
    ],
    [
      'a prompt of formulas, which are not counted as words',
      good.replace('What is Item?', () => `What is Item?\n${formula.repeat(45)}`),
      /There is too much for the post: .*more than a message on Discord may hold.*Shorten the prompt/,
    ],
    [
      'a hint',
      good.replace('Think.', words(600)),
      /:1\d {2}There is too much for the hint: .*Shorten `## Hint`/,
    ],
    [
      'a reason',
      good.replace('Reason 0', words(600)),
      /There is too much for what follows an attempt: .*Shorten `## Choices`/,
    ],
    [
      'key points, once the round has closed',
      good.replaceAll('Something.', words(70)),
      /There is too much for the post once its round has closed: .*Shorten `## Key points`/,
    ],
  ])('%s', async (_title, text, message) => {
    expect(text).not.toBe(good);
    const { code, text: said } = await check({ [path]: text });
    expect(said).toMatch(message);
    expect(code).toBe(1);
  });

  test('what just fits is taken', async () => {
    const long = good.replace('This.\n', `${words(120)}\n`).replace('Think.', words(40));
    expect(await check({ [path]: `${long}\n## More\n\n${words(90)}\n` }, '--quiet')).toMatchObject({
      code: 0,
      text: '',
    });
  });
});

describe('viva check --report', () => {
  const two = { [path]: good, 'vision/CV0002-more.md': questionText('CV0002', 'More') };

  test('is 80 columns wide at most, and asks no targets of a team’s folder', async () => {
    const { code, text } = await check(two, '--report');
    expect(code).toBe(0);
    expect(text).toMatch(/^CV vision +2 +2 +· +·/m);
    expect(text).toMatch(/^– Questions +2 +120 or more$/m);
    expect(text).toContain('`viva check --report --targets` asks them of it.');
    expect(text.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
  });

  test('asks them with --targets, and ends with 1 where one is missed', async () => {
    const { code, text } = await check(two, '--report', '--targets');
    expect(code).toBe(1);
    expect(text).toMatch(/^✗ Questions +2 +120 or more$/m);
    expect(text).toMatch(/\d+ targets are missed: see ✗\.$/m);
  });

  test('names misspellings with their lines, but none in math, code, and names of works', async () => {
    const text = good.replace(
      'Think.',
      'Thinkk of the colour.\n\n`codde` and $\\alphaa$.\n\n```\nblokc\n```',
    );
    const references =
      'references:\n  - author: X. Glorotte\n    title: Wrods\n    venue: NeurIPPS\n    year: 2020\n';
    const named = text.replace('difficulty: easy\n', `difficulty: easy\n${references}`);
    const { text: report } = await check(
      { [path]: named.replace('$\\alphaa$', '$\\alpha$') },
      '--report',
      '--json',
    );
    const { measures } = JSON.parse(report) as { measures: { key: string; listed: string[] }[] };
    expect(measures.find(({ key }) => key === 'spelling')?.listed).toEqual([`${path}: Thinkk (18)`]);
  });

  test('knows British English', async () => {
    const text = good.replace('Think.', 'The optimiser and the colour, not the color or the behavior.');
    const { text: report } = await check({ [path]: text }, '--report', '--json');
    const { measures } = JSON.parse(report) as { measures: { key: string; listed: string[] }[] };
    expect(measures.find(({ key }) => key === 'spelling')?.listed).toEqual([
      `${path}: color (13), behavior (13)`,
    ]);
  });

  test('gives scripts every figure', async () => {
    const { text, folder } = await check(two, '--report', '--json');
    const { questions, asked, report } = JSON.parse(text);
    expect({ questions, asked }).toEqual({ questions: 2, asked: false });
    expect(report).toMatchObject({ questions: 2, having: { math: 0, figure: 0, checks: 0, more: 0 } });
    expect(JSON.stringify(report)).not.toContain(join(folder, path));
  });
});
