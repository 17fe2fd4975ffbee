import { describe, expect, it } from 'vitest';
import { encodeAction } from '../../../src/core/action.ts';
import type { CardAction, SetCard } from '../../../src/core/card.ts';
import { formFor } from '../../../src/core/form.ts';
import type { SetBlock, SetInline } from '../../../src/core/rich-text.ts';
import { boltLogger, redact } from '../../../src/platforms/slack/bolt-log.ts';
import { formValues, mentionsAsIds } from '../../../src/platforms/slack/decode.ts';
import { inlineText } from '../../../src/platforms/slack/markup.ts';
import { renderMessage } from '../../../src/platforms/slack/render.ts';
import { renderForm } from '../../../src/platforms/slack/render-form.ts';
import { blockProblems, blockText } from '../../servers/slack/blocks.ts';
import { SlackState } from '../../servers/slack/state.ts';
import { card, logInto, picture, text } from './stage.ts';

const state = new SlackState(() => 0, []);
state.files.set('F1', { name: 'x.png', size: 1, uploaded: true, complete: true, polls: 2 });

/** The lines a person reads; the message is held against Slack's limits first. */
function shown(
  given: SetCard,
  where: 'channel' | 'private' = 'channel',
  pictures = new Map<string, string>(),
): string {
  const { blocks } = renderMessage(given, pictures, where);
  const plain = JSON.parse(JSON.stringify(blocks));
  expect(blockProblems(plain, 'message', where, state)).toEqual([]);
  expect(JSON.stringify(blocks).length).toBeLessThan(13_200);
  return blockText(plain).join('\n');
}

const say = (value: string): SetInline => ({ type: 'text', value });
const button = (label: string, id: string, disabled = false): CardAction => ({
  label,
  id,
  style: 'secondary',
  disabled,
});

describe('markup', () => {
  it.each<[string, SetInline[], string]>([
    ['text', [say('a < b && c > d <!here>')], 'a &lt; b &amp;&amp; c &gt; d &lt;!here&gt;'],
    [
      'marks',
      [say('*a* x_i 2*3 a * b [a](https://x.org) ~')],
      '\u200b*a* x_i 2*3 a * b [a]\u200b(https://x.org) ~',
    ],
    ['code', [{ type: 'code', value: 'x`<y>`' }], '`xˋ&lt;y&gt;ˋ`'],
    [
      'strong and emphasis',
      [{ type: 'strong', children: [say('a '), { type: 'emphasis', children: [say('b')] }] }],
      '*a _b_*',
    ],
    [
      'strong over lines',
      [{ type: 'strong', children: [say(' a '), { type: 'break' }, say('b')] }],
      ' *a* \n*b*',
    ],
    [
      'a link',
      [{ type: 'link', url: 'https://x.org/?a=1&b=2', children: [say('p|q')] }],
      '<https://x.org/?a=1&amp;b=2|p¦q>',
    ],
    [
      'a link that is none',
      [{ type: 'link', url: 'javascript:alert(1)', children: [say('click')] }],
      'click',
    ],
    ['a link that ends early', [{ type: 'link', url: 'https://x.org/>', children: [say('click')] }], 'click'],
    ['a channel', [{ type: 'channel', id: 'C1' }], '<#C1>'],
    ['a channel that is none', [{ type: 'channel', id: 'C1|<!here>' }], 'C1|&lt;!here&gt;'],
    [
      'a full time',
      [{ type: 'time', at: 1_700_000_000_500, style: 'full' }],
      '<!date^1700000000^{date_short_pretty} at {time}|2023-11-14 22:13 UTC>',
    ],
    ['a date', [{ type: 'time', at: 0, style: 'date' }], '<!date^0^{date_short_pretty}|1970-01-01>'],
  ])('writes %s', (_, children, expected) => {
    expect(inlineText(children, 'channel')).toBe(expected);
  });

  it('mentions people where nobody is pinged alone', () => {
    const ada: SetInline[] = [{ type: 'member', id: 'U0ADA' }];
    expect([inlineText(ada, 'private'), inlineText(ada, 'channel')]).toEqual(['<@U0ADA>', 'a member']);
    expect(inlineText([{ type: 'member', id: '<!here>' }], 'private')).toBe('a member');
  });

  it('sets lists, quotes, code and tables', () => {
    const body: SetBlock[] = [
      text('Before.'),
      {
        type: 'list',
        ordered: true,
        start: 3,
        items: [
          [text('three')],
          [text('four'), { type: 'list', ordered: false, start: 1, items: [[text('inner')]] }],
        ],
      },
      { type: 'quote', children: [text('said\nso')] },
      { type: 'code', language: 'python', value: 'if a < b:\n  pass```' },
      {
        type: 'table',
        header: [[say('k')], [say('long name')]],
        rows: [[[say('1')], [{ type: 'code', value: 'a<b' }]]],
      },
    ];
    expect(shown(card('Title', body))).toBe(
      [
        'Title',
        'Before.\n\n3. three\n4. four\n    • inner\n\n> said\n> so\n\n```\nif a &lt; b:\n  passˋˋˋ\n```\n\n```',
        'k  long name',
        '────────────',
        '1  a&lt;b',
        '```',
      ].join('\n'),
    );
  });
});

