import { look } from '../look.ts';

/** A drawing in SVG with its size in CSS pixels. */
export interface Drawn {
  svg: string;
  width: number;
  height: number;
}

/**
 * How wide drawings are. With the card's edge a phone shows them at six sevenths of it, so that no letter may be
 * smaller than 13 pixels.
 */
export const width = 386;

export const ink = { accent: '#0072b2', soft: '#e9edf3', right: '#007a5a' } as const;

export interface TextStyle {
  size?: number;
  weight?: 400 | 600;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
}

/** One line of text, on its baseline. What is in it is drawn, never interpreted. */
export function text(x: number, y: number, value: string, style: TextStyle = {}): string {
  const { size = 14, weight = 400, fill = look.ink, anchor = 'start' } = style;
  return (
    `<text x="${x}" y="${y}" font-family="Inter" font-size="${size}" font-weight="${weight}" fill="${fill}" ` +
    `text-anchor="${anchor}">${escaped(value)}</text>`
  );
}

export function bar(
  x: number,
  y: number,
  length: number,
  thickness: number,
  fill: string,
  radius = 3,
): string {
  return `<rect x="${x}" y="${y}" width="${length}" height="${thickness}" rx="${radius}" fill="${fill}"/>`;
}

export function page(height: number, parts: readonly string[]): Drawn {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;
  return { svg, width, height };
}

/** Text as XML takes it; characters that XML forbids are dropped. */
function escaped(value: string): string {
  return value
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
