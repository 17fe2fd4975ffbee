import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Draft } from './draft.ts';
import type { WrittenQuestion } from './written.ts';

const figure = /!\[[^\]]*\]\(\s*([^\s)]+)/g;

/** The files of a question's figures, as its Markdown names them: beside it, and without a folder. */
export function figureNames(question: WrittenQuestion | Draft): string[] {
  const texts = [question.prompt, question.hint, question.answer, question.more];
  const names = texts.flatMap((text) => [...text.matchAll(figure)].map(([, name = '']) => name));
  return [...new Set(names)].filter((name) => name === basename(name) && !name.startsWith('.'));
}

/** Copies what is there; what is not is named by whoever reads the question. Gives the names that were copied. */
export async function copyFigures(names: readonly string[], from: string, to: string): Promise<string[]> {
  if (names.length > 0) await mkdir(to, { recursive: true });
  const copied = await Promise.all(
    names.map((name) =>
      copyFile(join(from, name), join(to, name)).then(
        () => [name],
        () => [],
      ),
    ),
  );
  return copied.flat();
}
