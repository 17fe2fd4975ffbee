import { BadFigure } from './bad-figure.ts';

/** More points than a picture of this size could show. */
const mostRows = 20_000;
const mostMarks = 200;
const counts = new Set(['tickCount', 'maxbins', 'steps', 'columns']);

/**
 * Refuses what Vega would make without end. A specification is some lines long, and a sequence in it can still ask for
 * a million million rows.
 */
export function refuseEndless(value: unknown): void {
  if (Array.isArray(value)) for (const one of value) refuseEndless(one);
  if (typeof value === 'string') refuseLongList(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'sequence') refuseLong(inner);
    if (counts.has(key) && typeof inner === 'number' && !(inner <= mostMarks)) {
      throw new BadFigure(
        `its \`${key}\` is ${inner}, and ${mostMarks} at most can be seen: write \`"${key}": 10\``,
      );
    }
    refuseEndless(inner);
  }
}

/** `sequence(0, 64)` in an expression; one whose length is worked out could come to anything. */
function refuseLongList(expression: string): void {
  for (const [call, given = ''] of expression.matchAll(/\bsequence\s*\(([^)]*)/g)) {
    const numbers = given.match(/[\d.]+(?:e[+-]?\d+)?/gi)?.map(Number) ?? [];
    if (numbers.every((number) => number <= mostRows) && !/[*/^]|pow|exp/.test(given)) continue;
    throw new BadFigure(
      `\`${call})\` may come to more than ${mostRows} rows: write such as \`sequence(0, 64)\``,
    );
  }
}

function refuseLong(sequence: unknown): void {
  if (typeof sequence !== 'object' || sequence === null) return;
  const { start = 0, stop = 0, step = 1 } = sequence as Record<string, unknown>;
  const rows = (Number(stop) - Number(start)) / Number(step);
  if (rows <= mostRows) return;
  throw new BadFigure(
    `its sequence has more than ${mostRows} rows: write such as \`"sequence": {"start": 0, "stop": 10, "step": 0.05}\``,
  );
}
