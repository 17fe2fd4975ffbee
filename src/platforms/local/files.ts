import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Context } from 'hono';
import type { Services } from './exchange.ts';
import { channels, type PersonId, sees } from './place.ts';
import { pictureIn } from './views.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** A name of one part that does not begin with a dot: nothing that could lead out of a folder. */
const plainName = /^[\w-][\w.-]{0,127}$/;

export async function servePage(context: Context, pageFolder: string): Promise<Response> {
  const page = await readIfThere(join(pageFolder, 'index.html'));
  if (page === undefined) {
    return context.text('The page is not built yet: run npx vite build src/platforms/local/page', 503);
  }
  return send(page, '.html', 'no-cache');
}

export async function serveAsset(context: Context, pageFolder: string, name: string): Promise<Response> {
  const type = extname(name);
  if (!plainName.test(name) || types[type] === undefined) return context.notFound();
  const file = await readIfThere(join(pageFolder, 'assets', name));
  // Asset names carry a hash of their content.
  return file === undefined ? context.notFound() : send(file, type, 'max-age=31536000, immutable');
}

/** A picture of a card that this person was shown; of no one in particular, one that stands in a channel. */
export async function servePicture(
  context: Context,
  services: Services,
  name: string,
  person: PersonId | undefined,
): Promise<Response> {
  const id = /^([\w-]{1,128})\.png$/.exec(name)?.[1];
  return sendPicture(context, id === undefined ? undefined : await picturePath(services, id, person));
}

/** The file of a private answer, for the person who was given it. */
export function serveFile(
  context: Context,
  { audience }: Services,
  message: string,
  person: PersonId | undefined,
): Response | Promise<Response> {
  const answers = person === undefined ? [] : audience.privateAnswers(person);
  const content = answers.find(({ id }) => id === message)?.content;
  const file = content !== undefined && 'card' in content ? content.card.attachment : undefined;
  if (file === undefined || !plainName.test(file.name)) return context.notFound();
  return context.body(file.text, 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${file.name}"`,
    'cache-control': 'no-store',
  });
}

/** The picture at a path that was looked up, and never taken from a request. */
export async function sendPicture(context: Context, path: string | undefined): Promise<Response> {
  const file = path === undefined ? undefined : await readIfThere(path);
  return file === undefined ? context.notFound() : send(file, '.png', 'private, max-age=31536000, immutable');
}

async function picturePath(
  { audience, messages }: Services,
  id: string,
  person: PersonId | undefined,
): Promise<string | undefined> {
  const answers = person === undefined ? [] : audience.privateAnswers(person);
  const visible = channels.filter((channel) =>
    person === undefined ? channel.owner === undefined : sees(person, channel),
  );
  const kept = await Promise.all(visible.map((channel) => messages.all(channel.id)));
  for (const { content } of [...answers, ...kept.flat()]) {
    const picture = 'card' in content ? pictureIn(content.card, id) : undefined;
    if (picture !== undefined) return picture.path;
  }
  return undefined;
}

function send(file: Uint8Array<ArrayBuffer>, type: string, cache: string): Response {
  return new Response(file, { headers: { 'content-type': types[type] ?? '', 'cache-control': cache } });
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    return undefined;
  }
}
