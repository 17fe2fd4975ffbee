import {
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIContainerComponent,
  type APIModalInteractionResponseCallbackData,
  type APIStringSelectComponent,
  type APITextInputComponent,
  ButtonStyle,
  ComponentType,
  SeparatorSpacingSize,
  TextInputStyle,
} from 'discord.js';
import { decodeAction } from '../../core/action.ts';
import type { Attachment, CardAction, Form, SelectField, SetCard, TextField, Tone } from '../../core/card.ts';
import { questionIdPattern } from '../../core/question.ts';
import type { Picture } from '../../core/rich-text.ts';
import { escapeText } from './markup.ts';
import { type Piece, paginate, piecesOf, type Room } from './pieces.ts';

/** A message in Components V2, and the pictures that go with it as attachments. */
export interface RenderedMessage {
  components: APIContainerComponent[];
  files: Picture[];
  attachment?: Attachment;
}

/** Discord's limits for one message. */
const maxCharacters = 4_000;
const maxComponents = 40;
const maxAlt = 1_024;
/** Titles, context and footer are short; were one not, it must not push the text out. */
const maxLine = 300;
const pointerRoom = 200;
const maxButtonsInRow = 5;
const maxRows = 5;

const accents: Record<Tone, number> = {
  question: 0x3b6fe0,
  answer: 0x7a4fd0,
  info: 0x5f6b7a,
  success: 0x2e9e5b,
  warning: 0xd98e04,
  refusal: 0xc7433b,
};

/** A card as one message. What is too long for one is cut between paragraphs, with a pointer to the whole. */
export function renderMessage(card: SetCard): RenderedMessage {
  const [first = [], ...rest] = pagesOf(card);
  const pointer = rest.length === 0 ? [] : [pointerTo(card)];
  return message(card, [...head(card), ...body(first), ...pointer, ...tail(card)], first);
}

/** A card as as many messages as it takes: for private answers, where nothing may be missing. */
export function renderPages(card: SetCard): RenderedMessage[] {
  const pages = pagesOf(card);
  return pages.map((page, index) => {
    const above = index === 0 ? head(card) : [];
    if (index < pages.length - 1) return message(card, [...above, ...body(page)], page);
    const { attachment } = card;
    const last = message(card, [...above, ...body(page), ...fileOf(attachment), ...tail(card)], page);
    return attachment === undefined ? last : { ...last, attachment };
  });
}

export function attachmentName(picture: Picture): string {
  return `${picture.id}.png`;
}

export function altText(picture: Picture): string {
  return picture.alt.slice(0, maxAlt);
}

function pagesOf(card: SetCard): Piece[][] {
  const rows = actionRows(card);
  const buttons = rows.reduce((sum, row) => sum + 1 + row.components.length, 0);
  const room: Room = {
    characters: maxCharacters - lineLength(head(card)) - lineLength(tail(card)) - pointerRoom,
    // The container, the head, the pointer and the footer are four.
    components: maxComponents - buttons - 4 - fileOf(card.attachment).length,
  };
  return paginate(piecesOf(card), room);
}

function lineLength(components: APIComponentInContainer[]): number {
  return components.reduce(
    (sum, one) => sum + (one.type === ComponentType.TextDisplay ? one.content.length : 0),
    0,
  );
}

function message(card: SetCard, inner: APIComponentInContainer[], page: Piece[]): RenderedMessage {
  // A container must not be empty; a card without any text still says what it is about.
  const components = inner.length === 0 ? [textDisplay(line(card.summary))] : inner;
  const pictures = page.flatMap((piece) => (piece.kind === 'picture' ? [piece.picture] : []));
  const files = [...new Map(pictures.map((picture) => [picture.id, picture])).values()];
  return {
    components: [{ type: ComponentType.Container, accent_color: accents[card.tone], components }],
    files,
  };
}

function head(card: SetCard): APIComponentInContainer[] {
  const lines = [
    card.context === undefined ? '' : `-# ${line(card.context)}`,
    card.title === undefined ? '' : `## ${line(card.title)}`,
  ].filter((one) => one !== '');
  return lines.length === 0 ? [] : [textDisplay(lines.join('\n'))];
}

function tail(card: SetCard): APIComponentInContainer[] {
  const footer = card.footer === undefined ? [] : [textDisplay(`-# ${line(card.footer)}`)];
  return [...actionRows(card), ...footer];
}

function line(text: string): string {
  return escapeText(text.length > maxLine ? `${text.slice(0, maxLine - 1)}…` : text);
}

function body(page: Piece[]): APIComponentInContainer[] {
  return page.map((piece): APIComponentInContainer => {
    if (piece.kind === 'text') return textDisplay(piece.text);
    if (piece.kind === 'rule') {
      return { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small };
    }
    const { picture } = piece;
    const media = { url: `attachment://${attachmentName(picture)}` };
    return { type: ComponentType.MediaGallery, items: [{ media, description: altText(picture) }] };
  });
}

/** A file shows in a message where a component refers to it. */
function fileOf(attachment: Attachment | undefined): APIComponentInContainer[] {
  if (attachment === undefined) return [];
  return [{ type: ComponentType.File, file: { url: `attachment://${attachment.name}` } }];
}

function textDisplay(content: string): APIComponentInContainer {
  return { type: ComponentType.TextDisplay, content };
}

function pointerTo(card: SetCard): APIComponentInContainer {
  const question = questionOf(card);
  const where = question === undefined ? '' : ` \`/viva show ${question}\` shows all of it.`;
  return textDisplay(`-# … This is longer than a message may be.${where}`);
}

/** The question a card is about: its buttons tell, or its lines. */
function questionOf(card: SetCard): string | undefined {
  for (const { id } of card.actions.flat()) {
    const action = decodeAction(id);
    if (action !== undefined && 'question' in action) return action.question;
  }
  const words = [card.context, card.title, card.footer, card.summary].join(' ').split(/[^A-Za-z0-9]+/);
  return words.find((word) => questionIdPattern.test(word));
}

interface Row {
  type: ComponentType.ActionRow;
  components: APIButtonComponentWithCustomId[];
}

function actionRows(card: SetCard): Row[] {
  const rows = card.actions.flatMap((row) => {
    const parts: CardAction[][] = [];
    for (let at = 0; at < row.length; at += maxButtonsInRow) parts.push(row.slice(at, at + maxButtonsInRow));
    return parts;
  });
  return rows
    .slice(0, maxRows)
    .map((row) => ({ type: ComponentType.ActionRow, components: row.map(button) }));
}

const buttonStyles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

function button({ label, style, id, disabled }: CardAction): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: buttonStyles[style],
    label: label.slice(0, 80).replace(/[\ud800-\udbff]$/, ''),
    custom_id: id,
    disabled,
  };
}

/** A form as a modal. */
export function renderForm(form: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: form.id,
    title: form.title.slice(0, 45),
    components: form.fields.map((field) => ({
      type: ComponentType.Label,
      label: field.label.slice(0, 45),
      ...(field.hint === undefined ? {} : { description: field.hint.slice(0, 100) }),
      component: 'choices' in field ? select(field) : textInput(field),
    })),
  };
}

function textInput(field: TextField): APITextInputComponent {
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style: field.multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.required,
    max_length: Math.min(field.maxLength, 4_000),
    ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder.slice(0, 100) }),
  };
}

function select({ name, required, choices }: SelectField): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: name,
    required,
    options: choices.slice(0, 25).map(({ label, value }) => ({ label: label.slice(0, 100), value })),
  };
}
