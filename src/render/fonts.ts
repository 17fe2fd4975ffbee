import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export interface FontFace {
  /** Each file is a family of its own: who draws can say which one a letter comes from. */
  family: string;
  weight: 400 | 600;
  /** Inside `node_modules`. */
  file: string;
}

function inter(family: string, part: string, weights: readonly (400 | 600)[]): FontFace[] {
  return weights.map((weight) => ({
    family,
    weight,
    file: `@fontsource/inter/files/inter-${part}-${weight}-normal.woff2`,
  }));
}

/** What text in pictures is drawn with; a letter that the first lacks is taken from the next that has it. */
export const textFonts: readonly FontFace[] = [
  ...inter('Inter', 'latin', [400, 600]),
  ...inter('Inter Extended', 'latin-ext', [400, 600]),
  ...inter('Inter Greek', 'greek', [400, 600]),
  ...inter('Inter Cyrillic', 'cyrillic', [400, 600]),
  ...inter('Inter Vietnamese', 'vietnamese', [400, 600]),
  {
    family: 'Noto Sans Math',
    weight: 400,
    file: '@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff2',
  },
];

export const codeFont: FontFace = {
  family: 'JetBrains Mono',
  weight: 400,
  file: '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-400-normal.woff2',
};

export function readFont({ file }: FontFace): Promise<Buffer> {
  return readFile(require.resolve(file));
}
