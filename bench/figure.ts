import type { Spread } from './statistics.ts';

/** One thing measured, as it stands in the table and in the JSON. */
export interface Figure {
  bench: string;
  /** `discord, 50 in flight: reveals` */
  name: string;
  unit: string;
  ours: Spread;
  /** The same done without Viva, in the same run. */
  bare?: Spread;
  /** Ours as a share of bare, round by round. */
  share?: Spread;
  target?: Target;
}

export interface Target {
  /** `share ≥ 0.7` */
  text: string;
  met: boolean;
}

export function atLeast(what: string, value: number, least: number, unit = ''): Target {
  return { text: `${what} ≥ ${least}${unit}`, met: value >= least };
}

export function atMost(what: string, value: number, most: number, unit = ''): Target {
  return { text: `${what} ≤ ${most}${unit}`, met: value <= most };
}
