import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';

export const fixtures = fileURLToPath(new URL('../../fixtures/questions', import.meta.url));
export const questions = fileURLToPath(new URL('../../../questions', import.meta.url));

export const examplePath = 'deep-learning/DL0101-every-kind-of-block.md';
export const figurePath = 'deep-learning/loss.vl.json';
export const example = readFileSync(join(fixtures, examplePath), 'utf8');
export const figureText = readFileSync(join(fixtures, figurePath), 'utf8');

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files, gone after the test. */
export function folderWith(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'viva-bank-'));
  made.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A small, good question. */
export function questionText(id: string, title: string, extra = ''): string {
  const choices = ['x', ' ', ' ', ' '].map(
    (box, index) => `- [${box}] Choice ${index}\n\n  Reason ${index}\n`,
  );
  const points = ['One', 'Two', 'Three'].map((name, index) => `${index + 1}. **${name}.** Something.`);
  return [
    `---\nid: ${id}\ntitle: ${title}\ntopic: ${id.slice(0, 2)}\ndifficulty: easy\nsince: 2026-11-23\n${extra}---`,
    `What is ${title}?`,
    '## Hint\n\nThink.',
    `## Choices\n\n${choices.join('\n')}`,
    `## Key points\n\n${points.join('\n')}`,
    '## Answer\n\nThis.\n',
  ].join('\n\n');
}
