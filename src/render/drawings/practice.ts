import type { PracticeDrawing } from '../../core/drawing.ts';
import { daysFrom, drawingWords, weekdayNames } from '../../core/words/drawing.ts';
import { look } from '../look.ts';
import { box, type Drawn, type Pen, page, paint, short, sizes, tileHeight, tiles, width } from './svg.ts';

const words = drawingWords.practice;
const colours = { again: '#d55e00', hard: '#e69f00', good: '#0072b2', easy: '#009e73' };
const grades = ['again', 'hard', 'good', 'easy'] as const;
const chart = { top: 162, height: 92 };
const quiet = { size: sizes.small, fill: look.quietInk };
/** Today's column, which has the longest label. */
const firstColumn = 42;

/** How a session's cards went, and how many are due on each of the coming days. */
export function drawPractice(practice: PracticeDrawing, pen: Pen): Drawn {
  const { ahead, today } = practice;
  const cards = grades.reduce((sum, grade) => sum + practice[grade], 0);
  const parts = [
    pen.text(0, 15, words.title, { size: sizes.title, weight: 600 }),
    pen.text(width, 15, words.cards(cards), { ...quiet, anchor: 'end' }),
    ...shares(practice, cards),
    ...tiles(
      grades.map((grade) => ({ figure: practice[grade], label: words.grades[grade], mark: colours[grade] })),
      50,
      pen,
    ),
  ];
  if (ahead.length === 0) return page(50 + tileHeight, parts);
  const total = ahead.reduce((sum, due) => sum + due, 0);
  parts.push(
    pen.text(0, 144, words.ahead, { weight: 600 }),
    pen.text(width, 144, words.within(total, ahead.length), { ...quiet, anchor: 'end' }),
    ...coming(ahead, today, pen),
  );
  return page(chart.top + chart.height + 23, parts);
}

/** One bar of all cards, in the grades' colours. */
function shares(practice: PracticeDrawing, cards: number): string[] {
  if (cards === 0) return [box(0, 30, width, 10, paint.track, 4)];
  const shown = grades.filter((grade) => practice[grade] > 0);
  // A single card among thousands shows too.
  const [least, space] = [4, 2];
  const room = width - space * (shown.length - 1) - least * shown.length;
  let x = 0;
  return shown.map((grade) => {
    const wide = least + (practice[grade] / cards) * room;
    const part = box(x, 30, wide, 10, colours[grade], 4);
    x += wide + space;
    return part;
  });
}

function coming(ahead: readonly number[], today: string | undefined, pen: Pen): string[] {
  const most = Math.max(1, ...ahead);
  const step = (width - firstColumn) / Math.max(1, ahead.length - 1);
  const bottom = chart.top + chart.height;
  const dates = today === undefined ? [] : daysFrom(today, ahead.length);
  return ahead.flatMap((due, day) => {
    const first = day === 0;
    const column = first ? firstColumn : step;
    const middle = first ? firstColumn / 2 : firstColumn + (day - 0.5) * step;
    const wide = Math.min(column - 6, firstColumn - 6);
    const high = due === 0 ? 2 : Math.max(4, (due / most) * (chart.height - 16));
    const fill = due === 0 ? paint.track : first ? paint.accent : '#6fb1d8';
    const style = { size: sizes.small, anchor: 'middle', weight: first ? 600 : 400 } as const;
    const count = short(due, 999);
    const label = first ? words.today : dayLabel(day, dates[day]);
    return [
      box(middle - wide / 2, bottom - high, wide, high, fill, 3),
      due === 0 || pen.width(count, style) > column ? '' : pen.text(middle, bottom - high - 5, count, style),
      pen.text(middle, bottom + 18, label, { ...style, fill: first ? look.ink : look.quietInk }),
    ];
  });
}

function dayLabel(day: number, date: Date | undefined): string {
  // Two letters: all that a day's column has room for.
  return date === undefined ? `+${day}` : (weekdayNames[(date.getUTCDay() + 6) % 7] ?? '').slice(0, 2);
}
