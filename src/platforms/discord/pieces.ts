import type { SetCard } from '../../core/card.ts';
import type { Picture, SetBlock } from '../../core/rich-text.ts';
import { blockMarkup, escapeText, fenced } from './markup.ts';

/** A part of a message that becomes one component; neighbouring texts become one together. */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'picture'; picture: Picture }
  /** A line between two sections. */
  | { kind: 'rule' };

/** What a message may hold besides what every message of the card has. */
export interface Room {
  characters: number;
  components: number;
}

/** Discord's limit for attachments of one message. */
const maxPictures = 10;
const gap = '\n\n';

/** A card's sections, in order. */
export function piecesOf(card: SetCard): Piece[] {
  return card.sections.flatMap((section, index): Piece[] => [
    ...(index === 0 ? [] : [{ kind: 'rule' } as const]),
    ...(section.heading === undefined ? [] : [text(`### ${escapeText(section.heading)}`)]),
    ...section.body.flatMap(writtenPieces),
  ]);
}

function text(value: string): Piece {
  return { kind: 'text', text: value };
}

/** Blocks do not change, and those of a question are shown again and again. */
const written = new WeakMap<SetBlock, Piece[]>();

function writtenPieces(block: SetBlock): Piece[] {
  const known = written.get(block) ?? blockPieces(block);
  written.set(block, known);
  return known;
}

function blockPieces(block: SetBlock): Piece[] {
  if (block.type !== 'picture') {
    const written = blockMarkup(block);
    // A picture within a list or quote is told in words there, and shown below: Discord has no other place for it.
    return [...(written === '' ? [] : [text(written)]), ...nestedPictures(block)];
  }
  const caption = block.caption === undefined ? [] : [text(`-# ${escapeText(block.caption)}`)];
  return [{ kind: 'picture', picture: block.picture }, ...caption];
}

function nestedPictures(block: SetBlock): Piece[] {
  switch (block.type) {
    case 'picture':
      return [{ kind: 'picture', picture: block.picture }];
    case 'list':
      return block.items.flat().flatMap(nestedPictures);
    case 'quote':
      return block.children.flatMap(nestedPictures);
    default:
      return [];
  }
}

/** Fills pages one after the other, each within `room`. A text that is too long is parted between words or lines. */
export function paginate(pieces: readonly Piece[], room: Room): Piece[][] {
  const pages: Piece[][] = [];
  const waiting = [...pieces];
  while (waiting.length > 0) pages.push(fillPage(waiting, room));
  return pages.length === 0 ? [[]] : pages;
}

function fillPage(waiting: Piece[], room: Room): Piece[] {
  const page: Piece[] = [];
  let left = room.characters;
  let components = room.components;
  let pictures = maxPictures;
  for (let piece = waiting[0]; piece !== undefined; piece = waiting[0]) {
    const last = page.at(-1);
    const joins = piece.kind === 'text' && last?.kind === 'text';
    if (!joins && components === 0) break;
    if (piece.kind === 'text') {
      const free = left - (joins ? gap.length : 0);
      const [head, tail] = piece.text.length <= free ? [piece.text, ''] : partText(piece.text, free, page);
      if (head === '') break;
      if (joins) last.text += gap + head;
      else page.push({ kind: 'text', text: head });
      left = free - head.length;
      if (tail !== '') {
        waiting[0] = { kind: 'text', text: tail };
        break;
      }
    } else if (piece.kind === 'picture') {
      if (pictures === 0) break;
      pictures -= 1;
      page.push(piece);
    } else if (page.length > 0) page.push(piece);
    waiting.shift();
    if (!joins && page.length > 0) components -= 1;
  }
  if (page.at(-1)?.kind === 'rule') page.pop();
  return page;
}

/** A text is parted only where it would fill more than a page by itself, or where hardly anything of the page is used. */
function partText(whole: string, free: number, page: readonly Piece[]): [head: string, tail: string] {
  return page.length === 0 ? partMarkup(whole, free) : ['', whole];
}

/** Parts markup at the end of a line or, failing that, between words; a code block is closed and opened again. */
export function partMarkup(whole: string, room: number): [head: string, tail: string] {
  const fence = /^```([^\n]*)\n([\s\S]*)\n```$/.exec(whole);
  if (fence !== null) {
    const language = fence[1] === '' ? undefined : fence[1];
    const [head, tail] = partMarkup(fence[2] ?? '', room - fenced('', language).length);
    return [fenced(head, language), fenced(tail, language)];
  }
  const window = whole.slice(0, room + 1);
  const line = window.lastIndexOf('\n');
  const word = window.lastIndexOf(' ');
  const at = line > room / 2 ? line : word > room / 2 ? word : safeCut(whole, room);
  const rest = whole.slice(at);
  return [whole.slice(0, at), at === line || at === word ? rest.slice(1) : rest];
}

/** Never between a backslash and what it escapes, nor within a surrogate pair. */
function safeCut(whole: string, room: number): number {
  const before = whole.charCodeAt(room - 1);
  const splitsPair = before >= 0xd800 && before <= 0xdbff;
  return whole[room - 1] === '\\' || splitsPair ? room - 1 : room;
}
