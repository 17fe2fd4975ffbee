import { fileURLToPath } from 'node:url';

/** Made by the build for the questions that come with Viva; not there where Viva runs from its sources. */
export const builtPictures = fileURLToPath(new URL('pictures', import.meta.url));
