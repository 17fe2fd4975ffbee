import type { ComponentChildren } from 'preact';
import { Instant } from '../messages/instant.tsx';
import { WebLink } from '../messages/web-link.tsx';

type NameOf = (id: string) => string;

/** Slack's mrkdwn: code blocks and quotes, and within the rest the marks for words. */
export function SlackMarkdown({ text, name }: { text: string; name: NameOf }) {
  const parts = text.split(/```\n?([\s\S]*?)\n?```/);
  return (
    <div class="markdown">
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <pre key={index}>
            <code>{plain(part)}</code>
          </pre>
        ) : (
          <Prose key={index} text={part} name={name} />
        ),
      )}
    </div>
  );
}

function Prose({ text, name }: { text: string; name: NameOf }) {
  // Quoted lines that stand together are one quote.
  const runs: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.replace(/^\n+|\n+$/g, '').split('\n')) {
    const quoted = /^&gt; ?/.test(line) || line.startsWith('> ');
    const bare = quoted ? line.replace(/^(&gt;|>) ?/, '') : line;
    const last = runs.at(-1);
    if (last?.quoted === quoted) last.lines.push(bare);
    else runs.push({ quoted, lines: [bare] });
  }
  return (
    <>
      {runs.map(({ quoted, lines }, index) => {
        const drawn = inline(lines.join('\n'), name);
        if (lines.join('') === '') return null;
        return quoted ? <blockquote key={index}>{drawn}</blockquote> : <p key={index}>{drawn}</p>;
      })}
    </>
  );
}

type Rule = [pattern: RegExp, draw: (match: RegExpExecArray, name: NameOf) => ComponentChildren];

const rules: Rule[] = [
  [/^`([^`\n]+)`/, ([, code]) => <code>{plain(code ?? '')}</code>],
  [
    /^<!date\^(\d+)\^([^|>]*)\|[^>]*>/,
    ([, seconds, format]) => <SlackDate seconds={Number(seconds)} format={format ?? ''} />,
  ],
  [/^<@([\w-]+)(?:\|[^>]*)?>/, ([, id], name) => <span class="mention">@{name(id ?? '')}</span>],
  [/^<#([\w-]+)(?:\|[^>]*)?>/, ([, id], name) => <span class="mention">#{name(id ?? '')}</span>],
  [/^<!(here|channel|everyone)>/, ([, who]) => <span class="mention loud">@{who}</span>],
  [/^<(https?:[^|>]+)(?:\|([^>]*))?>/, ([, url, label], name) => link(plain(url ?? ''), label, name)],
  [/^\*(?=\S)([^*\n]*[^*\s])\*(?!\w)/, ([, inner], name) => <strong>{inline(inner ?? '', name)}</strong>],
  [/^_(?=\S)([^_\n]*[^_\s])_(?!\w)/, ([, inner], name) => <em>{inline(inner ?? '', name)}</em>],
  [/^~(?=\S)([^~\n]*[^~\s])~(?!\w)/, ([, inner], name) => <s>{inline(inner ?? '', name)}</s>],
];

function inline(text: string, name: NameOf): ComponentChildren[] {
  const drawn: ComponentChildren[] = [];
  let pending = '';
  for (let rest = text; rest !== ''; ) {
    // Marks count only where no letter stands before them, nor the space of no width that keeps text as it is.
    const found = /[\w\u200b]$/.test(pending) && /^[*_~]/.test(rest) ? undefined : firstMatch(rest);
    if (found === undefined) {
      pending += rest[0];
      rest = rest.slice(1);
      continue;
    }
    const [match, draw] = found;
    drawn.push(plain(pending), draw(match, name));
    pending = '';
    rest = rest.slice(match[0].length);
  }
  return [...drawn, plain(pending)];
}

function firstMatch(text: string): [RegExpExecArray, Rule[1]] | undefined {
  for (const [pattern, draw] of rules) {
    const match = pattern.exec(text);
    if (match !== null) return [match, draw];
  }
  return undefined;
}

function link(url: string, label: string | undefined, name: NameOf): ComponentChildren {
  return <WebLink url={url}>{label === undefined ? url : inline(label, name)}</WebLink>;
}

/** `{date_short_pretty} at {time}`: each token in the reader's own zone. */
export function SlackDate({ seconds, format }: { seconds: number; format: string }) {
  const parts = format.split(/\{(\w+)\}/);
  const styles: Record<string, string> = { time: 't', time_secs: 'T', ago: 'R', date_num: 'd' };
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? <Instant key={index} at={seconds * 1000} style={styles[part] ?? 'D'} /> : part,
      )}
    </>
  );
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
