import type { BoardDrawing } from '../../core/drawing.ts';
import { look } from '../look.ts';
import { bar, type Drawn, ink, page, text, width } from './svg.ts';

const row = 34;

export function drawBoard({ title, subtitle, rows }: BoardDrawing): Drawn {
  const top = 60;
  const parts = rows.flatMap(({ place, name, points, share, own }, index) => {
    const y = top + index * row;
    const weight = own ? 600 : 400;
    return [
      text(22, y + 16, String(place), { anchor: 'end', fill: look.quietInk }),
      text(34, y + 16, name, { weight }),
      text(width, y + 16, points, { anchor: 'end', weight }),
      bar(34, y + 22, Math.max(2, share * (width - 34)), 4, own ? ink.accent : look.line, 2),
    ];
  });
  const head = [
    text(0, 16, title, { size: 17, weight: 600 }),
    text(0, 38, subtitle, { size: 13, fill: look.quietInk }),
  ];
  return page(top + rows.length * row, [...head, ...parts]);
}
