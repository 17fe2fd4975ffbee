import type { Block, Inline } from '../rich-text.ts';
import { beginning } from '../tidy.ts';

/** The beginning of some text on one line, cut between words: never longer, its ellipsis counted. Formulas stay whole. */
export function excerpt(blocks: readonly Block[], length: number): Inline[] {
  const parts = blocks.flatMap((block): Inline[] =>
    block.type === 'paragraph' ? [...plain(block.children), { type: 'text', value: ' ' }] : [],
  );
  const whole = joined(parts);
  if (whole.reduce((sum, part) => sum + sizeOf(part), 0) <= length) return whole;
  const kept: Inline[] = [];
  // The ellipsis takes a place too.
  let room = length - 1;
  for (const part of whole) {
    const size = sizeOf(part);
    if (size > room) {
      const rest = part.type === 'text' ? wholeWords(part.value, room, kept.length === 0) : '';
      return [...kept, { type: 'text', value: `${rest}…` }];
    }
    kept.push(part);
    room -= size;
  }
  return kept;
}

type Part = Extract<Inline, { type: 'text' | 'code' | 'math' }>;

/** Without emphasis, links and breaks: they would be cut open. */
function plain(inline: readonly Inline[]): Part[] {
  return inline.flatMap((part): Part[] => {
    switch (part.type) {
      case 'text':
      case 'code':
      case 'math':
        return [part];
      case 'strong':
      case 'emphasis':
      case 'link':
        return plain(part.children);
      default:
        return [{ type: 'text', value: ' ' }];
    }
  });
}

/** Neighbouring texts as one, without space at the end. */
function joined(parts: readonly Inline[]): Part[] {
  const found: Part[] = [];
  for (const part of plain(parts)) {
    const last = found.at(-1);
    if (part.type === 'text' && last?.type === 'text') last.value += part.value;
    else found.push({ ...part });
  }
  const last = found.at(-1);
  if (last?.type === 'text') last.value = last.value.trimEnd();
  return found.filter((part) => sizeOf(part) > 0);
}

function sizeOf(part: Part): number {
  return part.type === 'math' ? part.tex.length : part.value.length;
}

/** Up to the last whole word; a word that is longer than the room by itself is cut only where nothing stands before it. */
function wholeWords(text: string, room: number, first: boolean): string {
  const space = text.lastIndexOf(' ', room);
  if (space <= 0) return first ? beginning(text, room) : text.slice(0, Math.min(room, space + 1));
  return text.slice(0, space);
}
