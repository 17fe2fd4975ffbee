/** What several rounds of one measurement came to. */
export interface Spread {
  median: number;
  /** A quarter of the rounds lies below. */
  low: number;
  /** A quarter of the rounds lies above. */
  high: number;
  rounds: number;
}

/** The value below which a share of them lies, by linear interpolation. Rejects an empty list. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new Error('nothing was measured');
  return below + (above - below) * (place - Math.floor(place));
}

export function spreadOf(values: readonly number[]): Spread {
  return {
    median: quantile(values, 0.5),
    low: quantile(values, 0.25),
    high: quantile(values, 0.75),
    rounds: values.length,
  };
}
