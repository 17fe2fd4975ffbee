import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assert, asyncProperty, constantFrom, oneof, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card, SetCard } from '../../../src/core/card.ts';
import type { Drawing } from '../../../src/core/drawing.ts';
import { drawn as block } from '../../../src/core/words/drawing.ts';
import { draw } from '../../../src/render/drawings/draw.ts';
import { readFontMetrics } from '../../../src/render/font-file.ts';
import { readFont, textFonts } from '../../../src/render/fonts.ts';
import { look } from '../../../src/render/look.ts';
import { toPng } from '../../../src/render/picture.ts';
import { createTypesetter } from '../../../src/render/typesetter.ts';
import { runs } from '../../support/runs.ts';
import { boardOf, contrast, hugeName, samples, textsOf } from './drawn.ts';
import { readPixels } from './pixels.ts';
import { notingLog, scratchFolder } from './scratch.ts';

const kinds = Object.entries(samples);
const edge = look.card.padding + look.card.border;
const numRuns = runs();

async function said(drawing: Drawing): Promise<string[]> {
  return (await textsOf(await draw(drawing))).map(({ text }) => text);
}

describe.each(kinds)('%s', (_name, drawing) => {
  it('is as wide as all drawings, at twice its size, and draws nothing into its padding', async () => {
    const drawing_ = await draw(drawing);
    const pixels = await readPixels(await toPng(drawing_));
    expect([pixels.width, pixels.height]).toEqual([840, 2 * (drawing_.height + 2 * edge)]);
    expect(Number.isInteger(drawing_.height)).toBe(true);
    expect(pixels.ink(0, 0, pixels.width, 2 * edge)).toBe(0);
    expect(pixels.ink(0, 0, 2 * edge - 4, pixels.height)).toBe(0);
    expect(pixels.ink(pixels.width - 2 * edge + 4, 0, pixels.width, pixels.height)).toBe(0);
  });

  it('keeps its text inside, apart, large enough for a phone, and in contrast to what it stands on', async () => {
    const { height, ...rest } = await draw(drawing);
    const texts = await textsOf({ height, ...rest });
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) {
      expect(text.left, text.text).toBeGreaterThanOrEqual(-0.5);
      expect(text.right, text.text).toBeLessThanOrEqual(386.5);
      expect(text.top, text.text).toBeGreaterThanOrEqual(0);
      expect(text.bottom, text.text).toBeLessThanOrEqual(height + 4);
      // A phone shows the 420 pixels of a card on some 360.
      expect((text.size * 360) / 420, text.text).toBeGreaterThanOrEqual(11);
      expect(contrast(text.fill, text.ground), `${text.text} on ${text.ground}`).toBeGreaterThanOrEqual(4.5);
    }
    const overlaps = texts.flatMap((one, index) =>
      texts
        .slice(index + 1)
        .filter(
          (other) =>
            one.left < other.right &&
            other.left < one.right &&
            one.top < other.bottom &&
            other.top < one.bottom,
        )
        .map((other) => `${one.text} | ${other.text}`),
    );
    expect(overlaps).toEqual([]);
  });

  it('writes each letter in a font that has it', async () => {
    const faces = await Promise.all(
      textFonts.map(async (font) => ({ ...font, ...(await readFontMetrics(await readFont(font))) })),
    );
    for (const { text, families } of await textsOf(await draw(drawing))) {
      for (const character of text) {
        const code = character.codePointAt(0) ?? 0;
        const having = faces.filter(
          (face) => families.includes(face.family) && face.advance(code) !== undefined,
        );
        expect(having.length, `${character} of ${text}`).toBeGreaterThan(0);
      }
    }
  });
});

