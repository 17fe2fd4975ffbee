import type { HomeView, KnownBlock } from '@slack/types';
import type { CardAction, SetCard } from '../../core/card.ts';
import { questionIdPattern } from '../../core/question.ts';
import { beginning } from '../../core/tidy.ts';
import { type Audience, escapeText, fenced, type Piece, pieces } from './markup.ts';

/** Slack's limits, and the room that a whole message has before it is refused. */
export const limits = {
  blocks: 50,
  section: 3000,
  header: 150,
  button: 75,
  total: 12_000,
  context: 2000,
  alt: 2000,
};

/** What all blocks of a surface may take together. */
interface Room {
  blocks: number;
  /** Characters of their JSON. */
  total: number;
}

/** The Home tab's; a view of more than 250 KB is refused, so this is far from it whatever is escaped. */
const homeRoom: Room = { blocks: 100, total: 60_000 };

export interface SlackMessage {
  /** For notifications and screen readers; never holds more than the card's summary. */
  text: string;
  blocks: KnownBlock[];
}

/**
 * A card as Slack blocks. `pictures` names the uploaded file of each picture (by picture id); a picture without one is
 * shown as text, and so is every picture of a confidential section. A channel never gets a confidential section.
 */
export function renderMessage(
  card: SetCard,
  pictures: ReadonlyMap<string, string>,
  where: Audience,
): SlackMessage {
  const blocks = blocksOf(card, pictures, where, limits, cutNotice(card));
  const text = cut(escapeText(card.summary), limits.section);
  return { text, blocks: blocks.length === 0 ? [markdown(text === '' ? '…' : text)] : blocks };
}

/** What all of a card would take, were there no limit to a message. */
export function measure(
  card: SetCard,
  pictures: ReadonlyMap<string, string>,
  where: Audience,
): { blocks: number; characters: number } {
  const endless = { blocks: Number.POSITIVE_INFINITY, total: Number.POSITIVE_INFINITY };
  const blocks = blocksOf(card, pictures, where, endless, '');
  return { blocks: blocks.length, characters: blocks.reduce((sum, block) => sum + textLength(block), 0) };
}

/** A card as a person's Home tab. */
export function renderHome(card: SetCard): HomeView {
  const notice = 'There is more than fits here: `/viva streak` shows all of your streaks.';
  const blocks = blocksOf(card, new Map(), 'private', homeRoom, notice);
  return { type: 'home', blocks: blocks.length === 0 ? [markdown(escapeText(card.summary))] : blocks };
}

function blocksOf(
  card: SetCard,
  pictures: ReadonlyMap<string, string>,
  where: Audience,
  room: Room,
  notice: string,
): KnownBlock[] {
  const head: KnownBlock[] = [];
  if (card.title !== undefined) head.push(header(card.title));
  if (card.context !== undefined) head.push(context(escapeText(card.context)));
  const tail = [
    ...card.actions.map(actionRow),
    ...(card.footer === undefined ? [] : [context(escapeText(card.footer))]),
  ];
  const body: KnownBlock[] = card.sections
    .filter((section) => where === 'private' || !section.confidential)
    .flatMap((section) => {
      const heading: Piece[] =
        section.heading === undefined
          ? []
          : [{ type: 'text', value: `*${escapeText(section.heading)}*`, tight: false }];
      const known = section.confidential ? new Map<string, string>() : pictures;
      return sectionBlocks([...heading, ...pieces(section.body, where)], known);
    });
  return [...head, ...fitting(body, head, tail, room, notice), ...tail];
}

/** The pictures that a message may show as pictures: none of a confidential section. */
export function showablePictures(card: SetCard): Extract<Piece, { type: 'picture' }>[] {
  return card.sections
    .filter((section) => !section.confidential)
    .flatMap((section) => pieces(section.body, 'channel'))
    .filter((piece) => piece.type === 'picture');
}

function sectionBlocks(list: Piece[], pictures: ReadonlyMap<string, string>): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let text = '';
  const flush = () => {
    if (text.trim() !== '') blocks.push(markdown(text));
    text = '';
  };
  const add = (value: string, tight: boolean) => {
    const joint = text === '' ? '' : tight ? '\n' : '\n\n';
    if (text.length + joint.length + value.length > limits.section) flush();
    text = text === '' ? value : text + joint + value;
  };
  for (const piece of list) {
    if (piece.type === 'text') for (const part of parts(piece.value)) add(part, piece.tight);
    else if (piece.type === 'code') for (const part of codeParts(piece.value)) add(part, false);
    else {
      const { picture, plain, caption } = piece.block;
      const file = pictures.get(picture.id);
      if (file === undefined && plain !== '') for (const part of codeParts(plain)) add(part, false);
      if (file !== undefined) {
        flush();
        blocks.push({
          type: 'image',
          slack_file: { id: file },
          alt_text: cut(picture.alt, limits.alt) || 'picture',
        });
      }
      if (caption !== undefined) add(`_${escapeText(caption).replaceAll('\n', ' ')}_`, true);
    }
  }
  flush();
  return blocks;
}