describe('a message', () => {
  it('has title, context, text, buttons and footer, in this order', () => {
    const { text: summary, blocks } = renderMessage(
      card('Round <1>', [text('Which?')], {
        context: 'hard & long',
        footer: 'One attempt.',
        actions: [
          [
            { ...button('A', 'a'), style: 'success' },
            { ...button('No', 'b'), style: 'danger' },
            button('C', 'c'),
          ],
        ],
      }),
      new Map(),
      'channel',
    );
    expect(summary).toBe('Round &lt;1&gt;');
    expect(blocks.map((block) => block.type)).toEqual(['header', 'context', 'section', 'actions', 'context']);
    expect(JSON.stringify(blocks)).toContain('"text":"Round <1>"');
    expect(blocks[3]).toMatchObject({
      elements: [{ style: 'primary' }, { style: 'danger' }, { text: { text: 'C' } }],
    });
  });

  it('shows disabled buttons as text, since Slack has none', () => {
    const given = card('Preview', [], { actions: [[button('A', 'p/0', true), button('B', 'p/1', true)]] });
    expect(shown(given)).toContain('[A]  [B]');
    expect(JSON.stringify(renderMessage(given, new Map(), 'channel'))).not.toContain('action_id');
  });

  it('says at least its summary', () => {
    expect(shown(card('Only this', [], { title: undefined }))).toBe('Only this');
  });

  it('cuts what is too long, keeps its buttons, and points to the question', () => {
    const long = 'word & word <tag> '.repeat(2_000);
    const actions = [[button('x'.repeat(90), encodeAction({ name: 'question-reveal', question: 'DL0003' }))]];
    const given = card(
      `DL0003 · ${'t'.repeat(200)}`,
      [text(long), { type: 'code', language: undefined, value: long }],
      { actions },
    );
    const lines = shown(given);
    expect(lines).toContain('`/viva show DL0003`');
    expect(JSON.stringify(renderMessage(given, new Map(), 'channel').blocks)).toContain('question-reveal');
    expect(renderMessage(given, new Map(), 'channel').text.length).toBeLessThan(3_001);
  });

  it.each([
    ['many paragraphs', Array.from({ length: 300 }, (_, index) => text(`Paragraph ${index}`))],
    ['one endless word', [text('w'.repeat(9_000))]],
    ['ampersands alone', [text('&'.repeat(4_000))]],
    [
      'links over the edge',
      [
        {
          type: 'paragraph' as const,
          children: Array.from(
            { length: 200 },
            (): SetInline => ({ type: 'link', url: 'https://example.org/page', children: [say('a label')] }),
          ),
        },
      ],
    ],
    ['code of one line', [{ type: 'code' as const, language: undefined, value: '<'.repeat(8_000) }]],
    ['code of many lines', [{ type: 'code' as const, language: undefined, value: 'line\n'.repeat(3_000) }]],
  ] as [string, SetBlock[]][])('stays within Slack’s limits: %s', (_, body) => {
    expect(shown(card('Long', body)).length).toBeGreaterThan(1_000);
  });

  it('loses nothing of what is split but fits', () => {
    const words = Array.from({ length: 900 }, (_, index) => `word${index}`);
    const lines = shown(card('Long', [text(words.join(' '))]));
    for (const word of words) expect(lines.split(/\s/)).toContain(word);
  });

  it('keeps within 50 blocks', async () => {
    const one = await picture('p', 'plain');
    const body = Array.from({ length: 60 }, () => one);
    const { blocks } = renderMessage(card('Pictures', body), new Map([['p', 'F1']]), 'channel');
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(blockText(JSON.parse(JSON.stringify(blocks))).join()).toContain('Cut here');
  });

  it('shows a picture with its caption, or its text', async () => {
    const one = { ...(await picture('p', 'E = mc²')), caption: 'Energy & mass' };
    const { blocks } = renderMessage(card('T', [one]), new Map([['p', 'F1']]), 'channel');
    expect(blocks[1]).toMatchObject({ type: 'image', slack_file: { id: 'F1' }, alt_text: 'Picture p' });
    expect(shown(card('T', [one]))).toContain('```\nE = mc²\n```');
    expect(shown(card('T', [one]))).toContain('_Energy &amp; mass_');
  });

  it('keeps confidential sections from channels, and their pictures from everybody', async () => {
    const one = await picture('p', 'secret formula');
    const given = card('T', [], { sections: [{ heading: 'Members', body: [one], confidential: true }] });
    const known = new Map([['p', 'F1']]);
    expect(JSON.stringify(renderMessage(given, known, 'channel'))).not.toMatch(/secret|Members|F1/);
    const alone = JSON.stringify(renderMessage(given, known, 'private'));
    expect(alone).toContain('secret formula');
    expect(alone).not.toContain('F1');
  });
});

