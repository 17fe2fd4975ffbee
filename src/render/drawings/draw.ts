import type { Drawing } from '../../core/drawing.ts';
import { drawBoard } from './board.ts';
import { drawPractice } from './practice.ts';
import { drawSpread } from './spread.ts';
import { drawStats } from './stats.ts';
import type { Drawn } from './svg.ts';

/** Figures as one `<svg>` in CSS pixels. The same figures come out as the same text. */
export function draw(drawing: Drawing): Drawn {
  switch (drawing.kind) {
    case 'board':
      return drawBoard(drawing);
    case 'spread':
      return drawSpread(drawing);
    case 'stats':
      return drawStats(drawing);
    case 'practice':
      return drawPractice(drawing);
  }
}
