import type { Drawing } from '../../core/drawing.ts';
import { drawBoard } from './board.ts';
import { loadLettering } from './lettering.ts';
import { drawPractice } from './practice.ts';
import { drawSpread } from './spread.ts';
import { drawStats } from './stats.ts';
import { type Drawn, penOf } from './svg.ts';

/** Figures as one `<svg>` in CSS pixels. The same figures come out as the same text. */
export async function draw(drawing: Drawing): Promise<Drawn> {
  const pen = penOf(await loadLettering());
  switch (drawing.kind) {
    case 'board':
      return drawBoard(drawing, pen);
    case 'spread':
      return drawSpread(drawing, pen);
    case 'stats':
      return drawStats(drawing, pen);
    case 'practice':
      return drawPractice(drawing, pen);
  }
}
