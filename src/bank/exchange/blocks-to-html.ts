import type { Block, Inline } from '../../core/rich-text.ts';

/** The file name of a figure's picture among the media of a deck. */
export type NameFigure = (source: string) => string;

/** A question's text as Anki shows it: plain HTML, math between `\(…\)` and `\[…\]` for its MathJax. */
export function blocksHtml(blocks: readonly Block[], nameFigure: NameFigure): string {
  return blocks.map((block) => blockHtml(block, nameFigure)).join('\n');
}

function blockHtml(block: Block, nameFigure: NameFigure): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${inlineHtml(block.children)}</p>`;
    case 'list': {
      const items = block.items.map((item) => `<li>${blocksHtml(item, nameFigure)}</li>`).join('');
      return block.ordered ? `<ol start="${block.start}">${items}</ol>` : `<ul>${items}</ul>`;
    }
    case 'quote':
      return `<blockquote>${blocksHtml(block.children, nameFigure)}</blockquote>`;
    case 'code':
      return `<pre><code>${escaped(block.value)}</code></pre>`;
    case 'table': {
      const row = (cells: Inline[][], tag: string) =>
        `<tr>${cells.map((cell) => `<${tag}>${inlineHtml(cell)}</${tag}>`).join('')}</tr>`;
      return `<table>${row(block.header, 'th')}${block.rows.map((cells) => row(cells, 'td')).join('')}</table>`;
    }
    case 'math':
      return `<p>\\[${escaped(block.tex)}\\]</p>`;
    case 'figure': {
      const caption = block.caption === undefined ? '' : `<p><small>${escaped(block.caption)}</small></p>`;
      return `<p><img src="${escaped(nameFigure(block.source))}" alt="${escaped(block.alt)}"></p>${caption}`;
    }
    case 'drawing':
      // None stands in a question: they show what members did.
      return `<p>${escaped(block.alt)}</p>`;
  }
}

export function inlineHtml(inlines: readonly Inline[]): string {
  return inlines.map(partHtml).join('');
}

function partHtml(part: Inline): string {
  switch (part.type) {
    case 'text':
      return escaped(part.value);
    case 'code':
      return `<code>${escaped(part.value)}</code>`;
    case 'math':
      return `\\(${escaped(part.tex)}\\)`;
    case 'break':
      return '<br>';
    case 'strong':
      return `<b>${inlineHtml(part.children)}</b>`;
    case 'emphasis':
      return `<i>${inlineHtml(part.children)}</i>`;
    case 'link':
      return `<a href="${escaped(part.url)}">${inlineHtml(part.children)}</a>`;
    case 'time':
    case 'member':
    case 'channel':
      // None of them stands in a question.
      return '';
  }
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