describe('a board', () => {
  it.each([
    ['is shown as it is', 'Ana Žižek', 'Ana Žižek'],
    ['keeps its markup as text', '<b>A</b> &amp; "x"', '<b>A</b> &amp; "x"'],
    ['loses its emoji', '👩‍🚀 Ana 🎉', 'Ana'],
    ['loses what turns text around', '\u202Eana\u2066', 'ana'],
    ['loses marks heaped on letters', 'Z̸̢͔͎a̵l̸g̶o̷', 'Zalgo'],
    ['is one line', ' Ana\n\tB\u00A0C ', 'Ana B C'],
    ['is plain where its letters are fancy ones', '𝓐𝓷𝓪 Ｗｉｄｅ', 'Ana Wide'],
    ['keeps what can be read of it', '田中太郎 (Taro)', '(Taro)'],
    ['is a member’s where one letter is left', '田中 B', 'Member'],
    ['is a member’s in another script', '田中太郎', 'Member'],
    ['is a member’s from right to left', 'محمد علي', 'Member'],
    ['is a member’s in Hebrew', 'שלום', 'Member'],
    ['is a member’s if of emoji alone', '🎉🎉', 'Member'],
    ['is a member’s if nothing shows of it', '\u200B\u2060', 'Member'],
    ['is a member’s if empty', '', 'Member'],
    ['survives half a character', 'A\uD800na', 'Ana'],
  ])('has a name that %s', async (_what, name, shown) => {
    expect(await said(boardOf({ name }))).toContain(shown);
  });

  it('is well-formed whatever markup its names and titles hold', async () => {
    const markup = '</text><script>&amp;]]>"<';
    const { svg } = await draw({ ...boardOf({ name: markup }), title: markup, subtitle: markup });
    const written = svg.replaceAll(/<\/?(?:svg|rect|circle|text|tspan)\b[^<>]*>/g, '');
    expect(written).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
    expect(written).toContain('&lt;/text&gt;&lt;script&gt;&amp;amp;');
  });

  it('cuts a long name, and leaves the points whole', async () => {
    const texts = await said(boardOf({ name: hugeName, points: '12,345.5', own: true }));
    expect(texts).toContain('12,345.5');
    const name = texts.find((text) => text.startsWith('Maxi')) ?? '';
    expect(name).toMatch(/^Maximiliane-F\w+.*…$/);
    expect(hugeName.startsWith(name.slice(0, -1))).toBe(true);
  });

  it('marks the own row by a word, not only by its colour', async () => {
    expect(await said(boardOf({ name: 'Ana' }))).not.toContain('you');
    expect(await said(boardOf({ name: 'Ana', own: true }))).toContain('you');
  });

  it.each([
    ['none between places that follow each other', [1, 2, 3], 0],
    ['none after places that are shared', [1, 1, 3, 3, 5], 0],
    ['one before a place further down', [1, 2, 17], 1],
    ['none above a single place', [17], 0],
  ])('has a gap: %s', async (_what, places, gaps) => {
    const { svg } = await draw(boardOf(...places.map((place) => ({ name: 'Ana', place }))));
    expect(svg.match(/r="1\.8"/g)?.length ?? 0).toBe(3 * gaps);
  });

  it('keeps any name inside and apart from the points', async () => {
    const odd = constantFrom(
      '👩‍🚀',
      'ﷺ',
      '\u202E',
      '田',
      'W',
      '&',
      '<',
      'ễ',
      'Ж',
      '𝓐',
      '…',
      '\u0301',
      ' ',
      'ﬁ',
      '½',
    );
    const names = oneof(string({ unit: 'grapheme', maxLength: 80 }), string({ unit: odd, maxLength: 80 }));
    await assert(
      asyncProperty(names, async (name) => {
        const texts = await textsOf(await draw(boardOf({ name, points: '1,234', own: true })));
        const [points, pill] = ['1,234', 'you'].map((label) => texts.findLast(({ text }) => text === label));
        const shown = texts[4];
        expect(shown?.text.trim()).not.toBe('');
        expect(shown?.right).toBeLessThanOrEqual(pill?.left ?? 0);
        expect(pill?.right).toBeLessThan(points?.left ?? 0);
      }),
      { numRuns },
    );
  });
});

