import type { Block, Inline } from '../../core/rich-text.ts';

/** What a formula in a line is shown as. */
export type Display = (tex: string) => string;

/** Inline content as its reader sees it, so that lengths are those of the screen. */
export function displayed(nodes: readonly Inline[], display: Display): string {
  return nodes
    .map((node) => {
      switch (node.type) {
        case 'text':
        case 'code':
          return node.value;
        case 'math':
          return display(node.tex);
        case 'strong':
        case 'emphasis':
        case 'link':
          return displayed(node.children, display);
        default:
          return ' ';
      }
    })
    .join('')
    .trim();
}

/** Characters as people count them: a letter with an accent is one. */
export function lengthOf(text: string): number {
  return [...text.normalize('NFC')].length;
}

/** Every block, those in lists and quotes too. */
export function allBlocks(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => {
    if (block.type === 'list') return [block, ...allBlocks(block.items.flat())];
    if (block.type === 'quote') return [block, ...allBlocks(block.children)];
    return [block];
  });
}

/** What a reader reads of some blocks; a display formula as its terms. Code and figures are looked at. */
export function proseOf(blocks: readonly Block[], display: Display): string {
  return allBlocks(blocks)
    .map((block) => {
      if (block.type === 'paragraph') return displayed(block.children, display);
      if (block.type === 'math') return termsOf(block.tex);
      if (block.type !== 'table') return '';
      return [block.header, ...block.rows]
        .flat()
        .map((cell) => displayed(cell, display))
        .join(' ');
    })
    .filter((text) => text !== '')
    .join('\n');
}

/** TeX without its commands: what stands between spaces and signs is read as a word. */
function termsOf(tex: string): string {
  return tex.replace(/\\(begin|end)\{[^}]*\}|\\(text|mathrm|operatorname)\b|[{}&\\]/g, ' ');
}

/** As an author counts them: what stands between spaces and holds a letter or digit. */
export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