/** What fits of the body beside head and tail, with a pointer to the rest where something had to go. */
function fitting(
  body: KnownBlock[],
  head: KnownBlock[],
  tail: KnownBlock[],
  whole: Room,
  notice: string,
): KnownBlock[] {
  const pointer = context(notice);
  const size = (blocks: KnownBlock[]) => blocks.reduce((sum, block) => sum + textLength(block), 0);
  const room = {
    blocks: whole.blocks - head.length - tail.length,
    text: whole.total - size(head) - size(tail),
  };
  if (body.length <= room.blocks && size(body) <= room.text) return body;
  room.text -= textLength(pointer);
  const kept: KnownBlock[] = [];
  for (const block of body) {
    if (kept.length + 2 > room.blocks || textLength(block) > room.text) break;
    kept.push(block);
    room.text -= textLength(block);
  }
  return [...kept, pointer];
}

function cutNotice(card: SetCard): string {
  const id = [card.title, card.context, card.footer, card.summary]
    .flatMap((line) => line?.split(/[^A-Z0-9]+/) ?? [])
    .find((word) => questionIdPattern.test(word));
  return `Cut here: the rest is too long for a Slack message. \`/viva show ${id ?? 'ID'}\` shows the question by itself.`;
}

function textLength(block: KnownBlock): number {
  return JSON.stringify(block).length;
}

/** Text in parts of a section's length, cut between lines or words and never inside a link, mention or escape. */
function parts(text: string): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > limits.section) {
    const end = cutAt(rest);
    found.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^[ \n]/, '');
  }
  return [...found, rest];
}

/** Where text without a space in its second half is cut between any two characters of the text that people read. */
function cutAt(text: string): number {
  let [space, anywhere] = [0, 0];
  for (const match of text.slice(0, limits.section).matchAll(/<[^>]*>|&[a-z]+;|[^<&]/gu)) {
    // A gap: a link or escape that this part does not hold to its end.
    if (match.index !== anywhere) break;
    if (match[0] === ' ' || match[0] === '\n') space = match.index;
    anywhere += match[0].length;
  }
  // Nothing could be kept whole: an address longer than a section, which no client shows anyway.
  if (anywhere === 0) return limits.section;
  return space > limits.section / 2 ? space : anywhere;
}

/** Code in parts that each have their own fence; one short line stays inline. */
function codeParts(value: string): string[] {
  // Escaping makes text up to five times longer, so the parts are cut after it, by lines where possible.
  const lines = value
    .trimEnd()
    .split('\n')
    .flatMap((line) => (line.length > 500 ? (line.match(/.{1,500}/gsu) ?? []) : [line]));
  const found: string[] = [];
  let part = '';
  for (const line of lines) {
    const longer = part === '' ? line : `${part}\n${line}`;
    if (fenced(longer).length > limits.section && part !== '') {
      found.push(fenced(part));
      part = line;
    } else part = longer;
  }
  return part === '' ? found : [...found, fenced(part)];
}

function header(title: string): KnownBlock {
  return { type: 'header', text: plainText(title, limits.header) };
}

/** Verbatim: Slack then makes no link, channel or mention of what only looks like one. */
const mrkdwn = { type: 'mrkdwn', verbatim: true } as const;

function markdown(text: string): KnownBlock {
  return { type: 'section', text: { ...mrkdwn, text: cut(text, limits.section) }, expand: true };
}

function context(text: string): KnownBlock {
  return { type: 'context', elements: [{ ...mrkdwn, text: cut(text, limits.context) || '…' }] };
}

/** Slack has no disabled buttons: a row of them is shown as text, so that nothing invites a useless press. */
function actionRow(row: CardAction[]): KnownBlock {
  const live = row.filter((action) => !action.disabled);
  if (live.length === 0) return context(row.map((action) => `[${escapeText(action.label)}]`).join('  '));
  return {
    type: 'actions',
    elements: live.map((action) => ({
      type: 'button',
      action_id: action.id,
      text: plainText(action.label, limits.button),
      ...(action.style === 'secondary'
        ? {}
        : { style: action.style === 'danger' ? ('danger' as const) : ('primary' as const) }),
    })),
  };
}

export function plainText(text: string, length: number) {
  return { type: 'plain_text' as const, text: cut(text, length), emoji: false };
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  // An escape cut in half would be shown as its first letters.
  return `${beginning(text, length - 1).replace(/&[a-z]*$/, '')}…`;
}
