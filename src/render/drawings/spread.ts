import type { SpreadDrawing } from '../../core/drawing.ts';
import { plural } from '../../core/words/common.ts';
import { drawingWords, percent } from '../../core/words/drawing.ts';
import { look } from '../look.ts';
import { bar, box, type Drawn, type Pen, page, paint, sizes, tick, width, within } from './svg.ts';

const words = drawingWords.spread;
const row = 36;
const tile = 28;
const [barAt, barEnd] = [40, width - 78];

/** How often each choice was taken; the right one is green, and has a tick. */
export function drawSpread({ attempts, bars }: SpreadDrawing, pen: Pen): Drawn {
  const small = { size: sizes.small, fill: look.quietInk };
  const key = { ...small, anchor: 'end' } as const;
  const parts = [
    pen.text(0, 14, attempts > 0 ? plural(attempts, 'answer') : words.nobody, { weight: 600 }),
    pen.text(width, 14, words.right, key),
    tick(width - pen.width(words.right, key) - 12, 9.5, 11, paint.right),
  ];
  for (const [index, { letter, share, right }] of bars.entries()) {
    const y = 30 + index * row;
    const weight = right ? 600 : 400;
    const fill = right ? paint.right : paint.bar;
    parts.push(
      box(0, y, tile, tile, right ? paint.right : paint.track, 7),
      pen.text(tile / 2, y + 19, letter, {
        weight: 600,
        fill: right ? paint.white : look.ink,
        anchor: 'middle',
        most: tile,
      }),
      bar(barAt, y + 4, barEnd - barAt, 20, within(share), fill),
      right ? tick(barEnd + 20, y + 14, 15, paint.right) : '',
      pen.text(width, y + 19, percent(within(share)), {
        weight,
        anchor: 'end',
        fill: right ? paint.right : look.ink,
      }),
    );
  }
  return page(30 + Math.max(0, bars.length * row - (row - tile)), parts);
}
