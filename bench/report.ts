import type { Figure } from './figure.ts';
import type { Machine } from './machine.ts';
import type { Spread } from './statistics.ts';

/** The figures as a table for the console: the median of the rounds, and behind it the quarter below and above. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(cells);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: string[]) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

const head = ['', 'unit', 'Viva', 'bare', 'share', 'target'];

function cells(figure: Figure): string[] {
  return [
    figure.name,
    figure.unit,
    cell(figure.ours),
    figure.bare === undefined ? '' : cell(figure.bare),
    figure.share === undefined ? '' : cell(figure.share),
    figure.target === undefined ? '' : `${figure.target.met ? '✓' : '✗'} ${figure.target.text}`,
  ];
}

export interface About {
  at: Date;
  /** How long the whole bench took. */
  seconds: number;
  quick: boolean;
}

/** All of it for docs/performance.md: the machine, and a table for each bench. */
export function markdown(
  machine: Machine,
  figures: readonly Figure[],
  { at, seconds, quick }: About,
): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const names = [...new Set(figures.map(({ bench }) => bench))];
  const tables = names.map((name) => {
    const rows = figures.filter(({ bench }) => bench === name).map(cells);
    return `### ${name}\n\n${[head, head.map(() => '---'), ...rows].map(line).join('\n')}\n`;
  });
  const how = `${at.toISOString().slice(0, 10)}, \`npm run bench${quick ? ' -- --quick' : ''}\`, ${seconds} s.`;
  return `${how}\n${describe(machine)}\n\n${tables.join('\n')}`;
}

function cell({ median, low, high, rounds }: Spread): string {
  return rounds === 1 ? short(median) : `${short(median)} (${short(low)}–${short(high)})`;
}

function short(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

export function describe({ processor, cores, memory, system, versions }: Machine): string {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${processor}, ${cores} cores, ${memory}, ${system}\n${named.join(' · ')}`;
}

export function missed(figures: readonly Figure[]): Figure[] {
  return figures.filter(({ target }) => target?.met === false);
}
