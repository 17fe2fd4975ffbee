import type { PageOf } from './outcome.ts';

/** A page of a list; beyond its end there is the last one. */
export function pageOf<Item>(all: readonly Item[], wanted: number, size: number): PageOf<Item> {
  const of = Math.max(1, Math.ceil(all.length / size));
  const number = Math.min(Math.max(1, wanted), of);
  return { number, of, total: all.length, items: all.slice((number - 1) * size, number * size) };
}
