import type { StatsDrawing } from '../../core/drawing.ts';
import { daysFrom, drawingWords, monthNames, weekdayNames } from '../../core/words/drawing.ts';
import { look } from '../look.ts';
import { box, type Pen, sizes, width } from './svg.ts';

/** From a day without a round to the busiest. */
const shades = ['#e4e7ec', '#a5d0ea', '#5aa9d6', '#1b7cb5', '#004a78'];
const mostWeeks = 53;
/** A year in one strip would leave six pixels a day, and no room for its months' names. */
const strip = { weeks: 27, head: 20, gap: 10, labels: 32 };
const pitch = (width - strip.labels + 2) / strip.weeks;
const cell = pitch - 2;
const stripHeight = strip.head + 7 * pitch;
const small = { size: sizes.small, fill: look.quietInk };

/** A year as a map of its days in two strips, a week a column from Monday down; `bottom` is where it ends. */
export function drawActivity(
  stats: StatsDrawing,
  pen: Pen,
  top: number,
): { parts: string[]; bottom: number } {
  const { days, firstWeekday, from } = stats;
  const most = Math.max(1, ...days);
  const dates = daysFrom(from, days.length);
  // What is older than the weeks that have room is left out.
  const leftOut = 7 * Math.max(0, Math.ceil((firstWeekday + days.length) / 7) - mostWeeks);
  const strips = [0, 1].map((index) => top + index * (stripHeight + strip.gap));
  const parts = strips.flatMap((y) => weekdays(y, pen));
  let labelled = { y: 0, end: 0 };
  for (const [day, rounds] of days.entries()) {
    const place = day + firstWeekday - leftOut;
    if (place < 0) continue;
    const week = Math.floor(place / 7);
    const y = strips[Math.floor(week / strip.weeks)] ?? 0;
    const x = strip.labels + (week % strip.weeks) * pitch;
    const shade = shades[rounds > 0 ? Math.ceil((4 * rounds) / most) : 0] ?? '';
    parts.push(box(x, y + strip.head + (place % 7) * pitch, cell, cell, shade, 2.5));
    const date = dates[day];
    if (date?.getUTCDate() !== 1) continue;
    const name = monthNames[date.getUTCMonth()] ?? '';
    const end = x + pen.width(name, small);
    if (end > width || (y === labelled.y && x < labelled.end)) continue;
    parts.push(pen.text(x, y + 12, name, small));
    labelled = { y, end };
  }
  return { parts, bottom: top + 2 * stripHeight + strip.gap };
}

function weekdays(y: number, pen: Pen): string[] {
  return [0, 2, 4, 6].map((weekday) =>
    pen.text(0, y + strip.head + weekday * pitch + cell / 2 + 4.5, weekdayNames[weekday] ?? '', small),
  );
}

/** What the shades stand for, ending at the right edge. */
export function drawShades(days: readonly number[], pen: Pen, y: number): string {
  const end = `${Math.max(1, ...days).toLocaleString('en-GB')} ${drawingWords.stats.aDay}`;
  const last = width - pen.width(end, small) - 6;
  const first = last - shades.length * pitch + 2;
  return [
    pen.text(first - 6, y, '0', { ...small, anchor: 'end' }),
    ...shades.map((shade, index) => box(first + index * pitch, y - 10, cell, cell, shade, 2.5)),
    pen.text(width, y, end, { ...small, anchor: 'end' }),
  ].join('');
}
