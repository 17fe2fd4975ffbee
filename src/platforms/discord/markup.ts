import type { SetBlock, SetInline, TimeStyle } from '../../core/rich-text.ts';
import { wallClock } from '../../core/zone.ts';
import { isSnowflake } from './snowflake.ts';

/**
 * Escapes text from people so that it reads as it was written: no formatting, no mention, no link. Text may stand at
 * the start of a line, so marks that mean something only there are escaped as well.
 */
export function escapeText(text: string): string {
  return (
    text
      .replace(/\s*\n\s*/g, ' ')
      .replace(/[\\`*_~|<>[\]]/g, '\\$&')
      .replace(/^(\s*)([#+-]|\d+(?=[.)]))/, (_, space: string, mark: string) =>
        /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
      )
      .replace(/:\/\//g, '\\://')
      // A mention of everyone has no escape; an invisible space keeps it from being one.
      .replace(/@(?=everyone|here)/g, '@\u200b')
  );
}

/** One line of text from inline content. */
export function inlineMarkup(children: readonly SetInline[]): string {
  return children.map(oneInline).join('');
}

function oneInline(inline: SetInline): string {
  switch (inline.type) {
    case 'text':
      return escapeText(inline.value);
    case 'code':
      return codeSpan(inline.value);
    case 'break':
      return '\n';
    case 'time':
      return timeMarkup(Math.floor(inline.at / 1000), inline.style);
    case 'member':
      return isSnowflake(inline.id) ? `<@${inline.id}>` : escapeText(inline.id);
    case 'channel':
      return isSnowflake(inline.id) ? `<#${inline.id}>` : escapeText(inline.id);
    case 'strong':
      return wrap('**', inlineMarkup(inline.children));
    case 'emphasis':
      return wrap('*', inlineMarkup(inline.children));
    case 'link':
      return link(inline.url, inlineMarkup(inline.children));
  }
}

const timeStyles = { time: 't', date: 'D', full: 'F', relative: 'R' } as const;

/** Discord shows an instant in the reader's own zone, and counts a relative one down by itself. */
function timeMarkup(seconds: number, style: TimeStyle): string {
  if (style === 'coming') return `<t:${seconds}:F> (<t:${seconds}:R>)`;
  return `<t:${seconds}:${timeStyles[style]}>`;
}

/** Marks do not work beside their own spaces, so those go outside. */
function wrap(mark: string, inner: string): string {
  const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner) ?? [];
  return core === '' ? inner : `${before}${mark}${core}${mark}${after}`;
}

function codeSpan(value: string): string {
  const text = value.replace(/\s*\n\s*/g, ' ').replace(/``/g, 'ˋˋ');
  if (text.trim() === '') return '';
  if (!text.includes('`')) return `\`${text}\``;
  return `\`\` ${text} \`\``;
}

function link(url: string, text: string): string {
  let address: URL;
  try {
    address = new URL(url);
  } catch {
    return text;
  }
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return text;
  return `[${text}](<${address.href.replace(/>/g, '%3E')}>)`;
}

/** A block as Discord's Markdown. A picture in here (within a list or quote) becomes its words. */
export function blockMarkup(block: SetBlock): string {
  switch (block.type) {
    case 'paragraph':
      return inlineMarkup(block.children);
    case 'list':
      return block.items.map((item, index) => listItem(item, marker(block, index))).join('\n');
    case 'quote':
      return prefixed(block.children.map(blockMarkup).join('\n'), '> ');
    case 'code':
      return fenced(block.value, block.language);
    case 'table':
      return fenced(tableLines(block.header, block.rows).join('\n'), undefined);
    case 'picture':
      return [block.plain, block.caption]
        .filter((text) => text !== undefined && text !== '')
        .map((text) => escapeText(text ?? ''))
        .join('\n');
  }
}

function marker(list: { ordered: boolean; start: number }, index: number): string {
  return list.ordered ? `${list.start + index}. ` : '- ';
}

function listItem(item: readonly SetBlock[], mark: string): string {
  const inner = item.map(blockMarkup).join('\n');
  const [first = '', ...rest] = inner.split('\n');
  const indent = ' '.repeat(mark.length);
  return [`${mark}${first}`, ...rest.map((line) => `${indent}${line}`)].join('\n');
}

function prefixed(text: string, prefix: string): string {
  return text
    .split('\n')
    .map((line) => `${prefix}${line}`)
    .join('\n');
}

export function fenced(value: string, language: string | undefined): string {
  const name = language !== undefined && /^[a-z0-9+#-]{1,20}$/i.test(language) ? language : '';
  return `\`\`\`${name}\n${value.replace(/```/g, '`\u200b``')}\n\`\`\``;
}

/** Discord has no tables: columns line up in a fixed-width block. */
function tableLines(header: SetInline[][], rows: SetInline[][][]): string[] {
  const cells = [header, ...rows].map((row) => row.map(plainInline));
  const width = (column: number) => Math.max(...cells.map((row) => [...(row[column] ?? '')].length));
  const widths = header.map((_, column) => width(column));
  const line = (row: string[]) =>
    widths
      .map((size, column) => (row[column] ?? '') + ' '.repeat(size - [...(row[column] ?? '')].length))
      .join('  ')
      .trimEnd();
  const [first = [], ...others] = cells;
  return [line(first), widths.map((size) => '─'.repeat(size)).join('  '), ...others.map(line)];
}

/** Inline content without any markup. */
export function plainInline(children: readonly SetInline[]): string {
  return children
    .map((inline) => {
      switch (inline.type) {
        case 'text':
        case 'code':
          return inline.value;
        case 'break':
          return ' ';
        case 'time':
          return wallClock(inline.at, inline.zone);
        case 'member':
        case 'channel':
          return inline.id;
        default:
          return plainInline(inline.children);
      }
    })
    .join('');
}
