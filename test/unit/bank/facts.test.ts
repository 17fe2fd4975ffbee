import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Training, train } from '../../../questions/deep-learning/DL0002-figure.ts';
import { questions } from './folders.ts';

const folder = join(questions, 'deep-learning');
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8').replaceAll('{,}', ',');
const grouped = (count: number) => count.toLocaleString('en-US');

/** The two trainings take a second or two each, and many times that beside other work. */
const busyMachine = 120_000;

/** Weights of a convolution, without biases. */
const weights = (kernel: number, inputs: number, outputs: number) => kernel * kernel * inputs * outputs;

describe('DL0001 states what is so', () => {
  test('a shortcut scaled by 0.9 keeps about 0.005 of the gradient over 50 blocks', () => {
    expect(textOf('DL0001-residual-connection.md')).toContain('$m = 50$ about 0.005');
    expect(0.9 ** 50).toBeCloseTo(0.005, 3);
  });

  test('the derivative of F(x) + x is F′(x) + 1', () => {
    const f = (x: number) => Math.tanh(0.3 * x);
    const slope = (g: (x: number) => number, x: number) => (g(x + 1e-6) - g(x - 1e-6)) / 2e-6;
    expect(slope((x) => f(x) + x, 0.7)).toBeCloseTo(slope(f, 0.7) + 1, 6);
  });
});

describe('DL0002 states what is so', () => {
  const runs = new Map<string, Training>();
  beforeAll(() => {
    runs.set('ones', train('all ones')).set('glorot', train('Glorot'));
  }, busyMachine);
  const lossAt = (run: string, index: number) => runs.get(run)?.losses.at(index)?.loss ?? Number.NaN;

  test('from all ones the units of a layer are identical at the end, to the last bit', () => {
    for (const layer of runs.get('ones')?.layers ?? []) {
      for (const row of layer) expect(row).toEqual(layer[0]);
    }
    expect(runs.get('ones')?.layers.map((layer) => layer.length)).toEqual([16, 16, 1]);
    const [first, second] = runs.get('glorot')?.layers[0] ?? [];
    expect(first).not.toEqual(second);
  });

  test('their weights did move, and those of one unit part where its inputs differ', () => {
    const [row = []] = runs.get('ones')?.layers[0] ?? [];
    expect(row[0]).not.toBe(1);
    expect(row[0]).not.toBe(row[1]);
  });

  test('its loss begins far higher, falls at once and stays flat on a high level', () => {
    expect(lossAt('ones', 0)).toBeGreaterThan(5 * lossAt('glorot', 0));
    expect(lossAt('ones', 1)).toBeLessThan(1);
    expect(lossAt('ones', -1)).toBeGreaterThan(0.5);
    expect(lossAt('ones', 30) - lossAt('ones', -1)).toBeLessThan(0.001);
  });

  test('from the Glorot start the loss falls steadily', () => {
    const losses = runs.get('glorot')?.losses.map(({ loss }) => loss) ?? [];
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
    expect(losses.at(-1)).toBeLessThan(0.1);
  });

  test('at a sum of 50 the sigmoid’s slope is about 2 · 10⁻²²', () => {
    expect(100 * 0.5).toBe(50);
    const slope = Math.exp(-50) / (1 + Math.exp(-50)) ** 2;
    expect(slope).toBeGreaterThan(1.5e-22);
    expect(slope).toBeLessThan(2.5e-22);
    expect(textOf('DL0002-all-ones-init.md')).toContain('it is about 50, where $σ');
  });
});

describe('DL0003 states what is so', () => {
  const text = textOf('DL0003-1x1-convolution.md');
  const full = weights(3, 256, 256);
  const parts = [weights(1, 256, 64), weights(3, 64, 64), weights(1, 64, 256)];
  const bottleneck = parts.reduce((sum, count) => sum + count, 0);

  test('the weights of the full convolution and of the bottleneck', () => {
    expect(full).toBe(589_824);
    expect(parts).toEqual([16_384, 36_864, 16_384]);
    expect(bottleneck).toBe(69_632);
    expect(text).toContain(`9 \\cdot 256 \\cdot 256 = ${grouped(full)}`);
    expect(text).toContain(`${parts.map(grouped).join(' + ')} = ${grouped(bottleneck)}`);
  });

  test('the bottleneck has about 8.5 times fewer', () => {
    expect(text).toContain('about 8.5 times fewer');
    expect(full / bottleneck).toBeCloseTo(8.5, 1);
  });

  test('a 1×1 convolution has nine times fewer weights than a 3×3 one', () => {
    expect(weights(3, 64, 128) / weights(1, 64, 128)).toBe(9);
  });

  test('a depthwise separable layer of 256 channels costs about 0.115 of the full one, nearly all of it the 1×1 part', () => {
    const [depthwise, pointwise] = [9 * 256, weights(1, 256, 256)];
    expect((depthwise + pointwise) / full).toBeCloseTo(1 / 256 + 1 / 9, 12);
    expect((depthwise + pointwise) / full).toBeCloseTo(0.115, 3);
    expect(pointwise / (depthwise + pointwise)).toBeGreaterThan(0.95);
    expect(text).toContain('256 channels that is about 0.115');
  });
});
