import type { KeyValue } from '../../src/app/ports/system.ts';

/** Shelves in memory, for adapters that are tested without a store. */
export function memoryShelves(): KeyValue {
  const shelves = new Map<string, Map<string, string>>();
  const shelf = (name: string) => {
    const known = shelves.get(name) ?? new Map<string, string>();
    shelves.set(name, known);
    return known;
  };
  return {
    get: async (name, key) => shelf(name).get(key),
    put: async (name, key, value) => void shelf(name).set(key, value),
    drop: async (name, key) => void shelf(name).delete(key),
    all: async (name) => Object.fromEntries(shelf(name)),
  };
}
