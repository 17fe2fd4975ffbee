import { ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SetCard } from '../../../src/core/card.ts';
import { formFor } from '../../../src/core/form.ts';
import type { SetBlock, SetInline } from '../../../src/core/rich-text.ts';
import { blockMarkup, escapeText, inlineMarkup } from '../../../src/platforms/discord/markup.ts';
import { partMarkup } from '../../../src/platforms/discord/pieces.ts';
import { commandsPayload } from '../../../src/platforms/discord/register.ts';
import { renderForm, renderMessage, renderPages } from '../../../src/platforms/discord/render.ts';
import { channelPermissions, serverPermissions } from '../../../src/platforms/discord/rights.ts';
import type { Json } from '../../servers/discord/state.ts';
import { againstSchema, messageProblems, walk } from '../../servers/discord/validate.ts';
import { runs } from '../../support/runs.ts';
import { card, paragraph, roundButtons } from './support.ts';

const text = (value: string): SetInline => ({ type: 'text', value });

describe('escaping', () => {
  it.each([
    [
      '**bold** _under_ ~~gone~~ ||spoiler||',
      '\\*\\*bold\\*\\* \\_under\\_ \\~\\~gone\\~\\~ \\|\\|spoiler\\|\\|',
    ],
    ['`code`', '\\`code\\`'],
    ['<@123> <#5> <t:1:R> <:x:1>', '\\<@123\\> \\<#5\\> \\<t:1:R\\> \\<:x:1\\>'],
    ['@everyone and @here', '@\u200beveryone and @\u200bhere'],
    ['[click](https://evil.test)', '\\[click\\](https\\://evil.test)'],
    ['https://evil.test', 'https\\://evil.test'],
    ['# heading', '\\# heading'],
    ['-# small', '\\-# small'],
    ['> quote', '\\> quote'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['one\n# two', 'one # two'],
    ['a\\*b', 'a\\\\\\*b'],
    ['x - y, 3.14 (pi)', 'x - y, 3.14 (pi)'],
  ])('%j', (given, expected) => {
    expect(escapeText(given)).toBe(expected);
  });

  it('leaves no mark of Markdown unescaped, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (given) => {
        // An escaped mark is a letter like any other, and keeps its place: what follows it begins no line.
        const bare = escapeText(given).replace(/\\[^A-Za-z0-9\s]/g, 'x');
        expect(bare).not.toMatch(/[`*_~|<>[\]]|@everyone|@here|:\/\/|\n|^\s*(?:[#>+-]|\d+[.)])/);
      }),
      { numRuns: runs() },
    );
  });
});

describe('markup', () => {
  it.each<[string, SetInline[], string]>([
    ['strong', [{ type: 'strong', children: [text(' a ')] }], ' **a** '],
    [
      'a link',
      [{ type: 'link', url: 'https://a.test/x_(y)', children: [text('t')] }],
      '[t](<https://a.test/x_(y)>)',
    ],
    ['no script', [{ type: 'link', url: 'javascript:alert(1)', children: [text('t')] }], 't'],
    ['code with a tick', [{ type: 'code', value: 'a`b' }], '`` a`b ``'],
    ['a time', [{ type: 'time', at: 1_795_424_460_000, style: 'relative' }], '<t:1795424460:R>'],
    ['a person', [{ type: 'member', id: '42' }], '<@42>'],
    ['no person', [{ type: 'member', id: '&42' }], '&42'],
  ])('%s', (_, given, expected) => {
    expect(inlineMarkup(given)).toBe(expected);
  });

  it('nests lists, and lines tables up', () => {
    const list: SetBlock = {
      type: 'list',
      ordered: true,
      start: 9,
      items: [
        [paragraph('one'), { type: 'list', ordered: false, start: 1, items: [[paragraph('inner')]] }],
        [paragraph('two')],
      ],
    };
    expect(blockMarkup(list)).toBe('9. one\n   - inner\n10. two');
    const table: SetBlock = {
      type: 'table',
      header: [[text('k')], [text('value')]],
      rows: [[[text('long')], [text('*1*')]]],
    };
    expect(blockMarkup(table)).toBe('```\nk     value\n────  ─────\nlong  *1*\n```');
    expect(blockMarkup({ type: 'code', language: 'py', value: 'a\n```\nb' })).toBe(
      '```py\na\n`\u200b``\nb\n```',
    );
  });

  it('parts text at words, code at lines, and never within an escape', () => {
    expect(partMarkup('one two three', 8)).toEqual(['one two', 'three']);
    expect(partMarkup('\\*\\*\\*\\*', 3)).toEqual(['\\*', '\\*\\*\\*']);
    expect(partMarkup('```py\na = 1\nb = 2\n```', 17)).toEqual(['```py\na = 1\n```', '```py\nb = 2\n```']);
  });
});

const pictureBlock = (id: string): SetBlock => ({
  type: 'picture',
  picture: { id, path: `/nowhere/${id}.png`, width: 2, height: 2, alt: `alt of ${id}` },
  plain: `words of ${id}`,
  caption: undefined,
});

/** As many words as fill nothing, a part of a page, or some pages. */
const words = fc
  .tuple(fc.constantFrom(1, 30, 400, 1_500), fc.stringMatching(/^[a-z*_]{1,8}$/))
  .map(([count, word]) => Array.from({ length: count }, (_, index) => `${word}${index}`));
const block: fc.Arbitrary<SetBlock> = fc.oneof(
  words.map((list) => paragraph(list.join(' '))),
  words.map((list): SetBlock => ({ type: 'code', language: 'py', value: list.join('\n') })),
  { arbitrary: fc.stringMatching(/^[a-f0-9]{8}$/).map(pictureBlock), weight: 4 },
  words.map((list): SetBlock => ({ type: 'quote', children: [paragraph(list.join(' '))] })),
);
/** Texts and pictures in turn take the most components. */
const gallery = fc
  .integer({ min: 0, max: 50 })
  .map((count) =>
    Array.from({ length: count }, (_, index) => [
      pictureBlock(`aa${index % 9}`),
      paragraph(`under ${index}`),
    ]).flat(),
  );
const anyCard = fc
  .record({
    sections: fc.oneof(
      fc.array(
        fc.record({
          heading: fc.option(fc.string(), { nil: undefined }),
          body: fc.oneof(fc.array(block, { maxLength: 30, size: 'max' }), gallery),
          confidential: fc.constant(false),
        }),
        { maxLength: 6 },
      ),
      // Lines between short sections are components too.
      fc.integer({ min: 0, max: 80 }).map((count) =>
        Array.from({ length: count }, (_, index) => ({
          heading: undefined,
          body: [paragraph(`section ${index}`)],
          confidential: false,
        })),
      ),
    ),
    title: fc.option(fc.string({ maxLength: 600 }), { nil: undefined }),
    footer: fc.option(fc.string({ minLength: 1, maxLength: 600 }), { nil: undefined }),
    actions: fc.constantFrom([], roundButtons('mqx4abcd-t5k2c0')),
  })
  .map((parts) => card(parts));

/** What Discord would say against a message, sent with all its pictures. */
function problems(rendered: ReturnType<typeof renderMessage>): string[] {
  const attachments = rendered.files.map(({ id, alt }, index) => ({
    id: String(index),
    filename: `${id}.png`,
    description: alt,
  }));
  const body: Json = {
    flags: 1 << 15,
    components: rendered.components,
    allowed_mentions: { parse: [] },
    attachments,
  };
  const files = attachments.map(({ filename }) => filename);
  return [...againstSchema('MessageCreateRequestSchema', body), ...messageProblems(body, { files })];
}

function textOf(rendered: ReturnType<typeof renderMessage>): string {
  return walk(rendered.components as unknown as Json[])
    .filter(({ type }) => type === ComponentType.TextDisplay)
    .map(({ content }) => String(content))
    .join('\n');
}

describe('whole cards', () => {
  it('fit into Discord’s limits, cut or in pages, whatever they hold', () => {
    fc.assert(
      fc.property(anyCard, (one) => {
        expect(problems(renderMessage(one))).toEqual([]);
        for (const page of renderPages(one)) expect(problems(page)).toEqual([]);
      }),
      { numRuns: runs(80) },
    );
  });

  it('lose nothing in pages', () => {
    const plain = (one: SetCard) =>
      one.sections
        .flatMap(({ body }) => body)
        .flatMap((part) => (part.type === 'code' ? part.value.split('\n') : []));
    fc.assert(
      fc.property(anyCard, (one) => {
        const pages = renderPages(one);
        const found = pages.map(textOf).join('\n').split('\n');
        const lines = plain(one);
        expect(found.filter((line) => lines.includes(line)).length).toBeGreaterThanOrEqual(lines.length);
        const pictures = one.sections.flatMap(({ body }) => body).filter(({ type }) => type === 'picture');
        const shown = pages.flatMap(({ components }) => walk(components as unknown as Json[]));
        expect(shown.filter(({ type }) => type === ComponentType.MediaGallery)).toHaveLength(pictures.length);
      }),
      { numRuns: runs(80) },
    );
  });

  it('show a picture within a list below it, and tell it in words', () => {
    const list: SetBlock = { type: 'list', ordered: false, start: 1, items: [[pictureBlock('aa')]] };
    const rendered = renderMessage(
      card({ sections: [{ heading: undefined, body: [list], confidential: false }] }),
    );
    expect(textOf(rendered)).toContain('- words of aa');
    expect(rendered.files.map(({ id }) => id)).toEqual(['aa']);
    expect(JSON.stringify(rendered.components)).toContain('"description":"alt of aa"');
  });

  it('say at least what they are about', () => {
    const empty = card({ title: undefined, context: undefined, sections: [], summary: 'Nothing *new*' });
    expect(textOf(renderMessage(empty))).toBe('Nothing \\*new\\*');
  });
});

describe('what Discord is told beforehand', () => {
  it('every command and form is as Discord takes them', () => {
    for (const command of commandsPayload()) {
      expect(againstSchema('ApplicationCommandUpdateRequestSchema', command)).toEqual([]);
    }
    for (const form of [formFor('me'), formFor('flag', 'DL0001'), formFor('resolve', 'DL0001-1')]) {
      const modal = { type: 9, data: renderForm(form) };
      expect(againstSchema('ModalInteractionCallbackRequestSchema', modal)).toEqual([]);
    }
  });

  it('is narrowed by no permission, so that a managers’ role can see it too', () => {
    const admin = commandsPayload().find(({ name }) => name === 'viva-admin');
    expect(admin?.default_member_permissions).toBeNull();
    expect(JSON.stringify(admin)).toContain('"name":"managers","description":');
  });
});

describe('permissions', () => {
  const view = 1n << 10n;
  const send = 1n << 11n;
  const guild = {
    id: '1',
    owner_id: '99',
    roles: [
      { id: '1', permissions: String(view) },
      { id: '2', permissions: String(send) },
      { id: '3', permissions: String(1n << 3n) },
    ],
  } as unknown as Parameters<typeof serverPermissions>[0];
  const overwrite = (id: string, type: 0 | 1, allow: bigint, deny: bigint) => ({
    id,
    type,
    allow: String(allow),
    deny: String(deny),
  });

  it.each([
    ['everyone', '5', [], view],
    ['a role', '5', ['2'], view | send],
  ])('%s', (_, user, roles, expected) => {
    expect(serverPermissions(guild, user, roles)).toBe(expected);
  });

  it('know no limits for owner and administrator', () => {
    const owner = serverPermissions(guild, '99', []);
    expect(owner & (send | view)).toBe(send | view);
    expect(serverPermissions(guild, '5', ['3'])).toBe(owner);
    expect(channelPermissions(owner, '1', '99', [], [overwrite('1', 0, 0n, view)])).toBe(owner);
  });

  it('are narrowed by everyone, widened by roles together, and settled by the member', () => {
    const base = view | send;
    const closed = overwrite('1', 0, 0n, send);
    const roleAllows = overwrite('2', 0, send, 0n);
    const roleDenies = overwrite('4', 0, 0n, send);
    const memberDenies = overwrite('5', 1, 0n, send);
    const inChannel = (...all: ReturnType<typeof overwrite>[]) =>
      channelPermissions(base, '1', '5', ['2', '4'], all);
    expect(inChannel(closed)).toBe(view);
    expect(inChannel(roleAllows, closed)).toBe(base);
    expect(inChannel(closed, roleDenies, roleAllows)).toBe(base);
    expect(inChannel(memberDenies, roleAllows)).toBe(view);
    expect(inChannel(overwrite('6', 1, 0n, send))).toBe(base);
    expect(inChannel(overwrite('1', 0, 0n, view))).toBe(0n);
  });
});

it('a label that is too long is cut between characters, never within one', () => {
  const action = { label: `${'x'.repeat(79)}😀`, id: 'a', style: 'primary', disabled: false } as const;
  const { components } = renderMessage(card({ actions: [[action]] }));
  expect(JSON.stringify(components)).toContain(`"${'x'.repeat(79)}"`);
});
