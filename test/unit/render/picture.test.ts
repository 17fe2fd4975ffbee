import { describe, expect, it } from 'vitest';
import { look } from '../../../src/render/look.ts';
import { drawMath } from '../../../src/render/math.ts';
import { toPng } from '../../../src/render/picture.ts';
import { type Colour, readPixels } from './pixels.ts';

const edge = look.card.padding + look.card.border;

function colour(hex: string): Colour {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) =>
    Number.parseInt(hex.slice(start, start + 2), 16),
  );
  return [red, green, blue, 255];
}

function brightness([red, green, blue]: Colour): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('a picture', () => {
  it('is drawn at twice its size, with its padding', async () => {
    const drawing = await drawMath(String.raw`\frac{a+b+c+d}{e}`, true);
    const { width, height } = await readPixels(await toPng(drawing));
    expect(width).toBe(2 * (Math.ceil(drawing.width) + 2 * edge));
    expect(height).toBe(2 * (Math.ceil(drawing.height) + 2 * edge));
  });

  it('carries an opaque light background, round at the corners, and dark ink', async () => {
    const drawing = await drawMath(String.raw`\sum_{i=1}^{n} x_i + \mathbb{R}`, true);
    const pixels = await readPixels(await toPng(drawing));
    expect(pixels.at(0, 0)[3]).toBe(0);
    expect(pixels.at(pixels.width - 1, pixels.height - 1)[3]).toBe(0);
    expect(pixels.at(edge, Math.floor(pixels.height / 2))).toEqual(colour(look.background));
    expect(pixels.ink(2 * edge, 2 * edge, pixels.width - 2 * edge, pixels.height - 2 * edge)).toBeGreaterThan(
      500,
    );
    expect(brightness(colour(look.background)) - brightness(colour(look.ink))).toBeGreaterThan(180);
  });

  it('draws nothing into its padding', async () => {
    const pixels = await readPixels(
      await toPng(await drawMath(String.raw`\left(\frac{a}{b}\right)^{n}`, true)),
    );
    expect(pixels.ink(0, 0, pixels.width, edge)).toBe(0);
    expect(pixels.ink(0, 0, edge, pixels.height)).toBe(0);
  });

  it('draws text with the fonts that come along, signs and Greek too', async () => {
    for (const text of ['Accuracy', 'σ(z)', '√ ∑ ∈']) {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="30" viewBox="0 0 100 30"><text x="2" y="20" font-family="Inter" font-size="16" fill="#000">${text}</text></svg>`;
      const pixels = await readPixels(await toPng({ svg, width: 100, height: 30 }));
      expect(pixels.ink(0, 0, pixels.width, pixels.height), text).toBeGreaterThan(100);
    }
  });
});
