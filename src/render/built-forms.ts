import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { look } from './look.ts';

/** What formulas come to as text; kept beside the pictures of a bank, so that nothing is set again at run time. */
export interface BuiltForms {
  /** Plain Unicode text by TeX; null where there is none. */
  inline: Record<string, string | null>;
  display: Record<string, DisplayForm>;
}

export interface DisplayForm {
  plain: string | null;
  /** As it is read out. */
  spoken: string;
}

const fileName = 'forms.json';
const schema = z.object({
  look: z.literal(look.version),
  inline: z.record(z.string(), z.string().nullable()),
  display: z.record(z.string(), z.object({ plain: z.string().nullable(), spoken: z.string() })),
});

export function formsText(forms: BuiltForms): string {
  return `${JSON.stringify({ look: look.version, ...forms }, null, 1)}\n`;
}

export function formsPath(folder: string): string {
  return join(folder, fileName);
}

/** Of several folders, the first that knows a formula counts. A file that is not there or not whole is passed over. */
export async function readBuiltForms(folders: readonly string[]): Promise<BuiltForms> {
  const read = await Promise.all(folders.map(readForms));
  return {
    inline: Object.assign({}, ...read.map(({ inline }) => inline).reverse()),
    display: Object.assign({}, ...read.map(({ display }) => display).reverse()),
  };
}

async function readForms(folder: string): Promise<BuiltForms> {
  try {
    return schema.parse(JSON.parse(await readFile(formsPath(folder), 'utf8')));
  } catch {
    return { inline: {}, display: {} };
  }
}
