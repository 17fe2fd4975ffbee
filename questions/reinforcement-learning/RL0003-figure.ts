/**
 * Draws the figure of RL0003 by running what the question asks about: Q-learning and SARSA on the same cliff, from the
 * same seeds. Nothing but Node is needed: `node --import tsx questions/reinforcement-learning/RL0003-figure.ts`, with
 * another path as its argument to write elsewhere.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const methods = ['Q-learning', 'SARSA'] as const;
type Method = (typeof methods)[number];

const width = 12;
const height = 4;
const runs = 200;
const episodes = 500;
const everyEpisodes = 10;
const stepSize = 0.5;
const exploration = 0.1;

/** The bottom row holds the start at its left end, the goal at its right end, and the cliff between. */
const start = (height - 1) * width;
const goal = height * width - 1;

/** `values[state][action]`; the actions are up, right, down and left. */
type Values = number[][];

/** Mulberry32: small, seeded, and the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A step costs 1. A fall costs 100 and leads back to the start, where the episode goes on. Walls stop. */
function move(state: number, action: number): { next: number; reward: number } {
  let column = state % width;
  let row = Math.floor(state / width);
  if (action === 0) row = Math.max(0, row - 1);
  if (action === 1) column = Math.min(width - 1, column + 1);
  if (action === 2) row = Math.min(height - 1, row + 1);
  if (action === 3) column = Math.max(0, column - 1);
  const next = row * width + column;
  return next > start && next < goal ? { next: start, reward: -100 } : { next, reward: -1 };
}

function best(values: Values, state: number): number {
  const row = values[state] ?? [];
  return row.indexOf(Math.max(...row));
}

/** One episode of learning; gives the sum of its rewards. The two methods differ in `ahead` and in nothing else. */
function learn(method: Method, values: Values, random: () => number): number {
  const choose = (state: number) => (random() < exploration ? Math.floor(4 * random()) : best(values, state));
  let state = start;
  let action = choose(state);
  let total = 0;
  while (state !== goal) {
    const { next, reward } = move(state, action);
    const nextAction = choose(next);
    const ahead = values[next]?.[method === 'SARSA' ? nextAction : best(values, next)] ?? 0;
    const row = values[state] ?? [];
    row[action] = (row[action] ?? 0) + stepSize * (reward + ahead - (row[action] ?? 0));
    total += reward;
    state = next;
    action = nextAction;
  }
  return total;
}

/** How many steps the greedy path beside the cliff takes from start to goal, or 0 if it does not get there. */
function greedySteps(values: Values): number {
  let state = start;
  for (let step = 1; step <= width * height; step += 1) {
    state = move(state, best(values, state)).next;
    if (state === goal) return step;
  }
  return 0;
}

export interface Walk {
  method: Method;
  /** The mean reward of an episode, over ten episodes and all runs. */
  returns: { episode: number; reward: number }[];
  /** For each run, the steps of the greedy path at the end: 13 is the edge of the cliff. */
  paths: number[];
}

export function walk(method: Method): Walk {
  const sums = Array.from({ length: episodes / everyEpisodes }, () => 0);
  const paths: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const random = randomNumbers(run + 1);
    const values: Values = Array.from({ length: width * height }, () => [0, 0, 0, 0]);
    for (let episode = 0; episode < episodes; episode += 1) {
      const slot = Math.floor(episode / everyEpisodes);
      sums[slot] = (sums[slot] ?? 0) + learn(method, values, random);
    }
    paths.push(greedySteps(values));
  }
  const returns = sums.map((sum, index) => ({
    episode: (index + 1) * everyEpisodes,
    reward: Number((sum / runs / everyEpisodes).toPrecision(4)),
  }));
  return { method, returns, paths };
}

/** The Vega-Lite text of the figure, one line a point. The first episodes, far below the rest, are cut off. */
function figure(walks: Walk[]): string {
  const values = walks.flatMap(({ method, returns }) =>
    returns.map(
      ({ episode, reward }) => `{ "method": "${method}", "episode": ${episode}, "reward": ${reward} }`,
    ),
  );
  const axis = (field: string, title: string) => ({ field, type: 'quantitative', title });
  const nominal = { field: 'method', type: 'nominal', title: null };
  const specification = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: 480,
    height: 260,
    data: { values: [] },
    mark: { type: 'line', strokeWidth: 2.5, clip: true },
    encoding: {
      x: { ...axis('episode', 'Episode'), scale: { domain: [0, episodes] }, axis: { labelFlush: true } },
      y: { ...axis('reward', 'Reward of an episode'), scale: { domain: [-100, 0] } },
      color: { ...nominal, legend: { symbolSize: 500 } },
      strokeDash: {
        ...nominal,
        scale: { range: 'dashes' },
      },
    },
  };
  const list = `[\n${values.map((value) => `      ${value}`).join(',\n')}\n    ]`;
  const text = JSON.stringify(specification, null, 2)
    .replace('"dashes"', '[[1, 0], [9, 6]]')
    .replace('[]', list);
  return `${text.replaceAll(/\[\s+(-?\d+),\s+(-?\d+)\s+\]/g, '[$1, $2]')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = process.argv[2] ?? fileURLToPath(new URL('RL0003-cliff.vl.json', import.meta.url));
  writeFileSync(target, figure(methods.map(walk)));
}
