import type { Inline } from '../core/rich-text.ts';
import { lineOf, type MarkdownInline, sourceOf } from './markdown.ts';
import type { Reading } from './source.ts';

/** Inline Markdown as Viva's own; what has no place in a question is named and left out. */
export function readInline(nodes: readonly MarkdownInline[], reading: Reading): Inline[] {
  return nodes.flatMap((node) => inlineOf(node, reading));
}

function inlineOf(node: MarkdownInline, reading: Reading): Inline[] {
  const line = lineOf(node);
  const refuse = (message: string): Inline[] => {
    reading.complain(line, message);
    return [];
  };
  switch (node.type) {
    case 'text':
      return node.value === '' ? [] : [{ type: 'text', value: softened(node.value) }];
    case 'inlineCode':
      return [{ type: 'code', value: softened(node.value) }];
    case 'break':
      return [{ type: 'break' }];
    case 'strong':
      return [{ type: 'strong', children: readInline(node.children, reading) }];
    case 'emphasis':
      return [{ type: 'emphasis', children: readInline(node.children, reading) }];
    case 'link':
      if (!/^https?:\/\/[^/]/i.test(node.url)) {
        return refuse(
          `The link \`${node.url}\` leads nowhere in a chat: write a whole address, such as \`[text](https://example.org)\``,
        );
      }
      return [{ type: 'link', url: node.url, children: readInline(node.children, reading) }];
    case 'inlineMath':
      return mathOf(node.value, sourceOf(node, reading.text), line, reading);
    case 'image':
      return refuse(
        'A figure stands alone: leave an empty line before and after `![what it shows](DL0002-loss.vl.json "caption")`',
      );
    case 'html':
      return refuse(htmlRefusal);
    case 'footnoteReference':
      return refuse(footnoteRefusal);
    case 'linkReference':
    case 'imageReference':
      return refuse('Write the address beside its text: `[text](https://…)`');
    default:
      return refuse(
        'Struck-out text has no place in a question: leave it out, or say it in words, such as `not x, but **y**`',
      );
  }
}

function mathOf(value: string, source: string, line: number, reading: Reading): Inline[] {
  if (source.startsWith('$$')) {
    reading.complain(
      line,
      'Put each `$$` of a display formula on a line of its own, or write it in the line as `$x^2$`',
    );
    return [];
  }
  const tex = softened(value).trim();
  reading.formulas.push({ tex, display: false, line });
  return [{ type: 'math', tex }];
}

/** A line break in the file is a space to the reader. */
function softened(text: string): string {
  return text.replace(/[ \t]*\n[ \t]*/g, ' ');
}

export const htmlRefusal =
  'Raw HTML is not shown: use Markdown instead (**bold**, *italic*, `code`), and put a lone < in `code` or $…$';
export const footnoteRefusal =
  'Footnotes are not shown: put the note into the text (in brackets), or a work under `references:` in the front matter';

/** The words alone, as a reader counts them; a formula counts as its TeX. */
export function plainText(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      switch (node.type) {
        case 'text':
        case 'code':
          return node.value;
        case 'math':
          return node.tex;
        case 'strong':
        case 'emphasis':
        case 'link':
          return plainText(node.children);
        default:
          return ' ';
      }
    })
    .join('');
}
