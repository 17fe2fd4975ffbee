import type { Child } from './child.ts';
import { atLeast, atMost, type Figure } from './figure.ts';
import type { LoadResult } from './load.ts';
import { processorTime } from './process.ts';
import { progress } from './progress.ts';
import { openDiscord, openSlack, type Sides } from './sides.ts';
import { spreadOf } from './statistics.ts';

/** How many reveals a round has, by how many are in flight. */
const plans = [
  { inFlight: 1, count: 80, quickCount: 30 },
  { inFlight: 50, count: 600, quickCount: 200 },
  { inFlight: 500, count: 1_000, quickCount: 500 },
];

interface Measured extends LoadResult {
  /** Processor time of the bot's process, ms a reveal. */
  processor: number;
}

/**
 * A member whom nobody saw before presses Reveal under a round, and is shown the answer: by Viva, and by a bare handler
 * that acknowledges and sends the same payload. Both in turn, so that whatever slows the machine slows both.
 */
export async function reveal({ quick }: { quick: boolean }): Promise<Figure[]> {
  const figures: Figure[] = [];
  const open = {
    discord: openDiscord,
    'slack socket': () => openSlack('socket'),
    'slack http': () => openSlack('http'),
  };
  for (const [name, openSides] of Object.entries(open)) {
    const sides = await openSides();
    try {
      figures.push(...(await measure(name, sides, quick)));
    } finally {
      await sides.stop();
    }
  }
  return figures;
}

async function measure(name: string, sides: Sides, quick: boolean): Promise<Figure[]> {
  const rounds = quick ? 3 : 5;
  const load = async (side: Side, count: number, inFlight: number): Promise<Measured> => {
    const { server, pid } = sides[side];
    const before = processorTime(pid);
    const result = await server.call<LoadResult>('load', {
      count,
      inFlight,
      button: sides.button,
      pages: sides.pages,
    });
    return { ...result, processor: (processorTime(pid) - before) / count };
  };
  // What is compiled and kept at the first uses is no part of the figures.
  progress(`reveal: ${name}, warming up`);
  for (const side of bothSides) await load(side, quick ? 200 : 600, 50);
  const figures: Figure[] = [];
  for (const { inFlight, count, quickCount } of plans) {
    const seen: Record<Side, Measured[]> = { ours: [], bare: [] };
    for (let round = 0; round < rounds; round += 1) {
      progress(`reveal: ${name}, ${inFlight} in flight, round ${round + 1} of ${rounds}`);
      const order = round % 2 === 0 ? bothSides : [...bothSides].reverse();
      for (const side of order) seen[side].push(await load(side, quick ? quickCount : count, inFlight));
    }
    figures.push(...figuresOf(`${name}, ${inFlight} in flight`, inFlight, seen));
  }
  await complain(sides.ours.server, true);
  await complain(sides.bare.server, false);
  return figures;
}

type Side = 'ours' | 'bare';
const bothSides: readonly Side[] = ['ours', 'bare'];

function figuresOf(name: string, inFlight: number, { ours, bare }: Record<Side, Measured[]>): Figure[] {
  const figure = (what: string, unit: string, key: keyof Measured): Figure => ({
    bench: 'reveal',
    name: `${name}: ${what}`,
    unit,
    ours: spreadOf(ours.map((one) => one[key])),
    bare: spreadOf(bare.map((one) => one[key])),
    share: spreadOf(ours.map((one, round) => one[key] / (bare[round]?.[key] ?? Number.NaN))),
  });
  const throughput = figure('reveals', '1/s', 'perSecond');
  const acknowledged = figure('acknowledged, p99', 'ms', 'acknowledgedP99');
  const answered = figure('answered, p99', 'ms', 'answeredP99');
  throughput.target = atLeast('share', throughput.share?.median ?? 0, 0.7);
  if (inFlight === 50) answered.target = atMost('p99', answered.ours.median, 100, ' ms');
  if (inFlight === 500) acknowledged.target = atMost('p99', acknowledged.ours.median, 200, ' ms');
  return [throughput, acknowledged, answered, figure('processor time each', 'ms', 'processor')];
}

/** A wrong request makes the figures worthless. `strictly`: by the house's own rules too. */
export async function complain(server: Child, strictly: boolean): Promise<void> {
  const complaints = await server.call<string[]>('judge', strictly);
  if (complaints.length > 0) throw new Error(`the server refused: ${complaints.slice(0, 3).join('; ')}`);
}
