import { Renderer } from '@takumi-rs/core';

export type Colour = [red: number, green: number, blue: number, alpha: number];

/** A PNG read back, to look at what was drawn. */
export interface Pixels {
  width: number;
  height: number;
  at(x: number, y: number): Colour;
  /** How many pixels of a box are much darker than the card. */
  ink(left: number, top: number, right: number, bottom: number): number;
}

export async function readPixels(png: Buffer): Promise<Pixels> {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const image = { type: 'image' as const, src: png, width, height, style: { width, height } };
  const rows = await new Renderer().render(image, { width, height, format: 'raw' });
  const at = (x: number, y: number): Colour => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rows.subarray((y * width + x) * 4);
    return [red, green, blue, alpha];
  };
  const ink = (left: number, top: number, right: number, bottom: number) => {
    let count = 0;
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const [red, green, blue, alpha] = at(x, y);
        if (alpha === 255 && red + green + blue < 300) count += 1;
      }
    }
    return count;
  };
  return { width, height, at, ink };
}
