import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a folder that `.dockerignore` lets into an image's build, relative to it. */
export function buildContext(root: string, ignore: string): string[] {
  const rules = ignore
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ pattern: line.replace(/^!/, ''), lets: line.startsWith('!') }));
  const walk = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        const mayHold = rules.some(({ lets, pattern }) => lets && pattern.startsWith(`${path}/`));
        return isOut(path) && !mayHold ? [] : walk(path);
      }
      return isOut(path) ? [] : [path];
    });
  /** The last rule that fits a path, or a folder above it, decides. */
  const isOut = (path: string): boolean => {
    let out = false;
    for (const { pattern, lets } of rules) if (fits(path, pattern)) out = !lets;
    return out;
  };
  return walk('');
}

function fits(path: string, pattern: string): boolean {
  const parts = pattern.split(/(\*\*\/?|\*|\?)/).map((part) => {
    if (part.startsWith('**')) return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    return part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}(/.*)?$`).test(path);
}
