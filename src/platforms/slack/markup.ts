import type { SetBlock, SetInline, TimeStyle } from '../../core/rich-text.ts';
import { wallClock } from '../../core/zone.ts';

/** Who reads a message: a channel, or one person (an ephemeral answer or a direct message). */
export type Audience = 'channel' | 'private';

/** Slack's three control characters: without them `<!channel>`, links and mentions cannot be smuggled in. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Takes Slack's own escaping back from text that it delivers. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/**
 * Text that is shown as it is. Slack has no escape for its own marks: a mark that could begin formatting gets a
 * zero-width space before it, so that no word boundary stands there, and a backtick gives way to its look-alike.
 */
function plain(text: string): string {
  return (
    withoutCode(text)
      .replace(/(?<![\p{L}\p{N}])[*_~](?=\S)/gu, '\u200b$&')
      // An escaped > makes a quote all the same where it begins a line, and a name between colons an emoji.
      .replace(/^(\s*)(?=&gt;)/, '$1\u200b')
      .replace(/:(?=[\w+-]+:)/g, ':\u200b')
      // Markdown's links mean nothing to Slack today; they are kept apart so that nothing ever makes one of them.
      .replaceAll('](http', ']\u200b(http')
  );
}

function withoutCode(text: string): string {
  return escapeText(text).replaceAll('`', 'ˋ');
}

function code(value: string): string {
  const text = withoutCode(value).replace(/\s*\n\s*/g, ' ');
  return text.trim() === '' ? text : `\`${text}\``;
}

/** A code block; only a backtick within could end it early. */
export function fenced(value: string): string {
  return `\`\`\`\n${withoutCode(value).trimEnd()}\n\`\`\``;
}

const platformId = /^[A-Z0-9]+$/;
const webAddress = /^https?:\/\/[^\s<>|]+$/;

/** Inline content as mrkdwn. */
export function inlineText(children: readonly SetInline[], audience: Audience): string {
  return children.map((child) => one(child, audience)).join('');
}

function one(child: SetInline, audience: Audience): string {
  switch (child.type) {
    case 'text':
      return plain(child.value);
    case 'code':
      return code(child.value);
    case 'break':
      return '\n';
    case 'time':
      return timeText(child.at, child.style, child.zone);
    case 'member':
      // A mention in a channel pings; in what one person alone reads it pings nobody.
      return audience === 'private' && platformId.test(child.id) ? `<@${child.id}>` : 'a member';
    case 'channel':
      return platformId.test(child.id) ? `<#${child.id}>` : plain(child.id);
    case 'strong':
      return wrapped('*', inlineText(child.children, audience));
    case 'emphasis':
      return wrapped('_', inlineText(child.children, audience));
    case 'link':
      return linkText(child.url, inlineText(child.children, audience));
  }
}

/** Slack takes a mark for formatting only where no space follows it, and on each line anew. */
function wrapped(mark: string, text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line.replace(/^(\s*)(.*?)(\s*)$/, (_, before, inner, after) => {
        return inner === '' ? line : `${before}${mark}${inner}${mark}${after}`;
      }),
    )
    .join('\n');
}

function linkText(url: string, label: string): string {
  if (!webAddress.test(url)) return label;
  // A label with markup of its own would end the link early.
  const text = label
    .replace(/<[^>]*>/g, '')
    .replaceAll('|', '¦')
    .replace(/\s*\n\s*/g, ' ');
  return text === '' ? `<${escapeText(url)}>` : `<${escapeText(url)}|${text}>`;
}

const formats = {
  time: '{time}',
  date: '{date_short_pretty}',
  full: '{date_short_pretty} at {time}',
  relative: '{ago}',
  // The pretty date says "today" and "tomorrow" by itself; of {ago} only the past is documented.
  coming: '{date_short_pretty} at {time}',
} as const;

/** An instant that Slack shows in each reader's own zone; clients that cannot get the fallback, which names its zone. */
function timeText(at: number, style: TimeStyle, zone: string | undefined): string {
  const full = wallClock(at, zone);
  const fallback = style === 'date' ? full.slice(0, 10) : style === 'time' ? full.slice(11) : full;
  return `<!date^${Math.floor(at / 1000)}^${formats[style]}|${fallback}>`;
}

/** A piece of a section: mrkdwn text, code that stays in its fence when it is split, or a picture. */
export type Piece =
  | { type: 'text'; value: string; tight: boolean }
  | { type: 'code'; value: string }
  | { type: 'picture'; block: Extract<SetBlock, { type: 'picture' }> };

/** Blocks as pieces, in order. `tight` pieces stand right under what is before them. */
export function pieces(blocks: readonly SetBlock[], audience: Audience): Piece[] {
  return blocks.flatMap((block) => writtenPieces(block, audience));
}

/** Blocks do not change, and those of a question are shown again and again. */
const written = {
  channel: new WeakMap<SetBlock, readonly Piece[]>(),
  private: new WeakMap<SetBlock, readonly Piece[]>(),
};

function writtenPieces(block: SetBlock, audience: Audience): readonly Piece[] {
  const known = written[audience].get(block) ?? piecesOf(block, audience);
  written[audience].set(block, known);
  return known;
}

function piecesOf(block: SetBlock, audience: Audience): Piece[] {
  switch (block.type) {
    case 'paragraph':
      return [{ type: 'text', value: inlineText(block.children, audience), tight: false }];
    case 'code':
      return [{ type: 'code', value: block.value }];
    case 'table':
      return [{ type: 'code', value: tableText(block, audience) }];
    case 'list':
      return list(block, audience);
    case 'quote':
      return pieces(block.children, audience).map((piece) =>
        piece.type === 'text' ? { ...piece, value: prefixed(piece.value, '> ', '> ') } : piece,
      );
    case 'picture':
      return [{ type: 'picture', block }];
  }
}

function list(block: Extract<SetBlock, { type: 'list' }>, audience: Audience): Piece[] {
  return block.items.flatMap((item, index) => {
    const mark = block.ordered ? `${block.start + index}. ` : '• ';
    const indent = '    ';
    return pieces(item, audience).map((piece, place): Piece => {
      if (piece.type !== 'text') return piece;
      const value = prefixed(piece.value, place === 0 ? mark : indent, indent);
      return { type: 'text', value, tight: index > 0 || place > 0 };
    });
  });
}

function prefixed(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : rest) + line)
    .join('\n');
}

/** A table in fixed width: Slack's own tables hold neither code nor more than one to a message. */
function tableText(table: Extract<SetBlock, { type: 'table' }>, audience: Audience): string {
  const bare = (cell: SetInline[]) =>
    unescapeText(inlineText(cell, audience).replace(/<[^|>]*\|([^>]*)>/g, '$1')).replace(
      /[*_`\n\u200b]/g,
      '',
    );
  const rows = [table.header, ...table.rows].map((row) => row.map(bare));
  const widths = table.header.map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  const lines = rows.map((row) =>
    widths
      .map((width, column) => (row[column] ?? '') + ' '.repeat(width - [...(row[column] ?? '')].length))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  return [lines[0] ?? '', rule, ...lines.slice(1)].join('\n');
}
