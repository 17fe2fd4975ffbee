/** The words of an index: to tell at once which of those sought occur nowhere. */
export interface Vocabulary {
  add(words: readonly string[]): void;
  /** Whether any word is this one or begins with it. */
  begins(word: string): boolean;
}

export function createVocabulary(): Vocabulary {
  const all = new Set<string>();
  let sorted: string[] | undefined;
  return {
    add(words) {
      for (const word of words) all.add(word);
      sorted = undefined;
    },
    begins(word) {
      if (all.has(word)) return true;
      sorted ??= [...all].sort();
      let [low, high] = [0, sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sorted[middle] as string) < word) low = middle + 1;
        else high = middle;
      }
      return sorted[low]?.startsWith(word) ?? false;
    },
  };
}
