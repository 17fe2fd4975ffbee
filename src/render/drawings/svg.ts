import { look } from '../look.ts';
import type { Lettering, Weight } from './lettering.ts';

/** A drawing in SVG with its size in CSS pixels. */
export interface Drawn {
  svg: string;
  width: number;
  height: number;
}

/**
 * How wide drawings are. With the card's edge a phone shows them at six sevenths of it: what is written at 13 pixels is
 * read at 11 there, and nothing is written smaller.
 */
export const width = 386;
export const sizes = { title: 17, text: 14, small: 13, big: 26 } as const;

export const paint = {
  accent: '#0072b2',
  right: '#00734f',
  /** Behind a group of things. */
  panel: '#eff2f5',
  /** Behind what is the reader's own. */
  own: '#e2eff8',
  /** The empty part of a bar. */
  track: '#e4e7ec',
  /** A bar that is nobody's in particular. */
  bar: '#7d8899',
  white: '#ffffff',
} as const;

export interface TextStyle {
  size?: number;
  weight?: Weight;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
  /** In pixels; what is wider ends in an ellipsis. */
  most?: number;
}

/** Writes text into a drawing. */
export interface Pen {
  /** One line on its baseline. What is in it is drawn, never interpreted. */
  text(x: number, y: number, value: string, style?: TextStyle): string;
  width(value: string, style?: TextStyle): number;
  /** What of a text from people can be drawn. */
  drawable(value: string): string | undefined;
}

export function penOf(lettering: Lettering): Pen {
  return {
    text(x, y, value, { size = sizes.text, weight = 400, fill = look.ink, anchor = 'start', most } = {}) {
      const shown = most === undefined ? value : lettering.fit(value, most, size, weight);
      const runs = lettering.runs(shown, weight);
      const style = `y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}"`;
      const [only] = runs;
      if (only !== undefined && runs.length === 1) {
        const place = `x="${round(x)}" text-anchor="${anchor}" font-family="${only.family}"`;
        return `<text ${place} ${style}>${escaped(only.text)}</text>`;
      }
      // Each run at a place of its own: those that flow together are drawn in one font, whatever it lacks. Without
      // kerning, so that each ends where its letters' widths say.
      let at = x - { start: 0, middle: 0.5, end: 1 }[anchor] * lettering.width(shown, size, weight);
      const spans = runs.map(({ family, text }) => {
        const span = `<tspan x="${round(at)}" font-family="${family}">${escaped(text)}</tspan>`;
        at += lettering.width(text, size, weight);
        return span;
      });
      return `<text ${style} style="font-kerning:none">${spans.join('')}</text>`;
    },
    width: (value, { size = sizes.text, weight = 400 } = {}) => lettering.width(value, size, weight),
    drawable: lettering.drawable,
  };
}

export function box(x: number, y: number, wide: number, high: number, fill: string, radius = 3): string {
  const [w, h] = [Math.max(0, round(wide)), Math.max(0, round(high))];
  const r = Math.min(radius, w / 2, h / 2);
  return `<rect x="${round(x)}" y="${round(y)}" width="${w}" height="${h}" rx="${r}" fill="${fill}"/>`;
}

/** A bar in its track, `share` from 0 to 1 of it; what is not nothing shows. */
export function bar(x: number, y: number, wide: number, high: number, share: number, fill: string): string {
  const part = Math.max(share * wide, share > 0 ? 3 : 0);
  const radius = Math.min(4, high / 2);
  return box(x, y, wide, high, paint.track, radius) + (part > 0 ? box(x, y, part, high, fill, radius) : '');
}

/** A tick of `size` pixels, around a point. */
export function tick(x: number, y: number, size: number, stroke: string): string {
  const points = `${round(x - size * 0.42)},${round(y + size * 0.02)} ${round(x - size * 0.1)},${round(y + size * 0.34)} ${round(x + size * 0.44)},${round(y - size * 0.36)}`;
  return `<polyline points="${points}" fill="none" stroke="${stroke}" stroke-width="${round(size * 0.2)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

export function page(bottom: number, parts: readonly string[]): Drawn {
  const height = Math.ceil(bottom);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;
  return { svg, width, height };
}

/** A share as it must be, whatever it was computed as. */
export function within(share: number): number {
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}

/** "950", "12,345", "123k": what fits a tile, or the room over a bar. */
export function short(figure: number, most: number): string {
  return figure <= most ? figure.toLocaleString('en-GB') : `${Math.round(figure / 1_000)}k`;
}

export interface Tile {
  figure: number;
  label: string;
  /** Of the square before the label. */
  mark?: string;
}

export const tileHeight = 62;

/** Big figures side by side. */
export function tiles(figures: readonly Tile[], y: number, pen: Pen): string[] {
  const space = 8;
  const wide = (width - space * (figures.length - 1)) / figures.length;
  return figures.flatMap(({ figure, label, mark }, index) => {
    const x = index * (wide + space);
    const labelAt = x + 10 + (mark === undefined ? 0 : 14);
    return [
      box(x, y, wide, tileHeight, paint.panel, 8),
      pen.text(x + 10, y + 32, short(figure, wide > 100 ? 99_999 : 9_999), { size: sizes.big, weight: 600 }),
      mark === undefined ? '' : box(x + 10, y + 42.5, 9, 9, mark, 2.5),
      pen.text(labelAt, y + 51, label, { size: sizes.small, fill: look.quietInk }),
    ];
  });
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Text as XML takes it; characters that XML forbids are dropped. */
function escaped(value: string): string {
  return value
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
