import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';

const inlineMark = 'viva-inline-math';
const displayMark = 'viva-display-math';

interface HtmlElement {
  properties: Record<string, unknown>;
  children: unknown[];
}

const processor = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeRemark, {
    handlers: {
      code: (_state, node) =>
        marked(node, inlineMark)
          ? { type: 'inlineMath', value: textOf(node) }
          : { type: 'inlineCode', value: textOf(node) },
      pre: (_state, node) =>
        marked(node, displayMark)
          ? { type: 'math', value: textOf(node) }
          : { type: 'code', lang: null, meta: null, value: textOf(node).replace(/\n$/, '') },
    },
  })
  .use(remarkGfm)
  .use(remarkMath)
  .use(remarkStringify, { bullet: '-', emphasis: '*', rule: '-' });

/** HTML as Anki keeps it, as Markdown: bold, lists, tables, code and its three ways of writing math. */
export function markdownOf(html: string): string {
  return String(processor.processSync(withMathMarked(html))).trim();
}

/** Math is taken out of the text first: else its backslashes and underscores would be escaped as the text's own. */
function withMathMarked(html: string): string {
  const inline = (tex: string) => `<code class="${inlineMark}">${tex.trim()}</code>`;
  const display = (tex: string) => `<pre class="${displayMark}">${tex.trim()}</pre>`;
  return html
    .replace(/<anki-mathjax[^>]*block[^>]*>([\s\S]*?)<\/anki-mathjax>/g, (_all, tex) => display(tex))
    .replace(/<anki-mathjax[^>]*>([\s\S]*?)<\/anki-mathjax>/g, (_all, tex) => inline(tex))
    .replace(/\\\[([\s\S]*?)\\\]/g, (_all, tex) => display(tex))
    .replace(/\\\(([\s\S]*?)\\\)/g, (_all, tex) => inline(tex))
    .replace(/\[\$\$\]([\s\S]*?)\[\/\$\$\]/g, (_all, tex) => display(tex))
    .replace(/\[\$\]([\s\S]*?)\[\/\$\]/g, (_all, tex) => inline(tex));
}

function marked(node: HtmlElement, mark: string): boolean {
  const classes = node.properties.className;
  return Array.isArray(classes) && classes.includes(mark);
}

function textOf(node: unknown): string {
  if (typeof node !== 'object' || node === null) return '';
  if ('value' in node && typeof node.value === 'string') return node.value;
  if ('tagName' in node && node.tagName === 'br') return '\n';
  return 'children' in node && Array.isArray(node.children) ? node.children.map(textOf).join('') : '';
}
