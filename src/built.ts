import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Made by the build for the questions that come with Viva; not there where Viva runs from its sources. */
export const builtPictures = fileURLToPath(new URL('pictures', import.meta.url));

/** What reading the questions came to, beside the pictures of a folder: the first start is then as quick as the next. */
export function readingsBeside(pictures: string): string {
  return join(pictures, 'readings');
}