describe('a form', () => {
  it('is a modal within Slack’s limits', () => {
    const view = renderForm(formFor('me'), 'where');
    expect(blockProblems(JSON.parse(JSON.stringify(view.blocks)), 'modal', 'private', state)).toEqual([]);
    expect(view).toMatchObject({
      type: 'modal',
      callback_id: encodeAction({ name: 'submit-form', form: 'me' }),
      private_metadata: 'where',
      title: { text: 'About me' },
      blocks: formFor('me').fields.map(({ name }) => ({ block_id: name, optional: true })),
    });
  });
});

describe('a form with a choice', () => {
  it('has a select of Slack’s, within its limits', () => {
    const view = renderForm(formFor('flag', 'DL0001'));
    expect(blockProblems(JSON.parse(JSON.stringify(view.blocks)), 'modal', 'private', state)).toEqual([]);
    expect(view.blocks[0]).toMatchObject({
      block_id: 'reason',
      optional: false,
      element: { type: 'static_select', options: { length: 5 } },
    });
  });

  it('gives the value of what was chosen, and nothing where nothing was', () => {
    const chosen = { selected_option: { value: 'typo' } };
    expect(formValues({ reason: { value: chosen }, text: { value: { value: null } } })).toEqual({
      reason: 'typo',
      text: '',
    });
    expect(formValues({ reason: { value: { selected_option: null } } })).toEqual({ reason: '' });
  });
});

describe('edges', () => {
  it('takes mentions as ids', () => {
    expect(
      mentionsAsIds('settings log-channel=<#C1|ops> managers=<#C2> member-access=<!subteam^S1|@crew>'),
    ).toBe('settings log-channel=C1 managers=channel:C2 member-access=usergroup:S1');
  });

  it('keeps tokens and addresses with secrets out of the log', () => {
    const lines: string[] = [];
    const logger = boltLogger(logInto(lines));
    logger.warn('failed', new Error('Bearer xoxb-12-ab-CD'), 'wss://wss.slack.com/link/?ticket=abc');
    logger.error('xapp-1-A-2-f00 and https://hooks.slack.com/commands/T1/2/secret');
    logger.debug('what people wrote');
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toMatch(/12-ab|ticket|f00|secret|people/);
    expect(redact('xoxe.xoxp-1-Mi0y')).toBe('[token]');
  });
});

it('a label that is too long is cut between characters, never within one', () => {
  const { blocks } = renderMessage(
    card('Round 12', [], { actions: [[button(`${'x'.repeat(73)}😀😀`, 'a')]] }),
    new Map(),
    'private',
  );
  expect(JSON.stringify(blocks)).toContain(`${'x'.repeat(73)}…`);
});
