import type { ComponentChildren } from 'preact';
import { Instant } from '../messages/instant.tsx';
import { WebLink } from '../messages/web-link.tsx';

export type NameOf = (id: string) => string;

type Rule = [pattern: RegExp, draw: (match: RegExpExecArray, name: NameOf) => ComponentChildren];

/** Tried in this order at every place of the text; the first that fits wins. */
const rules: Rule[] = [
  [/^\\([^\sA-Za-z0-9])/, ([, mark]) => mark],
  [/^``(.+?)``(?!`)/s, ([, code]) => <code>{code?.replace(/^ (.*) $/s, '$1')}</code>],
  [/^`([^`]+)`/, ([, code]) => <code>{code}</code>],
  [
    /^<t:(-?\d+)(?::([tTdDfFR]))?>/,
    ([, seconds, style]) => <Instant at={Number(seconds) * 1000} style={style ?? 'f'} />,
  ],
  [/^<@!?([\w-]+)>/, ([, id], name) => <span class="mention">@{name(id ?? '')}</span>],
  [/^<#([\w-]+)>/, ([, id], name) => <span class="mention">#{name(id ?? '')}</span>],
  [/^<(https?:\/\/[^\s>]+)>/, ([, url]) => link(url, url)],
  [
    /^\[((?:\\.|[^\]\\])+)\]\(<?([^\s)>]+)>?\)/,
    ([, label, url], name) => link(url, discordInline(label ?? '', name)),
  ],
  [/^https?:\/\/[^\s<>)]+/, ([url]) => link(url, url)],
  [
    /^\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/s,
    ([, inner], name) => <strong>{discordInline(inner ?? '', name)}</strong>,
  ],
  [/^__((?:\\.|[^\\])+?)__/s, ([, inner], name) => <u>{discordInline(inner ?? '', name)}</u>],
  [/^~~((?:\\.|[^\\])+?)~~/s, ([, inner], name) => <s>{discordInline(inner ?? '', name)}</s>],
  [/^\|\|((?:\\.|[^\\])+?)\|\|/s, ([, inner], name) => <Spoiler>{discordInline(inner ?? '', name)}</Spoiler>],
  [
    /^\*(?!\s)((?:\\.|\*\*|[^\\*])+?)\*(?!\*)/s,
    ([, inner], name) => <em>{discordInline(inner ?? '', name)}</em>,
  ],
  [/^_((?:\\.|[^\\_])+?)_(?!\w)/s, ([, inner], name) => <em>{discordInline(inner ?? '', name)}</em>],
];

/** One run of Discord's Markdown as elements. Text never becomes markup: it is only ever put in as text. */
export function discordInline(text: string, name: NameOf): ComponentChildren[] {
  const drawn: ComponentChildren[] = [];
  let plain = '';
  for (let rest = text; rest !== ''; ) {
    const found = firstMatch(rest);
    if (found === undefined) {
      plain += rest[0];
      rest = rest.slice(1);
      continue;
    }
    const [match, draw] = found;
    if (plain !== '') drawn.push(plain);
    plain = '';
    drawn.push(draw(match, name));
    rest = rest.slice(match[0].length);
  }
  if (plain !== '') drawn.push(plain);
  return drawn;
}

function firstMatch(text: string): [RegExpExecArray, Rule[1]] | undefined {
  for (const [pattern, draw] of rules) {
    const match = pattern.exec(text);
    if (match !== null) return [match, draw];
  }
  return undefined;
}

function link(url: string | undefined, label: ComponentChildren): ComponentChildren {
  return <WebLink url={url}>{label}</WebLink>;
}

function Spoiler({ children }: { children: ComponentChildren }) {
  return (
    <details class="spoiler">
      <summary>Spoiler</summary>
      {children}
    </details>
  );
}
