/**
 * Draws the figure of EV0005 by doing what the question asks about: data of pure chance, features chosen before
 * cross-validation or within each fold. Nothing but Node is needed:
 * `node --import tsx questions/evaluation/EV0005-figure.ts`, with another path as its argument to write elsewhere.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ways = ['before the split', 'in each fold'] as const;
export type Way = (typeof ways)[number];

const examples = 80;
const features = 2_000;
const kept = 20;
const folds = 5;
const repetitions = 50;

/** `columns[feature][example]`; labels are 1 and -1, half of each. */
interface Data {
  columns: number[][];
  labels: number[];
}

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

/** The label changes with every fifth example, so that folds of `row % folds` hold as many of each. */
function chance(seed: number): Data {
  const random = randomNumbers(seed);
  const labels = Array.from({ length: examples }, (_, index) =>
    Math.floor(index / folds) % 2 === 0 ? 1 : -1,
  );
  const column = () => Array.from({ length: examples }, () => 2 * random() - 1);
  return { columns: Array.from({ length: features }, column), labels };
}

/** A feature's means under the two labels, over the given examples. */
function means(column: number[], labels: number[], rows: number[]): [plus: number, minus: number] {
  const sums = [0, 0];
  const counts = [0, 0];
  for (const row of rows) {
    const side = labels[row] === 1 ? 0 : 1;
    sums[side] = (sums[side] ?? 0) + (column[row] ?? 0);
    counts[side] = (counts[side] ?? 0) + 1;
  }
  return [(sums[0] ?? 0) / (counts[0] ?? 1), (sums[1] ?? 0) / (counts[1] ?? 1)];
}

/** The features whose means under the two labels differ most; all have the same spread. */
function choose({ columns, labels }: Data, rows: number[]): number[] {
  const scored = columns.map((column, feature) => {
    const [plus, minus] = means(column, labels, rows);
    return { feature, difference: Math.abs(plus - minus) };
  });
  scored.sort((a, b) => b.difference - a.difference);
  return scored.slice(0, kept).map(({ feature }) => feature);
}

/** How many of the test rows lie nearer to the centre of their own label. */
function hits({ columns, labels }: Data, chosen: number[], training: number[], test: number[]): number {
  const centres = chosen.map((feature) => means(columns[feature] ?? [], labels, training));
  return test.filter((row) => {
    let lead = 0;
    for (const [index, [plus, minus]] of centres.entries()) {
      const value = columns[chosen[index] ?? 0]?.[row] ?? 0;
      lead += (value - minus) ** 2 - (value - plus) ** 2;
    }
    return lead > 0 === (labels[row] === 1);
  }).length;
}

/** The accuracy of five-fold cross-validation on one set of chance data. */
function accuracy(way: Way, seed: number): number {
  const data = chance(seed);
  const all = Array.from({ length: examples }, (_, row) => row);
  const early = choose(data, all);
  let right = 0;
  for (let fold = 0; fold < folds; fold += 1) {
    const training = all.filter((row) => row % folds !== fold);
    const test = all.filter((row) => row % folds === fold);
    right += hits(data, way === 'before the split' ? early : choose(data, training), training, test);
  }
  return right / examples;
}

/** The accuracies of all repetitions. */
export function accuracies(way: Way): number[] {
  return Array.from({ length: repetitions }, (_, index) => accuracy(way, index + 1));
}

/** Bars of five percentage points: how many repetitions fall into each. */
function bars(way: Way): string[] {
  const width = examples / 20;
  const counts = new Map<number, number>();
  for (const value of accuracies(way)) {
    const bar = Math.floor(Math.round(value * examples) / width);
    counts.set(bar, (counts.get(bar) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([bar, count]) => {
      return `      { "way": "${way}", "middle": ${(2 * bar + 1) / 40}, "count": ${count} }`;
    });
}

function figure(): string {
  const color = { field: 'way', type: 'nominal', legend: null, sort: ways };
  const x = { field: 'middle', type: 'quantitative' };
  const y = { field: 'count', type: 'quantitative' };
  const specification = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: 480,
    height: 240,
    data: { values: [] },
    layer: [
      {
        mark: { type: 'bar', width: 27 },
        encoding: {
          x: {
            ...x,
            title: 'Accuracy in cross-validation',
            scale: { domain: [0.2, 1], padding: 0 },
            axis: { values: [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], format: '.0%' },
          },
          y: { ...y, title: 'Repetitions' },
          color,
        },
      },
      {
        transform: [
          { calculate: 'datum.count * datum.middle', as: 'part' },
          {
            aggregate: [
              { op: 'sum', field: 'part', as: 'sum' },
              { op: 'sum', field: 'count', as: 'all' },
              { op: 'max', field: 'count', as: 'count' },
            ],
            groupby: ['way'],
          },
          { calculate: 'datum.sum / datum.all', as: 'middle' },
          { calculate: "'chosen ' + datum.way", as: 'label' },
        ],
        mark: { type: 'text', dy: -10 },
        encoding: {
          x,
          y,
          text: { field: 'label' },
        },
      },
    ],
  };
  const list = `[\n${ways.flatMap(bars).join(',\n')}\n    ]`;
  const text = JSON.stringify(specification, null, 2).replace('"values": []', `"values": ${list}`);
  // Short lists on one line, as the formatter has them.
  return `${text.replaceAll(/\[\s+([^[\]{}]*?)\s+\]/g, (_, inner: string) => `[${inner.replaceAll(/\s+/g, ' ')}]`)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = process.argv[2] ?? fileURLToPath(new URL('EV0005-accuracy.vl.json', import.meta.url));
  writeFileSync(target, figure());
}
