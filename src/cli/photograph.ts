import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createHttpServer } from '../ops/http.ts';
import { createBankListener } from '../platforms/local/bank-routes.ts';
import type { Library } from '../platforms/local/library.ts';
import { renderers } from '../renderers.ts';
import type { Console } from './console.ts';

interface Wanted {
  id: string;
  looks: readonly ('discord' | 'slack')[];
  library: Library;
  pageFolder: string;
  write(file: string, bytes: Uint8Array): Promise<void>;
}

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const themes = ['light', 'dark'] as const;
/** Wide enough for the list not to be folded away; only the question is taken. */
const viewport = { width: 1_180, height: 900 };

/** Takes pictures of a question on the local page, by a real browser. 1 where there is none, in words. */
export async function photograph(
  { id, looks, library, pageFolder, write }: Wanted,
  io: Console,
): Promise<number> {
  const program = await firstOn(io.path, programs);
  const driver = await import('playwright-core').catch(() => undefined);
  if (program === undefined || driver === undefined) {
    io.complain(
      program === undefined
        ? `For pictures install Chromium (Debian: apt install chromium); ${programs.join(', ')} were looked for.`
        : 'For pictures install the development packages too: npm ci',
    );
    return 1;
  }
  const http = createHttpServer();
  http.mount('/', createBankListener(library, renderers, { pageFolder, origin: http.origin }));
  const origin = await http.listen('127.0.0.1', 0);
  // A browser refuses its sandbox to root, as in a container; the page is our own.
  const browser = await driver.chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
  try {
    for (const look of looks) {
      for (const theme of themes) {
        const page = await browser.newPage({ viewport, colorScheme: theme, deviceScaleFactor: 2 });
        // As text: the program's own types know nothing of what is in a browser.
        await page.addInitScript(`localStorage.setItem('viva-look', '${look}')`);
        await page.goto(`${origin}/bank/${id}`);
        await page.locator('.spoils summary').click();
        await page.waitForLoadState('networkidle');
        const question = page.locator('.bank-reading');
        // What is scrolled out of sight is not on a picture: the window is made as high as the question.
        const height = Math.ceil((await question.boundingBox())?.height ?? 0) + viewport.height;
        await page.setViewportSize({ ...viewport, height });
        await write(`${id}-${look}-${theme}.png`, await question.screenshot());
        await page.close();
      }
    }
  } finally {
    await browser.close();
    await http.close();
  }
  return 0;
}

async function firstOn(path: string, names: readonly string[]): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    for (const name of names) {
      const program = join(folder, name);
      const runs = await access(program, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (runs) return program;
    }
  }
  return undefined;
}
