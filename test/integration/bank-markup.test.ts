import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadBank } from '../../src/bank/load-bank.ts';
import { cardsOf } from '../../src/cli/shown/cards.ts';
import { createMeasuringTypesetter } from '../../src/render/typesetter.ts';
import { onDiscord, onSlack } from '../support/held-against.ts';
import { folderWith } from '../unit/bank/folders.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const { typeset } = createMeasuringTypesetter(silent);

/** A question with the same text in every place that takes text. */
function questionWith(text: string, block: string): string {
  const choices = ['x', ' ', ' ', ' '].map((box, index) => `- [${box}] ${index} ${text}\n\n  ${text}\n`);
  const points = ['One', 'Two', 'Three'].map((name, index) => `${index + 1}. **${name}.** ${text}`);
  const title = JSON.stringify(text.replace(/\\(?=[\\`*_{}[\]<>()#+.!|~-])/g, '').slice(0, 70));
  return [
    `---\nid: CV0001\ntitle: ${title}\ntopic: CV\ndifficulty: easy\nsince: 2026-11-23`,
    `references:\n  - author: ${title}\n    title: ${title}\n    venue: ${title}\n    year: 2020\n---\n`,
    `${text}\n\n${block}\n`,
    `## Hint\n\n${text}\n\n${block}\n`,
    `## Choices\n\n${choices.join('\n')}`,
    `## Key points\n\n${points.join('\n')}\n`,
    `## Answer\n\n${text}\n\n> ${text}\n\n- ${text}\n\n| ${text.replaceAll('|', '\\|')} |\n| --- |\n| x |\n\n${block}\n`,
    `## More\n\n${text}\n\n${block}\n`,
  ].join('\n');
}

async function shownOf(text: string, block = 'Nothing.') {
  const name = join('vision', 'CV0001-it.md');
  const { bank, problems } = await loadBank([folderWith({ [name]: questionWith(text, block) })]);
  expect(problems.filter(({ message }) => !message.startsWith('Name the file'))).toEqual([]);
  const question = bank.get('CV0001');
  if (question === undefined) throw new Error('the question was not taken');
  const discord: string[] = [];
  const slack: string[] = [];
  for (const { card, where } of cardsOf(question)) {
    const set = await typeset(card);
    const [there, here] = [onDiscord(set, where), onSlack(set, where)];
    expect(there.problems).toEqual([]);
    expect(here.problems).toEqual([]);
    discord.push(...there.texts);
    slack.push(...here.texts);
  }
  return { discord: discord.join('\n'), slack: slack.join('\n') };
}

/** Text outside code, where markup means something. */
const outsideCode = (text: string) => text.replace(/```[\s\S]*?```|``.+?``|`[^`\n]*`/g, '');

/** The closing time of a post is Viva's own. */
const withoutClosing = (slack: string) => slack.replaceAll(/<!date\^18[^>]*>/g, '');

describe('text of a question can mention nobody', () => {
  test.each([
    ['everyone on Discord', '@everyone and @here'],
    ['a person on Discord', '\\<@123456789012345678> \\<@!123456789012345678>'],
    ['a role on Discord', '\\<@&123456789012345678>'],
    ['a channel on Discord', '\\<#123456789012345678> \\<id:browse>'],
    [
      'a command, time or emoji on Discord',
      '\\</viva show:123456789012345678> \\<t:1795424460:R> \\<:x:123456789012345678>',
    ],
    ['everyone on Slack', '\\<!channel> \\<!here> \\<!everyone> @channel'],
    ['a person or group on Slack', '\\<@U0ADA> \\<!subteam^S1|@crew>'],
    ['a channel or time on Slack', '\\<#C1> \\<#C1|general> \\<!date^0^{date}|x>'],
    ['what is escaped already', '&lt;!channel&gt; &amp;lt;!here&amp;gt;'],
  ])('%s', async (_title, text) => {
    const { discord, slack } = await shownOf(text);
    expect(outsideCode(discord)).not.toMatch(/(?<!\\)<(?:@|#|id:|\/|t:1795424460:R|:)/);
    expect(outsideCode(discord)).not.toMatch(/@(?:everyone|here)/);
    expect(withoutClosing(slack)).not.toMatch(/<[!@#]/);
  });

  test('nor in code or a code block', async () => {
    const { discord, slack } = await shownOf(
      '`@everyone <@1> <!channel>`',
      '```\n@everyone <@1> <!channel>\n```',
    );
    // Discord parses no mention within code, and Viva switches all of them off besides.
    expect(outsideCode(discord)).not.toMatch(/@everyone|<@/);
    expect(withoutClosing(slack)).not.toMatch(/<[!@#]/);
  });

  test('nor in a link', async () => {
    const block = '[@everyone \\<!channel>](https://example.org/?a=@everyone&b=|&lt;!here>)';
    const { discord, slack } = await shownOf('Text.', block);
    expect(discord).toContain(
      '[@\u200beveryone \\<!channel\\>](<https://example.org/?a=@everyone&b=|%3C!here%3E>)',
    );
    expect(withoutClosing(slack)).not.toMatch(/<[!@#]/);
  });
});

describe('text of a question stays in its place', () => {
  test.each([
    ['marks', '\\*a\\* \\_b\\_ \\~c\\~', '\\*a\\* \\_b\\_ \\~c\\~', '\u200b*a* \u200b_b_ \u200b~c~'],
    ['marks that never close', '\\*\\*a \\|\\|b', '\\*\\*a \\|\\|b', '\u200b*\u200b*a ||b'],
    ['backticks', '\\`a\\` \\`\\`\\`b', '\\`a\\` \\`\\`\\`b', 'ˋaˋ ˋˋˋb'],
    ['a link in brackets', '\\[a](x)', '\\[a\\](x)', '[a](x)'],
    ['an emoji on Slack', 'in :100: ways', 'in :100: ways', 'in :\u200b100: ways'],
  ])('%s', async (_title, text, discord, slack) => {
    const shown = await shownOf(text);
    expect(shown.discord.split('\n')).toContain(`**A.** 0 ${discord}`);
    expect(shown.slack.split('\n')).toContain(`*A.* 0 ${slack}`);
  });

  test.each([
    ['a quote', '\\> a', '\\> a', '\u200b&gt; a'],
    ['a heading', '\\# a', '\\# a', '# a'],
    ['small text', '\\-# a', '\\-# a', '-# a'],
    ['a list', '\\- a', '\\- a', '- a'],
    ['a numbered list', '1\\. a', '1\\. a', '1. a'],
  ])('what would make %s at the start of a line is text', async (_title, text, discord, slack) => {
    const shown = await shownOf(text, `Next:\\\n${text}`);
    for (const [lines, expected] of [
      [outsideCode(shown.discord).split('\n'), discord],
      [outsideCode(shown.slack).split('\n'), slack],
    ] as const) {
      expect(lines.filter((line) => line === expected).length).toBeGreaterThan(4);
    }
    expect(outsideCode(shown.discord).split('\n')).not.toContain(text.replace('\\', ''));
    expect(outsideCode(shown.slack)).not.toMatch(/^&gt;/m);
  });

  test.each([
    ['a fence in a code block', '````\na\n```\n@everyone **b** <!channel>\n````'],
    ['a longer fence', '`````\na\n````\n<!here>\n`````'],
  ])('%s does not end it', async (_title, block) => {
    const { discord, slack } = await shownOf('Text.', block);
    // An even number of fences: what opens is closed, and nothing within closes it early.
    for (const text of [discord, slack]) expect((text.match(/```/g) ?? []).length % 2).toBe(0);
    expect(withoutClosing(slack)).not.toContain('<!');
  });

  test('a formula cannot smuggle markup in', async () => {
    const { discord, slack } = await shownOf('$\\text{@everyone <!channel> **b** `c`}$');
    expect(outsideCode(discord)).not.toMatch(/@everyone|(?<!\\)<!|\*\*b/);
    expect(withoutClosing(slack)).not.toContain('<!');
  });

  test('nor can what a picture is called', async () => {
    const { discord, slack } = await shownOf('Text.', '$$\n\\text{@everyone <!channel> ``` x}\n$$');
    expect(outsideCode(discord)).not.toMatch(/@everyone/);
    expect(withoutClosing(slack)).not.toContain('<!');
    expect((slack.match(/```/g) ?? []).length % 2).toBe(0);
  });
});
