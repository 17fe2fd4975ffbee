/** A map of a few entries: beyond `most`, the one that was asked for longest ago goes. */
export interface Recent<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
}

export function createRecent<Key, Value>(most: number): Recent<Key, Value> {
  const known = new Map<Key, Value>();
  return {
    get(key) {
      const value = known.get(key);
      if (value === undefined) return undefined;
      known.delete(key);
      known.set(key, value);
      return value;
    },
    set(key, value) {
      known.delete(key);
      for (const oldest of known.keys()) {
        if (known.size < most) break;
        known.delete(oldest);
      }
      known.set(key, value);
    },
    delete: (key) => void known.delete(key),
  };
}
