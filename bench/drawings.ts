import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Renderer } from '@takumi-rs/core';
import type { Log } from '../src/app/ports/system.ts';
import type { Card } from '../src/core/card.ts';
import type { Drawing } from '../src/core/drawing.ts';
import { topicCodes } from '../src/core/topics.ts';
import { drawn } from '../src/core/words/drawing.ts';
import { draw } from '../src/render/drawings/draw.ts';
import { readFont, textFonts } from '../src/render/fonts.ts';
import { createTypesetter } from '../src/render/typesetter.ts';
import { atMost, type Figure } from './figure.ts';
import { progress } from './progress.ts';
import { spreadOf } from './statistics.ts';

const warmUp = 5;
const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Of each kind, full, and another one for each number: nothing of one is kept for the next. */
const kinds: { name: string; of(number: number): Drawing; most?: number }[] = [
  { name: 'a stats picture, every day busy and ten topics', of: year, most: 60 },
  { name: 'a board of eleven', of: board },
  { name: 'a spread of four choices', of: spread },
];

/**
 * Pictures of members' figures: from figures to a file that can be sent, in a process that drew some before, beside the
 * renderer alone with the same SVG.
 */
export async function drawings({ quick }: { quick: boolean }): Promise<Figure[]> {
  const rounds = quick ? 12 : 60;
  const cacheFolder = mkdtempSync(join(tmpdir(), 'viva-bench-'));
  try {
    const { typeset } = createTypesetter({ cacheFolder, log: silent });
    const renderer = await bareRenderer();
    const figures: Figure[] = [];
    for (const { name, of, most } of kinds) {
      progress(`drawings: ${name}`);
      const [ours, bare]: [number[], number[]] = [[], []];
      for (let round = -warmUp; round < rounds; round += 1) {
        const drawing = of(round + warmUp);
        const card = cardOf(drawing);
        const sides = [
          async () => ours.push(await timed(() => typeset(card))),
          async () => bare.push(await bareTime(renderer, drawing)),
        ];
        for (const side of round % 2 === 0 ? sides : sides.reverse()) await side();
        if (round < 0) ours.length = bare.length = 0;
      }
      const spreadOfOurs = spreadOf(ours);
      figures.push({
        bench: 'drawings',
        name,
        unit: 'ms',
        ours: spreadOfOurs,
        bare: spreadOf(bare),
        share: spreadOf(ours.map((time, round) => time / (bare[round] ?? 0))),
        ...(most === undefined ? {} : { target: atMost('median', spreadOfOurs.median, most, ' ms') }),
      });
    }
    return figures;
  } finally {
    rmSync(cacheFolder, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function bareRenderer(): Promise<Renderer> {
  const renderer = new Renderer({ cacheMaxBytes: 0 });
  for (const font of textFonts) {
    await renderer.registerFont({ name: font.family, weight: font.weight, data: await readFont(font) });
  }
  return renderer;
}

async function bareTime(renderer: Renderer, drawing: Drawing): Promise<number> {
  const { svg, width, height } = await draw(drawing);
  const image = { type: 'image' as const, src: svg, width, height, style: { width, height } };
  const size = { width: 2 * width, height: 2 * height, devicePixelRatio: 2 };
  return timed(() => renderer.render(image, { ...size, format: 'png' }));
}

function cardOf(drawing: Drawing): Card {
  const body = [drawn(drawing)];
  return {
    tone: 'info',
    summary: '',
    title: undefined,
    context: undefined,
    sections: [{ heading: undefined, body, confidential: false }],
    actions: [],
    footer: undefined,
  };
}

function year(number: number): Drawing {
  return {
    kind: 'stats',
    name: `Member ${number}`,
    currentStreak: number,
    bestStreak: 365,
    days: Array.from({ length: 371 }, (_, day) => 1 + ((day * day + number) % 4)),
    firstWeekday: 0,
    from: '2025-11-24',
    topics: topicCodes.map((topic, index) => ({ topic, own: index / 10, attempts: 30, space: 0.5 })),
  };
}

function board(number: number): Drawing {
  const rows = Array.from({ length: 11 }, (_, index) => ({
    place: index === 10 ? 4_321 : index + 1,
    name: `Žofie Nguyễn Петрова ${number}`,
    points: String(100 - index),
    share: 1 - index / 10,
    own: index === 10,
  }));
  return { kind: 'board', title: 'Board of the week', subtitle: 'Until Monday 00:00', rows };
}

function spread(number: number): Drawing {
  const bars = [0.1, 0.55, 0.3, 0.05].map((share, index) => ({
    letter: 'ABCD'[index] ?? '',
    share,
    right: index === 1,
  }));
  return { kind: 'spread', attempts: 20 + number, bars };
}
