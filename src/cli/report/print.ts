import type { BankReport, TopicRow } from '../../bank/report/report.ts';
import { topics } from '../../core/question.ts';
import type { Console } from '../console.ts';
import type { Measure } from './targets.ts';

/** A terminal's width that nobody has less of. */
const width = 80;
const nameWidth = 37;
const valueWidth = 21;

export interface Shown {
  report: BankReport;
  measures: readonly Measure[];
  /** Whether the targets are asked of this bank. */
  asked: boolean;
}

/** The report for people: a table by topic, then a line for each measure with its target. */
export function printReport({ report, measures, asked }: Shown, io: Console): void {
  for (const line of [...table(report), '']) io.print(line);
  for (const measure of measures) for (const line of linesOf(measure, asked)) io.print(line);
}

const columns = ['all', 'easy', 'med', 'hard', 'long', 'shrt', 'math', 'fig', 'chk', 'more', 'ref'];

function table({ topics: rows, questions, difficulties, choices, having }: BankReport): string[] {
  const bank = {
    questions,
    difficulties,
    longest: choices.longest.length,
    shortest: choices.shortest.length,
    having,
  };
  return [
    rowOf('', columns),
    ...rows.map((row) => rowOf(`${row.topic} ${topics[row.topic].folder}`, cells(row))),
    '─'.repeat(width),
    rowOf('Bank', cells(bank)),
  ];
}

function cells({ questions, difficulties, longest, shortest, having }: Omit<TopicRow, 'topic'>): string[] {
  const { easy, medium, hard } = difficulties;
  const { math, figure, checks, more, references } = having;
  return [questions, easy, medium, hard, longest, shortest, math, figure, checks, more, references].map(
    (count) => (count === 0 ? '·' : String(count)),
  );
}

function rowOf(name: string, values: readonly string[]): string {
  return `${name.padEnd(width - 5 * columns.length)}${values.map((value) => value.padStart(5)).join('')}`;
}

function linesOf({ name, value, target, met, listed }: Measure, asked: boolean): string[] {
  const mark = met === undefined ? ' ' : met ? '✓' : asked ? '✗' : '–';
  const head = `${mark} ${name.padEnd(nameWidth)} ${value.padEnd(target === '' ? 0 : valueWidth)} ${target}`;
  return [head.trimEnd(), ...wrapped(listed)];
}

const indent = '    ';

/** Short entries share lines; those that name a file have their own. */
function wrapped(entries: readonly string[]): string[] {
  if (entries.length > 1 && entries.some((entry) => entry.includes('/'))) {
    return entries.flatMap((entry) => wrapped([entry]));
  }
  const lines: string[] = [];
  const text = entries.map((entry, index) => (index < entries.length - 1 ? `${entry};` : entry)).join(' ');
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? indent + word : `${line} ${word}`;
  }
  return text === '' ? [] : [...lines, line];
}
