import type { SpreadDrawing } from '../../core/drawing.ts';
import { look } from '../look.ts';
import { bar, type Drawn, ink, page, text, width } from './svg.ts';

const row = 30;

export function drawSpread({ bars }: SpreadDrawing): Drawn {
  const parts = bars.flatMap(({ letter, share, right }, index) => {
    const y = index * row;
    const weight = right ? 600 : 400;
    return [
      text(0, y + 20, right ? `${letter} ✓` : letter, { weight, fill: right ? ink.right : look.ink }),
      bar(36, y + 5, Math.max(2, share * (width - 90)), 20, right ? ink.right : look.quietInk),
      text(width, y + 20, `${Math.round(share * 100)} %`, { anchor: 'end', weight }),
    ];
  });
  return page(bars.length * row, parts);
}
