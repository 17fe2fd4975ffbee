import type { Question } from '../core/question.ts';
import { questionLabel } from '../core/question.ts';
import type { Block, Inline } from '../core/rich-text.ts';
import { letter, subject } from '../core/words/common.ts';
import { wallClock } from '../core/zone.ts';

/** A question as text for a terminal: everything in it, math as TeX. */
export function questionAsText(question: Question): string {
  const choices = question.choices.map(
    (choice, index) =>
      `${letter(index)}. ${inlineText(choice.text)}${choice.right ? '  (right)' : ''}\n   ${inlineText(choice.reason)}`,
  );
  const points = question.keyPoints.map(
    (point, index) => `${index + 1}. ${point.name}. ${inlineText(point.text)}`,
  );
  const references = question.references.map(
    ({ author, title, venue, year }) => `- ${author}: ${title}. ${venue}, ${year}.`,
  );
  const parts: [string, string][] = [
    ['', blocksText(question.prompt)],
    ['Choices', choices.join('\n')],
    ['Hint', blocksText(question.hint)],
    ['Key points', points.join('\n')],
    ['Answer', blocksText(question.answer)],
    ['Member part', blocksText(question.more)],
    ['References', references.join('\n')],
  ];
  const shown = parts
    .filter(([, text]) => text !== '')
    .map(([heading, text]) => (heading === '' ? text : `${heading.toUpperCase()}\n${text}`));
  return [`${questionLabel(question)}  (${subject(question)})`, ...shown].join('\n\n');
}

function blocksText(blocks: readonly Block[]): string {
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
  }
}

function inlineText(inline: readonly Inline[]): string {
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
