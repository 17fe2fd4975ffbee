import type { StatsDrawing } from '../../core/drawing.ts';
import { topics } from '../../core/topics.ts';
import { dateLabel, daysFrom, drawingWords, percent } from '../../core/words/drawing.ts';
import { look } from '../look.ts';
import { drawActivity, drawShades } from './activity.ts';
import { box, type Drawn, type Pen, page, paint, round, sizes, tiles, width, within } from './svg.ts';

const words = drawingWords.stats;
const row = 25;
const scale = { from: 192, to: width - 58 };
const small = { size: sizes.small, fill: look.quietInk };

/** A member's year: streaks as numbers, a map of its days, and how the member does in each topic. */
export function drawStats(stats: StatsDrawing, pen: Pen): Drawn {
  const { days } = stats;
  const rounds = days.reduce((sum, count) => sum + count, 0);
  const parts = [
    pen.text(0, 15, pen.drawable(stats.name) ?? words.member, {
      size: sizes.title,
      weight: 600,
      most: width,
    }),
    ...tiles(
      [
        { figure: stats.currentStreak, label: words.current },
        { figure: stats.bestStreak, label: words.best },
        { figure: rounds, label: words.rounds },
      ],
      30,
      pen,
    ),
  ];
  let y = 124;
  if (days.length > 0) {
    parts.push(pen.text(0, y, span(stats), { weight: 600 }), drawShades(days, pen, y));
    const map = drawActivity(stats, pen, y + 12);
    parts.push(...map.parts);
    y = map.bottom + 34;
  }
  parts.push(pen.text(0, y, words.topics, { weight: 600 }));
  if (stats.topics.length === 0) {
    parts.push(pen.text(0, y + 24, words.noTopics, small));
    return page(y + 29, parts);
  }
  parts.push(key(y, pen));
  y += 10;
  parts.push(...grid(y, stats.topics.length));
  for (const topic of stats.topics) {
    parts.push(drawTopic(topic, y, pen));
    y += row;
  }
  return page(y, parts);
}

function span({ from, days }: StatsDrawing): string {
  const dates = daysFrom(from, days.length);
  const [first, last] = [dates[0], dates.at(-1)];
  return first && last ? `${dateLabel(first)} – ${dateLabel(last)}` : '';
}

/** None, half and all. */
function grid(top: number, rows: number): string[] {
  return [0, 0.5, 1].map((share) => box(onScale(share) - 0.5, top, 1, rows * row, look.line, 0));
}

function onScale(share: number): number {
  return round(scale.from + within(share) * (scale.to - scale.from));
}

function drawTopic({ topic, own, space }: StatsDrawing['topics'][number], y: number, pen: Pen): string {
  const middle = y + row / 2;
  const parts = [pen.text(0, middle + 5, topics[topic].name, { most: scale.from - 14 })];
  if (space !== undefined) {
    const [left, right] = [onScale(space), onScale(own)].sort((a, b) => a - b) as [number, number];
    parts.push(box(left, middle - 2, right - left, 4, '#8fc1e0', 0), spaceMark(onScale(space), middle));
  }
  parts.push(
    ownMark(onScale(own), middle),
    pen.text(width, middle + 5, percent(within(own)), { weight: 600, anchor: 'end' }),
  );
  return parts.join('');
}

/** What the two marks stand for. */
function key(y: number, pen: Pen): string {
  const style = { ...small, anchor: 'end' } as const;
  const spaceAt = width - pen.width(words.space, style) - 8;
  const ownEnd = spaceAt - 16;
  return [
    pen.text(width, y, words.space, style),
    spaceMark(spaceAt, y - 4.5),
    pen.text(ownEnd, y, words.own, style),
    ownMark(ownEnd - pen.width(words.own, style) - 11, y - 4.5),
  ].join('');
}

function ownMark(x: number, y: number): string {
  return `<circle cx="${round(x)}" cy="${y}" r="6" fill="${paint.accent}"/>`;
}

/** Of another shape, not only of another colour; higher than the other, so that both show where they meet. */
function spaceMark(x: number, y: number): string {
  return box(x - 1.5, y - 9, 3, 18, look.quietInk, 1.5);
}
