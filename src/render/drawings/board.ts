import type { BoardDrawing } from '../../core/drawing.ts';
import { drawingWords } from '../../core/words/drawing.ts';
import { look } from '../look.ts';
import { bar, box, type Drawn, type Pen, page, paint, round, sizes, width, within } from './svg.ts';

type Row = BoardDrawing['rows'][number];

const words = drawingWords.board;
const row = { height: 38, padding: 10 };
const gap = 30;
/** The first three stand on these; their number tells the place too. */
const medals = ['#f3c649', '#cbd2db', '#e5ab7d'];

/** Places with their points, the reader's own row marked; dots where places are left out. */
export function drawBoard({ title, subtitle, rows, unit = 'points' }: BoardDrawing, pen: Pen): Drawn {
  const parts = [
    pen.text(0, 15, pen.drawable(title) ?? '', { size: sizes.title, weight: 600, most: width - 60 }),
    pen.text(width, 15, words[unit], { size: sizes.small, fill: look.quietInk, anchor: 'end' }),
    pen.text(0, 37, pen.drawable(subtitle) ?? '', { size: sizes.small, fill: look.quietInk, most: width }),
  ];
  if (rows.length === 0) {
    parts.push(box(0, 52, width, 52, paint.panel, 8));
    parts.push(pen.text(width / 2, 83, words.nobody, { fill: look.quietInk, anchor: 'middle' }));
    return page(104, parts);
  }
  const labels = rows.map(({ place }) => pen.width(placeLabel(place), { weight: 600 }));
  const nameAt = row.padding + Math.max(24, ...labels) + 12;
  let y = 52;
  for (const [index, one] of rows.entries()) {
    if (one.place > index + 1 && index > 0) {
      parts.push(dots(middleOf(nameAt), y + gap / 2));
      y += gap;
    }
    parts.push(drawRow(one, y, nameAt, pen));
    y += row.height;
  }
  return page(y, parts);
}

function drawRow({ place, name, points, share, own }: Row, y: number, nameAt: number, pen: Pen): string {
  const end = width - row.padding;
  const weight = own ? 600 : 400;
  const score = { weight: 600 as const, anchor: 'end' as const, most: 110 };
  const room = end - nameAt - Math.min(110, pen.width(points, score)) - 14;
  const pill = own ? pen.width(words.you, { size: sizes.small, weight: 600 }) + 14 : 0;
  const shown = pen.drawable(name) ?? words.member;
  const most = room - (own ? pill + 8 : 0);
  const middle = middleOf(nameAt);
  const medal = medals[place - 1];
  return [
    own ? box(0, y, width, row.height, paint.own, 8) : '',
    medal === undefined ? '' : `<circle cx="${middle}" cy="${y + 17}" r="12" fill="${medal}"/>`,
    pen.text(middle, y + 22, placeLabel(place), {
      weight: medal === undefined ? weight : 600,
      fill: medal === undefined && !own ? look.quietInk : look.ink,
      anchor: 'middle',
    }),
    pen.text(nameAt, y + 20, shown, { weight, most }),
    own ? youPill(nameAt + Math.min(pen.width(shown, { weight }), most) + 8, y + 6, pill, pen) : '',
    pen.text(end, y + 20, points, score),
    bar(nameAt, y + 27, end - nameAt, 4, within(share), own ? paint.accent : paint.bar),
  ].join('');
}

function youPill(x: number, y: number, wide: number, pen: Pen): string {
  const style = { size: sizes.small, weight: 600, fill: paint.white, anchor: 'middle' } as const;
  return box(x, y, wide, 18, paint.accent, 9) + pen.text(x + wide / 2, y + 13.5, words.you, style);
}

/** Places are left out here. */
function dots(x: number, y: number): string {
  return [-7, 0, 7]
    .map((step) => `<circle cx="${round(x)}" cy="${y + step}" r="1.8" fill="${look.quietInk}"/>`)
    .join('');
}

/** Of the column in which the places stand. */
function middleOf(nameAt: number): number {
  return round((row.padding + nameAt - 12) / 2);
}

function placeLabel(place: number): string {
  return place.toLocaleString('en-GB');
}
