import type { Block } from '../core/rich-text.ts';
import { footnoteRefusal, htmlRefusal, readInline } from './inline.ts';
import { type BlockNode, lineOf, type MarkdownBlock, sourceOf } from './markdown.ts';
import type { Reading } from './source.ts';

/** Block Markdown as Viva's own; what has no place in a question is named and left out. */
export function readBlocks(nodes: readonly MarkdownBlock[], reading: Reading): Block[] {
  return nodes.flatMap((node) => blockOf(node, reading));
}

function blockOf(node: MarkdownBlock, reading: Reading): Block[] {
  const refuse = (message: string): Block[] => {
    reading.complain(lineOf(node), message);
    return [];
  };
  switch (node.type) {
    case 'paragraph':
      return paragraphOf(node, reading);
    case 'math':
      return mathOf(node, reading);
    case 'list':
      return listOf(node, reading);
    case 'blockquote':
      return [{ type: 'quote', children: readBlocks(node.children, reading) }];
    case 'code':
      return [{ type: 'code', language: node.lang ?? undefined, value: node.value }];
    case 'table':
      return tableOf(node, reading);
    case 'html':
      return refuse(htmlRefusal);
    case 'footnoteDefinition':
      return refuse(footnoteRefusal);
    case 'definition':
      return refuse('Write the address beside its text: `[text](https://…)`');
    case 'thematicBreak':
      return refuse(
        'A rule across the page is not shown: leave an empty line, and begin what follows in bold, such as `**Why.** …`',
      );
    case 'heading':
      return refuse(
        'A heading cannot stand inside a list or a quote: begin in bold instead, such as `**Why.** …`',
      );
    default:
      return refuse(
        `\`${node.type}\` has no place in a question: write paragraphs, lists, quotes, tables, code and formulas, such as \`$x^2$\``,
      );
  }
}

function paragraphOf(node: BlockNode<'paragraph'>, reading: Reading): Block[] {
  const [only, ...others] = node.children;
  if (only?.type === 'image' && others.length === 0) return figureOf(only, reading);
  return [{ type: 'paragraph', children: readInline(node.children, reading) }];
}

/** Discord reads out 1,024 characters of a picture's words. */
const longestAlt = 1_000;
const shape = '`![The loss falls from 2.3 to 0.1 over 600 steps](DL0002-loss.vl.json "Training loss")`';

interface ImageNode {
  url: string;
  alt?: string | null | undefined;
  title?: string | null | undefined;
}

function figureOf(node: ImageNode & Parameters<typeof lineOf>[0], reading: Reading): Block[] {
  const line = lineOf(node);
  const alt = (node.alt ?? '').trim();
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(node.url)) {
    reading.complain(
      line,
      `A figure cannot come from the net: put the file beside the question and name it, as ${shape}`,
    );
    return [];
  }
  if (!/\.(png|vl\.json)$/.test(node.url)) {
    reading.complain(
      line,
      `A figure is a \`.png\` or a Vega-Lite \`.vl.json\`, and not \`${node.url}\`: write ${shape}`,
    );
    return [];
  }
  if (alt === '') {
    reading.complain(line, `Say in the alt text what the figure shows: ${shape}`);
    return [];
  }
  if (alt.length > longestAlt) {
    reading.complain(
      line,
      `The alt text of a figure has at most ${longestAlt} characters, and this one ${alt.length}: say what is seen and the main numbers, as ${shape}`,
    );
  }
  const block = { type: 'figure' as const, source: node.url, alt, caption: node.title ?? undefined };
  reading.figures.push({ block, line });
  return [block];
}

function mathOf(node: BlockNode<'math'>, reading: Reading): Block[] {
  const line = lineOf(node);
  const source = sourceOf(node, reading.text);
  // Without its closing line a formula takes in the rest of the file.
  if (!/\n[ \t>]*\$\$+[ \t]*$/.test(source)) {
    reading.complain(line, 'This display formula has no end: close it with `$$` on a line of its own');
    return [];
  }
  if (node.meta) {
    reading.complain(
      line,
      'Put each `$$` of a display formula on a line of its own: first `$$`, then `y = x`, then `$$`',
    );
    return [];
  }
  const tex = node.value.trim();
  reading.formulas.push({ tex, display: true, line });
  return [{ type: 'math', tex, alt: undefined }];
}

function listOf(node: BlockNode<'list'>, reading: Reading): Block[] {
  for (const item of node.children) {
    if (typeof item.checked === 'boolean') {
      reading.complain(
        lineOf(item),
        'Boxes `[ ]` belong under `## Choices` alone: write a plain list here, `- like this`',
      );
    }
  }
  const items = node.children.map((item) => readBlocks(item.children, reading));
  return [{ type: 'list', ordered: node.ordered === true, start: node.start ?? 1, items }];
}

function tableOf(node: BlockNode<'table'>, reading: Reading): Block[] {
  const [header = [], ...rows] = node.children.map((row) =>
    row.children.map((cell) => readInline(cell.children, reading)),
  );
  return [{ type: 'table', header, rows }];
}
