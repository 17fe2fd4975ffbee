import type { StatsDrawing } from '../../core/drawing.ts';
import { topics } from '../../core/topics.ts';
import { look } from '../look.ts';
import { bar, type Drawn, ink, page, text, width } from './svg.ts';

const row = 26;
const cell = 6;

export function drawStats(stats: StatsDrawing): Drawn {
  const top = 76 + 7 * (cell + 1) + 20;
  return page(top + stats.topics.length * row, [
    text(0, 16, stats.name, { size: 17, weight: 600 }),
    text(0, 50, String(stats.currentStreak), { size: 22, weight: 600 }),
    text(width / 2, 50, String(stats.bestStreak), { size: 22, weight: 600 }),
    ...stats.days.map((rounds, day) => {
      const place = day + stats.firstWeekday;
      const [x, y] = [Math.floor(place / 7) * (cell + 1), 76 + (place % 7) * (cell + 1)];
      return bar(x, y, cell, cell, rounds > 0 ? ink.accent : look.line, 1);
    }),
    ...stats.topics.flatMap(({ topic, own }, index) => {
      const y = top + index * row;
      return [
        text(0, y + 16, topics[topic].name),
        bar(210, y + 6, Math.max(2, own * 120), 12, ink.accent),
        text(width, y + 16, `${Math.round(own * 100)} %`, { anchor: 'end' }),
      ];
    }),
  ]);
}
