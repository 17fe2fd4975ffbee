import type { ComponentChildren } from 'preact';
import { discordInline, type NameOf } from './inline.tsx';

/** Discord's Markdown, block by block: headings, small print, quotes, lists and code. */
export function DiscordMarkdown({ text, name }: { text: string; name: NameOf }) {
  return <div class="markdown">{blocks(text.split('\n'), name)}</div>;
}

function blocks(lines: readonly string[], name: NameOf): ComponentChildren[] {
  const drawn: ComponentChildren[] = [];
  let plain: string[] = [];
  const flush = () => {
    const text = plain.join('\n').replace(/^\n+|\n+$/g, '');
    if (text !== '') drawn.push(<p key={drawn.length}>{discordInline(text, name)}</p>);
    plain = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const found =
      fence(lines, at) ?? quote(lines, at, name) ?? list(lines, at, name) ?? heading(line, at, name);
    if (found === undefined) {
      plain.push(line);
      continue;
    }
    flush();
    drawn.push(<div key={drawn.length}>{found.drawn}</div>);
    at = found.last;
  }
  flush();
  return drawn;
}

interface Found {
  drawn: ComponentChildren;
  /** The last line that belongs to it. */
  last: number;
}

function fence(lines: readonly string[], at: number): Found | undefined {
  const opening = /^```([a-z0-9+#-]*)$/i.exec(lines[at] ?? '');
  if (opening === null) return undefined;
  const end = lines.findIndex((line, index) => index > at && line.trimEnd().endsWith('```'));
  if (end < 0) return undefined;
  const code = [...lines.slice(at + 1, end), (lines[end] ?? '').replace(/```\s*$/, '')];
  return {
    drawn: (
      <pre>
        <code>{code.join('\n').replace(/\n$/, '')}</code>
      </pre>
    ),
    last: end,
  };
}

function quote(lines: readonly string[], at: number, name: NameOf): Found | undefined {
  let end = at;
  while (/^>( |$)/.test(lines[end] ?? '')) end += 1;
  if (end === at) return undefined;
  const inner = lines.slice(at, end).map((line) => line.replace(/^> ?/, ''));
  return { drawn: <blockquote>{blocks(inner, name)}</blockquote>, last: end - 1 };
}

function heading(line: string, at: number, name: NameOf): Found | undefined {
  const small = /^-# (.+)$/.exec(line);
  if (small) return { drawn: <p class="small">{discordInline(small[1] ?? '', name)}</p>, last: at };
  const match = /^(#{1,3}) (.+)$/.exec(line);
  if (match === null) return undefined;
  const size = match[1]?.length ?? 1;
  const text = discordInline(match[2] ?? '', name);
  // The page has headings of its own above: a message's begin below them.
  return { drawn: size === 1 ? <h3>{text}</h3> : size === 2 ? <h4>{text}</h4> : <h5>{text}</h5>, last: at };
}

const item = /^(\s*)([-*]|\d+\.) (.*)$/;

function list(lines: readonly string[], at: number, name: NameOf): Found | undefined {
  const first = item.exec(lines[at] ?? '');
  if (first === null || /^-# /.test(lines[at] ?? '')) return undefined;
  const indent = first[1]?.length ?? 0;
  const items: string[][] = [];
  let end = at;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    const next = item.exec(line);
    if (next !== null && next[1]?.length === indent) items.push([next[3] ?? '']);
    else if (/^\s+\S/.test(line) && line.search(/\S/) > indent)
      items.at(-1)?.push(line.slice(indent).trimStart());
    else break;
  }
  const drawn = items.map((inner, index) => <li key={index}>{blocks(inner, name)}</li>);
  const start = Number.parseInt(first[2] ?? '', 10);
  return {
    drawn: Number.isNaN(start) ? <ul>{drawn}</ul> : <ol start={start}>{drawn}</ol>,
    last: end - 1,
  };
}
