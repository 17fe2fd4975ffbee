import type { Block, Inline } from './rich-text.ts';
import { wallClock } from './zone.ts';

/** Blocks as text without any markup: math as TeX, figures and drawings by what they show. */
export function blocksText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join('\n\n');
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return inlineText(block.children);
    case 'list':
      return block.items
        .map(
          (item, index) =>
            `${block.ordered ? `${block.start + index}.` : '-'} ${item.map(blockText).join('\n  ')}`,
        )
        .join('\n');
    case 'quote':
      return block.children.map((child) => `> ${blockText(child)}`).join('\n');
    case 'code':
      return block.value.replace(/^/gm, '    ');
    case 'table':
      return [block.header, ...block.rows].map((row) => row.map(inlineText).join(' | ')).join('\n');
    case 'math':
      return `    ${block.tex}`;
    case 'figure':
      return `[figure: ${block.alt}]`;
    case 'drawing':
      return block.alt;
  }
}

export function inlineText(inline: readonly Inline[]): string {
  return inline.map(partText).join('');
}

function partText(part: Inline): string {
  switch (part.type) {
    case 'text':
    case 'code':
      return part.value;
    case 'math':
      return part.tex;
    case 'break':
      return '\n';
    case 'time':
      return wallClock(part.at, part.zone);
    case 'member':
    case 'channel':
      return part.id;
    case 'strong':
    case 'emphasis':
    case 'link':
      return inlineText(part.children);
  }
}
