import { existsSync, readFileSync } from 'node:fs';
import type { Question } from '../src/core/question.ts';
import { atLeast, atMost, type Figure } from './figure.ts';
import { byOverlap } from './grading/overlap.ts';
import { progress } from './progress.ts';
import { quantile, spreadOf } from './statistics.ts';

/** An answer as somebody wrote it, and which key points a reader found in it. */
interface Row {
  question: string;
  answer: string;
  covered: boolean[];
}

type Grade = (question: Question, text: string) => boolean[];

/**
 * Written answers: how many key points are found that a reader found too (recall), how many of those found are right
 * (precision), and how long it takes. `develop` is the half of the answers that the matcher and the needs of questions
 * may be tuned with; `held` is the other, read by nothing but this bench, and only where that is asked for.
 */
export async function grading({ quick, held }: { quick: boolean; held: boolean }): Promise<Figure[]> {
  const [{ pointsFound }, { loadBank }] = (await Promise.all(
    ['core/grading/points-found.js', 'bank/load-bank.js'].map(
      (path) => import(new URL(`../dist/${path}`, import.meta.url).href),
    ),
  )) as [typeof import('../src/core/grading/points-found.ts'), typeof import('../src/bank/load-bank.ts')];
  const { bank } = await loadBank(['questions']);
  const questions = new Map(bank.all().map((question) => [question.id, question]));
  const rowsOf = (half: string): Row[] => {
    const file = new URL(`../test/fixtures/grading/${half}.jsonl`, import.meta.url);
    if (!existsSync(file)) return [];
    const rows = readFileSync(file, 'utf8').trim().split('\n');
    return rows.map((line) => JSON.parse(line) as Row).filter(({ question }) => questions.has(question));
  };
  const halves = ['develop', ...(held ? ['held'] : [])].flatMap((half) => {
    const rows = rowsOf(half);
    return rows.length === 0 ? [] : [{ half, rows }];
  });
  const figures = halves.flatMap(({ half, rows }) => {
    const found = verdicts(pointsFound, rows, questions);
    const bare = verdicts(byOverlap, rows, questions);
    console.log(`\n${half}: ${rows.length} answers, ${found.points} key points\n${missesOf(found)}`);
    return [
      quality(`${half}: precision`, found.precision, bare.precision, 0.85),
      quality(`${half}: recall`, found.recall, bare.recall, 0.75),
    ];
  });
  progress('grading: time per answer');
  const rows = halves.flatMap((half) => half.rows);
  const rounds = quick ? 5 : 20;
  const ours = timesOf(pointsFound, rows, questions, rounds);
  const bare = timesOf(byOverlap, rows, questions, rounds);
  const long = rows.map((row) => ({ ...row, answer: longest(row, rows) }));
  const ofLong = timesOf(pointsFound, long, questions, rounds);
  const first = rows.map(({ question, answer }, index) => {
    // A question that was never graded: nothing is computed for it yet.
    const fresh = {
      ...questionOf(questions, question),
      hint: [{ type: 'code' as const, language: undefined, value: `${index}` }],
    };
    return timeOf(() => pointsFound(fresh, answer));
  });
  return [
    ...figures,
    ...[0.5, 0.99].map((share): Figure => {
      const spread = spreadOf(ours.map((times) => quantile(times, share)));
      const figure: Figure = {
        bench: 'grading',
        name: `an answer, p${share * 100}`,
        unit: 'ms',
        ours: spread,
        bare: spreadOf(bare.map((times) => quantile(times, share))),
      };
      return share === 0.99 ? { ...figure, target: atMost('p99', spread.median, 5, ' ms') } : figure;
    }),
    quickly(
      'an answer of 2,000 characters, p99',
      ofLong.map((times) => quantile(times, 0.99)),
    ),
    timing('the first answer to a question', first),
  ];
}

function quickly(name: string, times: number[]): Figure {
  const figure = timing(name, times);
  return { ...figure, target: atMost('2,000 characters', figure.ours.median, 5, ' ms') };
}

function timing(name: string, times: number[]): Figure {
  return { bench: 'grading', name, unit: 'ms', ours: spreadOf(times) };
}

function quality(name: string, value: number, bare: number, least: number): Figure {
  return {
    bench: 'grading',
    name,
    unit: 'share',
    ours: spreadOf([value]),
    bare: spreadOf([bare]),
    target: atLeast(name.split(': ')[1] ?? name, value, least),
  };
}

interface Verdicts {
  precision: number;
  recall: number;
  points: number;
  misses: { row: Row; point: number; name: string; found: boolean }[];
}

function verdicts(grade: Grade, rows: readonly Row[], questions: ReadonlyMap<string, Question>): Verdicts {
  const count = { right: 0, found: 0, covered: 0, points: 0 };
  const misses: Verdicts['misses'] = [];
  for (const row of rows) {
    const question = questionOf(questions, row.question);
    for (const [point, found] of grade(question, row.answer).entries()) {
      const covered = row.covered[point] === true;
      count.points += 1;
      if (found) count.found += 1;
      if (covered) count.covered += 1;
      if (found && covered) count.right += 1;
      if (found !== covered) misses.push({ row, point, name: question.keyPoints[point]?.name ?? '', found });
    }
  }
  const { right, found, covered, points } = count;
  return { precision: right / Math.max(1, found), recall: right / Math.max(1, covered), points, misses };
}

function missesOf({ misses }: Verdicts): string {
  return misses
    .map(({ row, point, name, found }) => {
      const what = found ? 'found, though not said' : 'said, and not found';
      return `  ${row.question} ${point + 1} ${name}, ${what}: ${row.answer.replace(/\s+/g, ' ')}`;
    })
    .join('\n');
}

function questionOf(questions: ReadonlyMap<string, Question>, id: string): Question {
  const question = questions.get(id);
  if (question === undefined) throw new Error(`There is no question ${id}`);
  return question;
}

/** All answers to a question together, as long as a form takes. */
function longest({ question, answer }: Row, rows: readonly Row[]): string {
  const others = rows.filter((row) => row.question === question).map((row) => row.answer);
  return [answer, ...others, ...rows.map((row) => row.answer)].join(' ').slice(0, 2_000);
}

function timesOf(
  grade: Grade,
  rows: readonly Row[],
  questions: ReadonlyMap<string, Question>,
  rounds: number,
): number[][] {
  const once = () =>
    rows.map(({ question, answer }) => timeOf(() => grade(questionOf(questions, question), answer)));
  // Once before, as in a process that runs for a while.
  once();
  return Array.from({ length: rounds }, once);
}

function timeOf(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}
