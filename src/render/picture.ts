import type { Renderer } from '@takumi-rs/core';
import { codeFont, readFont, textFonts } from './fonts.ts';
import { look } from './look.ts';

/** Pictures are drawn at twice the size they are shown at, so that they are sharp on dense screens. */
const scale = 2;

let renderer: Promise<Renderer> | undefined;

/** Loaded at the first picture; all who ask meanwhile share it. */
function loaded(): Promise<Renderer> {
  renderer ??= load().catch((error: unknown) => {
    // A load that failed (a file was missing for a moment) is not kept for ever.
    renderer = undefined;
    throw error;
  });
  return renderer;
}

async function load(): Promise<Renderer> {
  const { Renderer } = await import('@takumi-rs/core');
  // What is drawn is kept in files; a cache in memory besides would only grow.
  const made = new Renderer({ cacheMaxBytes: 0 });
  for (const font of [...textFonts, codeFont]) {
    const { family: name, weight } = font;
    await made.registerFont({ name, weight, style: 'normal', data: await readFont(font) });
  }
  return made;
}

/** A drawing in SVG, in CSS pixels, as a PNG on a card with a background of its own. */
export async function toPng(drawing: { svg: string; width: number; height: number }): Promise<Buffer> {
  const width = Math.ceil(drawing.width);
  const height = Math.ceil(drawing.height);
  const { padding, border } = look.card;
  const outer = 2 * (padding + border);
  const cardWidth = Math.max(width + outer, look.card.leastWidth);
  const node = {
    type: 'container' as const,
    style: {
      width: '100%',
      height: '100%',
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      backgroundColor: look.background,
      borderRadius: look.card.radius,
      borderWidth: border,
      borderStyle: 'solid',
      borderColor: look.line,
    },
    children: [
      {
        type: 'image' as const,
        src: drawing.svg.replaceAll('currentColor', look.ink),
        width,
        height,
        style: { width, height },
      },
    ],
  };
  return (await loaded()).render(node, {
    width: cardWidth * scale,
    height: (height + outer) * scale,
    devicePixelRatio: scale,
    format: 'png',
  });
}
