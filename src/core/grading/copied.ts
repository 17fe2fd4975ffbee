import type { Token } from './tokens.ts';

/** A row of so many telling words is no chance. */
const row = 5;

/** The rows of words in texts that members see before they answer. */
export function rowsOf(texts: readonly (readonly Token[])[]): ReadonlySet<string> {
  return new Set(texts.flatMap((tokens) => tokens.map((_, index) => rowAt(tokens, index) ?? '')));
}

/** An answer without what it repeats word for word: that was known before. */
export function withoutCopies(tokens: readonly Token[], rows: ReadonlySet<string>): Token[] {
  const copied = new Set<Token>();
  for (const index of tokens.keys()) {
    if (!rows.has(rowAt(tokens, index) ?? '-')) continue;
    for (const token of tokens.slice(index, index + row)) copied.add(token);
  }
  return tokens.filter((token) => !copied.has(token));
}

function rowAt(tokens: readonly Token[], start: number): string | undefined {
  if (start + row > tokens.length) return undefined;
  return tokens
    .slice(start, start + row)
    .map((token) => token.stem)
    .join(' ');
}
