/**
 * Draws the figure of DL0002 by doing what the question asks about: the same small network is trained twice on the same
 * points, once with every weight at one, once from a scaled random start. Nothing but Node is needed:
 * `node --import tsx questions/deep-learning/DL0002-figure.ts`, with another path as its argument to write elsewhere.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const starts = ['all ones', 'Glorot'] as const;
type Start = (typeof starts)[number];

const units = 16;
const steps = 600;
const everySteps = 10;
const learningRate = 0.3;

interface Point {
  input: number[];
  label: number;
}

/** `weights[unit][input]`; the last entry of each row is the bias. */
type Layer = number[][];

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

/** Points of the square, labelled 1 where both coordinates have the same sign: no single unit can tell them apart. */
function points(): Point[] {
  const random = randomNumbers(7);
  return Array.from({ length: 100 }, () => {
    const input = [2 * random() - 1, 2 * random() - 1];
    return { input, label: (input[0] ?? 0) * (input[1] ?? 0) > 0 ? 1 : 0 };
  });
}

/** Biases start at zero both times. Glorot: uniform within ±√(6 / (inputs + outputs)). */
function network(start: Start): Layer[] {
  const random = randomNumbers(11);
  const sizes = [2, units, units, 1];
  return sizes.slice(1).map((outputs, index) => {
    const inputs = sizes[index] ?? 0;
    const limit = Math.sqrt(6 / (inputs + outputs));
    const weight = () => (start === 'all ones' ? 1 : limit * (2 * random() - 1));
    return Array.from({ length: outputs }, () => [...Array.from({ length: inputs }, weight), 0]);
  });
}

/** What every layer gives: tanh in the hidden layers, the plain sum (a logit) at the end. */
function forward(layers: Layer[], input: number[]): number[][] {
  const values = [input];
  for (const [depth, layer] of layers.entries()) {
    const before = values[depth] ?? [];
    const sums = layer.map((row) => {
      let sum = 0;
      for (let index = 0; index < row.length; index += 1) sum += (row[index] ?? 0) * (before[index] ?? 1);
      return sum;
    });
    values.push(depth === layers.length - 1 ? sums : sums.map(Math.tanh));
  }
  return values;
}

/** Adds one point's gradient to `slopes`: errors come down from the last layer, each unit handing its share on. */
function backward(layers: Layer[], slopes: Layer[], values: number[][], lastError: number): void {
  let errors = [lastError];
  for (let depth = layers.length - 1; depth >= 0; depth -= 1) {
    const before = values[depth] ?? [];
    const below = before.map(() => 0);
    layers[depth]?.forEach((row, unit) => {
      const error = errors[unit] ?? 0;
      const slope = slopes[depth]?.[unit] ?? [];
      for (let index = 0; index < row.length; index += 1) {
        slope[index] = (slope[index] ?? 0) + error * (before[index] ?? 1);
        if (index < below.length) below[index] = (below[index] ?? 0) + error * (row[index] ?? 0);
      }
    });
    errors = below.map((error, index) => error * (1 - (before[index] ?? 0) ** 2));
  }
}

/** One step of gradient descent on all points; gives the mean cross-entropy before it. */
function descend(layers: Layer[], data: Point[]): number {
  const slopes = layers.map((layer) => layer.map((row) => row.map(() => 0)));
  let loss = 0;
  for (const { input, label } of data) {
    const values = forward(layers, input);
    const logit = values.at(-1)?.[0] ?? 0;
    // log(1 + e^z) - yz, in the form that cannot overflow.
    loss += Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - label * logit;
    backward(layers, slopes, values, 1 / (1 + Math.exp(-logit)) - label);
  }
  layers.forEach((layer, depth) => {
    layer.forEach((row, unit) => {
      const slope = slopes[depth]?.[unit] ?? [];
      for (let index = 0; index < row.length; index += 1) {
        row[index] = (row[index] ?? 0) - (learningRate * (slope[index] ?? 0)) / data.length;
      }
    });
  });
  return loss / data.length;
}

export interface Training {
  start: Start;
  /** The mean loss at every tenth step, to four digits, so that the last bit of a machine's `tanh` does not show. */
  losses: { step: number; loss: number }[];
  /** The weights at the end, of which the question says that they are alike. */
  layers: Layer[];
}

export function train(start: Start): Training {
  const data = points();
  const layers = network(start);
  const losses: Training['losses'] = [];
  for (let step = 0; step <= steps; step += 1) {
    const loss = descend(layers, data);
    if (step % everySteps === 0) losses.push({ step, loss: Number(loss.toPrecision(4)) });
  }
  return { start, losses, layers };
}

/** The Vega-Lite text of the figure, one line a point. */
function figure(trainings: Training[]): string {
  const values = trainings.flatMap(({ start, losses }) =>
    losses.map(({ step, loss }) => `{ "start": "${start}", "step": ${step}, "loss": ${loss} }`),
  );
  const axis = (field: string, title: string) => ({ field, type: 'quantitative', title });
  const specification = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: 480,
    height: 260,
    data: { values: [] },
    mark: { type: 'line', strokeWidth: 2.5 },
    encoding: {
      x: axis('step', 'Step of gradient descent'),
      y: { ...axis('loss', 'Training loss (log scale)'), scale: { type: 'log' } },
      color: { field: 'start', type: 'nominal', title: 'Weights start' },
    },
  };
  const list = `[\n${values.map((value) => `      ${value}`).join(',\n')}\n    ]`;
  return `${JSON.stringify(specification, null, 2).replace('[]', list)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = process.argv[2] ?? fileURLToPath(new URL('DL0002-loss.vl.json', import.meta.url));
  writeFileSync(target, figure(starts.map(train)));
}
