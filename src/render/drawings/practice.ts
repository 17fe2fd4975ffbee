import type { PracticeDrawing } from '../../core/drawing.ts';
import { bar, type Drawn, ink, page, text, width } from './svg.ts';

export function drawPractice({ again, hard, good, easy, ahead }: PracticeDrawing): Drawn {
  const most = Math.max(1, ...ahead);
  const step = width / Math.max(1, ahead.length);
  return page(150, [
    ...[again, hard, good, easy].map((count, index) =>
      text((index + 0.5) * (width / 4), 24, String(count), { size: 22, weight: 600, anchor: 'middle' }),
    ),
    ...ahead.map((due, day) => {
      const height = Math.max(1, (due / most) * 80);
      return bar(day * step, 140 - height, step - 4, height, ink.accent);
    }),
  ]);
}
