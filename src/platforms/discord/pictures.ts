import { readFile } from 'node:fs/promises';
import type { RawFile, RESTAPIAttachment } from 'discord.js';
import type { Attachment, SetCard } from '../../core/card.ts';
import { createRecent } from '../../core/recent.ts';
import type { Picture, SetBlock } from '../../core/rich-text.ts';
import { altText, attachmentName } from './render.ts';

/** What goes with a request: the files, and what they are. */
export interface Upload {
  files: RawFile[];
  attachments: RESTAPIAttachment[];
}

/** A message's pictures, and the file that goes with it. */
export function withAttachment(upload: Upload, attachment: Attachment | undefined): Upload {
  if (attachment === undefined) return upload;
  const { name, text } = attachment;
  return {
    files: [...upload.files, { name, data: Buffer.from(text), contentType: 'application/json' }],
    attachments: [...upload.attachments, { id: String(upload.files.length), filename: name }],
  };
}

/** Pictures of late, a few dozen KB each: an answer is asked for by many at once. A file's name tells its content. */
const recent = createRecent<string, Buffer>(64);

async function contentOf(path: string): Promise<Buffer | undefined> {
  const known = recent.get(path);
  if (known !== undefined) return known;
  const content = await readFile(path).catch(() => undefined);
  if (content !== undefined) recent.set(path, content);
  return content;
}

/**
 * Reads a card's pictures. One that cannot be read (a cache was cleared) is shown by its words instead: a post must not
 * fail for it.
 */
export async function loadPictures(card: SetCard): Promise<{
  card: SetCard;
  load(pictures: readonly Picture[]): Upload;
}> {
  const data = new Map<string, Buffer>();
  const blocks = card.sections.flatMap((section) => section.body);
  const pictures = picturesIn(blocks);
  await Promise.all(
    pictures.map(async ({ id, path }) => {
      const content = await contentOf(path);
      if (content !== undefined) data.set(id, content);
    }),
  );
  const load = (shown: readonly Picture[]) => upload(shown, data);
  if (pictures.every(({ id }) => data.has(id))) return { card, load };
  const sections = card.sections.map((section) => ({
    ...section,
    body: section.body.map((block) => readable(block, data)),
  }));
  return { card: { ...card, sections }, load };
}

function upload(pictures: readonly Picture[], data: ReadonlyMap<string, Buffer>): Upload {
  const files: RawFile[] = [];
  const attachments: RESTAPIAttachment[] = [];
  for (const picture of pictures) {
    const content = data.get(picture.id);
    if (content === undefined) continue;
    const name = attachmentName(picture);
    attachments.push({ id: String(files.length), filename: name, description: altText(picture) });
    files.push({ name, data: content, contentType: 'image/png' });
  }
  return { files, attachments };
}

function picturesIn(blocks: readonly SetBlock[]): Picture[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'picture':
        return [block.picture];
      case 'list':
        return picturesIn(block.items.flat());
      case 'quote':
        return picturesIn(block.children);
      default:
        return [];
    }
  });
}

function readable(block: SetBlock, data: ReadonlyMap<string, Buffer>): SetBlock {
  switch (block.type) {
    case 'picture': {
      if (data.has(block.picture.id)) return block;
      const words = [block.plain, block.caption ?? ''].filter((text) => text !== '').join(' – ');
      return { type: 'paragraph', children: [{ type: 'text', value: words }] };
    }
    case 'list':
      return { ...block, items: block.items.map((item) => item.map((one) => readable(one, data))) };
    case 'quote':
      return { ...block, children: block.children.map((one) => readable(one, data)) };
    default:
      return block;
  }
}