describe('a spread', () => {
  it('has a tick for each right answer besides the one that explains it, whatever its share', async () => {
    const bars = [0, 1].map((share, index) => ({ letter: 'AB'[index] ?? '', share, right: index === 0 }));
    const { svg } = await draw({ kind: 'spread', attempts: 4, bars });
    expect(svg.match(/<polyline/g)).toHaveLength(2);
  });

  it('has bars as long as their shares, and shows that little is not nothing', async () => {
    const shares = [0.5, 1, 0, 0.001];
    const bars = shares.map((share) => ({ letter: 'A', share, right: false }));
    const drawing: Drawing = { kind: 'spread', attempts: 1_000, bars };
    const { svg } = await draw(drawing);
    const lengths = [...svg.matchAll(/width="([\d.]+)" height="20" rx="\S+" fill="#7d8899"/g)].map(
      ([, wide]) => Number(wide),
    );
    expect(lengths).toEqual([134, 268, 3]);
    expect((await said(drawing)).filter((text) => text.endsWith('%'))).toEqual(['50%', '100%', '0%', '<1%']);
  });
});

describe('a practice', () => {
  const practice = { kind: 'practice', again: 1, hard: 0, good: 0, easy: 0 } as const;
  const labels = async (today?: string) =>
    (await said({ ...practice, ahead: [0, 2, 3], ...(today === undefined ? {} : { today }) })).slice(-5);

  it('names the coming days by their weekdays, or by how far off they are', async () => {
    expect(await labels('2026-11-28')).toEqual(['Today', '2', 'Su', '3', 'Mo']);
    expect(await labels()).toEqual(['Today', '2', '+1', '3', '+2']);
    expect(await labels('no day')).toEqual(await labels());
  });

  it('says so where nothing is to come, and draws no empty chart', async () => {
    expect((await said({ ...practice, ahead: [0, 0] })).at(-1)).toBe('Nothing is due within 2 days.');
    expect((await said({ ...practice, ahead: [] })).at(-1)).toBe('Easy');
  });
});

describe('a drawing on a card', () => {
  async function typesetter() {
    const cacheFolder = await scratchFolder();
    const { log, warnings } = notingLog();
    const { typeset } = createTypesetter({ cacheFolder, log });
    const set = async (drawing: Drawing) => pictureOf(await typeset(cardOf(drawing)));
    return { set, warnings, folder: join(cacheFolder, 'drawings') };
  }

  it('is one picture for the same figures, and another for others', async () => {
    const { set } = await typesetter();
    const { kind, ...rest } = boardOf({ name: 'Ana' });
    const first = await set(boardOf({ name: 'Ana' }));
    expect(await set({ ...rest, kind })).toEqual(first);
    expect((await set(boardOf({ name: 'Anna' }))).id).not.toBe(first.id);
    expect(first.path).not.toContain('Ana');
  });

  it('is drawn for many at once, the same one once', async () => {
    const { set, folder, warnings } = await typesetter();
    const names = Array.from({ length: 24 }, (_, index) => `Member ${index % 6}`);
    const pictures = await Promise.all(names.map((name) => set(boardOf({ name }))));
    expect(new Set(pictures.map(({ id }) => id)).size).toBe(6);
    expect((await readdir(folder)).toSorted()).toEqual(
      [...new Set(pictures.map(({ id }) => `${id}.png`))].toSorted(),
    );
    expect(warnings).toEqual([]);
  });
});

function cardOf(drawing: Drawing): Card {
  return {
    tone: 'info',
    summary: 'Figures',
    title: undefined,
    context: undefined,
    sections: [{ heading: undefined, body: [block(drawing)], confidential: false }],
    actions: [],
    footer: undefined,
  };
}

function pictureOf(card: SetCard) {
  const [set] = card.sections.flatMap(({ body }) => body);
  if (set?.type !== 'picture') throw new Error('Not a picture');
  return set.picture;
}
