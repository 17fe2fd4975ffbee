import { Renderer } from '@takumi-rs/core';
import { describe, expect, it } from 'vitest';
import { loadLettering } from '../../../src/render/drawings/lettering.ts';
import { readFontMetrics } from '../../../src/render/font-file.ts';
import { readFont, textFonts } from '../../../src/render/fonts.ts';

describe('the text of drawings', () => {
  it('is as wide as its fonts draw it', async () => {
    const lettering = await loadLettering();
    const renderer = new Renderer();
    for (const font of textFonts) {
      await renderer.registerFont({ name: font.family, weight: font.weight, data: await readFont(font) });
    }
    for (const text of ['Classical machine learning', '12,345.5', 'WWW', 'iii', 'Right answers by topic']) {
      for (const weight of [400, 600] as const) {
        const node = {
          type: 'text' as const,
          text,
          style: { fontFamily: 'Inter', fontWeight: weight, fontSize: 20, fontKerning: 'none' as const },
        };
        const drawnWidth = (await renderer.measure(node, { height: 40 })).runs.reduce(
          (sum, run) => sum + run.width,
          0,
        );
        expect(Math.abs(lettering.width(text, 20, weight) / drawnWidth - 1), text).toBeLessThan(0.03);
      }
    }
  });

  it('is parted by fonts, a space with what stands before it', async () => {
    const lettering = await loadLettering();
    expect(lettering.runs('Jan Černý Иван Ř', 400)).toEqual([
      { family: 'Inter', text: 'Jan ' },
      { family: 'Inter Extended', text: 'Č' },
      { family: 'Inter', text: 'erný ' },
      { family: 'Inter Cyrillic', text: 'Иван ' },
      { family: 'Inter Extended', text: 'Ř' },
    ]);
  });

  it('is cut to what fits, with its ellipsis', async () => {
    const lettering = await loadLettering();
    const whole = 'Reinforcement learning';
    const wide = lettering.width(whole, 14, 400);
    expect(lettering.fit(whole, wide, 14, 400)).toBe(whole);
    const cut = lettering.fit(whole, wide - 1, 14, 400);
    expect(cut).toMatch(/^Reinforcement lear\w*…$/);
    expect(lettering.width(cut, 14, 400)).toBeLessThanOrEqual(wide - 1);
    expect(lettering.fit(whole, 0, 14, 400)).toBe('…');
  });
});

describe('a font file', () => {
  it('tells which letters it has, and how wide they are', async () => {
    const [inter] = textFonts;
    if (inter === undefined) throw new Error('no font');
    const metrics = await readFontMetrics(await readFont(inter));
    expect(metrics.advance(0x41)).toBeCloseTo(0.69, 2);
    expect([0x10c, 0x7530, 0xfffff].map(metrics.advance)).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    ['is none', Buffer.from('no font at all, whatever its name')],
    ['is empty', Buffer.alloc(0)],
    ['is cut off', Buffer.from('wOF2')],
  ])('that %s is refused', async (_what, file) => {
    await expect(readFontMetrics(file)).rejects.toThrow();
  });
});
