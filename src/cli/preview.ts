import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { previewParts } from '../app/preview.ts';
import { loadBank } from '../bank/load-bank.ts';
import { builtPictures } from '../built.ts';
import type { Picture } from '../core/rich-text.ts';
import { pageFolder } from '../create-platforms.ts';
import { createLog } from '../ops/log.ts';
import { createTypesetter } from '../render/typesetter.ts';
import { renderers } from '../renderers.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';

const platforms = ['discord', 'slack'] as const;
type PlatformName = (typeof platforms)[number];

/**
 * `viva preview ID`: the very payloads that a service would be sent for a question, from its post to its close. With
 * `--to FOLDER` they are written there, with pictures of how they look on a light and on a dark page.
 */
export async function preview(
  given: string,
  { platform, to }: { platform?: string; to?: string },
  io: Console,
): Promise<number> {
  const config = configured(io);
  if (config === undefined) return 1;
  const chosen = platforms.filter((name) => platform === undefined || name === platform.toLowerCase());
  if (chosen.length === 0) {
    io.complain(`There is no preview for ${platform}: --platform is discord or slack.`);
    return 1;
  }
  const { bank, problems } = await loadBank([...config.questionFolders], {});
  const id = given.trim().toUpperCase();
  const question = bank.get(id);
  if (question === undefined) {
    io.complain(`The bank has no question ${id}.`);
    for (const { file, line, message } of problems.filter(({ file }) => file.includes(id)))
      io.complain(`  ${file}:${line}  ${message}`);
    return 1;
  }
  const log = createLog('warn', io.isTerminal);
  const typesetter = createTypesetter({
    cacheFolder: join(config.dataFolder, 'pictures'),
    built: [builtPictures],
    log,
  });
  const now = io.now?.() ?? Date.now();
  const parts = await Promise.all(
    previewParts(question, bank, now).map(async (part) => ({
      ...part,
      card: await typesetter.typeset(part.card),
    })),
  );
  const shown = chosen.flatMap((name) =>
    parts.map((part) => ({ name, part, rendered: renderers[name](part.card, part.where) })),
  );
  if (to === undefined) {
    for (const { name, part, rendered } of shown) {
      io.complain(`${name}, ${part.title.toLowerCase()}:`);
      io.print(JSON.stringify(rendered.payload, null, 2));
    }
    io.complain('\nWith --to FOLDER these are written as files, beside pictures of how they look.');
    return 0;
  }
  await mkdir(to, { recursive: true });
  const write = async (file: string, bytes: string | Uint8Array) => {
    await writeFile(join(to, file), bytes);
    io.print(join(to, file));
  };
  for (const { name, part, rendered } of shown) {
    const payload = { payload: rendered.payload, pictures: rendered.files.map(pictureLine) };
    await write(`${id}-${name}-${part.name}.json`, `${JSON.stringify(payload, null, 2)}\n`);
  }
  const { photograph } = await import('./photograph.ts');
  const library = { bank, cards: async () => parts };
  return photograph({ id, looks: chosen as PlatformName[], library, pageFolder, write }, io);
}

/** What the payload names by its id. */
function pictureLine({ id, alt, width, height }: Picture): object {
  return { id, alt, width, height };
}
