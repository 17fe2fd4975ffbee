import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Walk, walk } from '../../../questions/reinforcement-learning/RL0003-figure.ts';
import { questions } from './folders.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const scripts = readdirSync(questions, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('-figure.ts'))
  .map((path) => join(questions, path))
  .sort();

/** A script takes a second or two, and many times that beside other work. */
const busyMachine = 120_000;

/** A script holds the name of one figure, the one it writes when it is given no other path. */
const figuresNamedIn = (script: string) => [
  ...new Set(readFileSync(script, 'utf8').match(/[\w-]+\.vl\.json(?=['"`])/g) ?? []),
];

describe('the scripts beside the questions', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'viva-figures-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('are found', () => {
    expect(scripts.map((script) => basename(script))).toEqual(
      expect.arrayContaining(['DL0002-figure.ts', 'RL0003-figure.ts']),
    );
  });

  test.each(scripts.map((script) => [relative(questions, script), script]))(
    '%s writes, byte for byte, the figure that it names',
    async (_path, script) => {
      const [figure = '', ...others] = figuresNamedIn(script);
      expect(others, 'it names one figure').toEqual([]);
      expect(figure.slice(0, 7), 'of its own question').toBe(basename(script).slice(0, 7));
      const target = join(folder, figure);
      await run(process.execPath, ['--import', 'tsx', script, target], { cwd: root });
      expect(readFileSync(target).equals(readFileSync(join(dirname(script), figure)))).toBe(true);
    },
    busyMachine,
  );
});

describe('RL0003 states what its simulation gives', () => {
  const text = readFileSync(
    join(questions, 'reinforcement-learning/RL0003-walking-along-the-cliff.md'),
    'utf8',
  ).replaceAll(/\s+/g, ' ');
  let qLearning: Walk;
  let sarsa: Walk;
  beforeAll(() => {
    qLearning = walk('Q-learning');
    sarsa = walk('SARSA');
  }, busyMachine);

  const lastHundred = ({ returns }: Walk) => returns.filter(({ episode }) => episode > 400);
  const mean = (points: { reward: number }[]) =>
    points.reduce((sum, { reward }) => sum + reward, 0) / points.length;
  const runsOf = ({ paths }: Walk, steps: number) => paths.filter((path) => path === steps).length;

  test('Q-learning’s greedy path takes the 13 steps along the edge in all 200 runs, SARSA’s in none', () => {
    expect(text).toContain("the 13 steps along the edge in all 200 runs, SARSA's in none");
    expect(qLearning.paths).toEqual(Array.from({ length: 200 }, () => 13));
    expect(sarsa.paths).toHaveLength(200);
    expect(sarsa.paths).not.toContain(13);
  });

  test('SARSA’s takes 17 steps in 163 runs, and in 31 it does not arrive', () => {
    expect(text).toContain('17 steps in 163 runs');
    expect(text).toContain('in 31 its values were too noisy');
    expect(runsOf(sarsa, 17)).toBe(163);
    expect(runsOf(sarsa, 0)).toBe(31);
  });

  test('over the last 100 episodes they earn −50.5 and −27.7', () => {
    expect(text).toContain('−50.5 an episode with Q-learning and −27.7 with SARSA');
    expect(lastHundred(qLearning)).toHaveLength(10);
    expect(mean(lastHundred(qLearning))).toBeCloseTo(-50.5, 1);
    expect(mean(lastHundred(sarsa))).toBeCloseTo(-27.7, 1);
  });

  test('after 200 episodes the curves stay near −50 and −28', () => {
    expect(text).toContain('After 200 episodes Q-learning stays near −50, SARSA near −28');
    for (const [{ returns }, level] of [
      [qLearning, -50],
      [sarsa, -28],
    ] as const) {
      for (const { reward } of returns.filter(({ episode }) => episode > 200)) {
        expect(Math.abs(reward - level)).toBeLessThan(5);
      }
    }
  });
});
