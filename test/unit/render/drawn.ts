import type { Drawing } from '../../../src/core/drawing.ts';
import { topicCodes } from '../../../src/core/topics.ts';
import { loadLettering, type Weight } from '../../../src/render/drawings/lettering.ts';
import type { Drawn } from '../../../src/render/drawings/svg.ts';
import { look } from '../../../src/render/look.ts';

/** A line of text as it stands in a drawing, with the box that it fills. */
export interface DrawnText {
  text: string;
  families: string[];
  size: number;
  fill: string;
  /** Of what it stands on. */
  ground: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

type Attributes = Record<string, string>;

/** Reads back what a drawing says. */
export async function textsOf({ svg }: Drawn): Promise<DrawnText[]> {
  const lettering = await loadLettering();
  const grounds: { fill: string; left: number; right: number; top: number; bottom: number }[] = [];
  const texts: DrawnText[] = [];
  for (const [, tag, head = '', body = ''] of svg.matchAll(
    /<(rect|circle|text)\b([^>]*?)(?:\/>|>(.*?)<\/text>)/gs,
  )) {
    const at = attributesOf(head);
    if (tag === 'rect') {
      const [left, top] = [Number(at.x), Number(at.y)];
      grounds.push({
        fill: at.fill ?? '',
        left,
        top,
        right: left + Number(at.width),
        bottom: top + Number(at.height),
      });
    } else if (tag === 'circle') {
      const [x, y, r] = [Number(at.cx), Number(at.cy), Number(at.r)];
      grounds.push({ fill: at.fill ?? '', left: x - r, right: x + r, top: y - r, bottom: y + r });
    } else {
      const size = Number(at['font-size']);
      const weight = Number(at['font-weight']) as Weight;
      const spans = [...body.matchAll(/<tspan\b([^>]*)>(.*?)<\/tspan>/gs)].map(
        ([, inner = '', value = '']) => ({
          at: attributesOf(inner),
          text: plain(value),
        }),
      );
      const parts = spans.length > 0 ? spans : [{ at, text: plain(body) }];
      const text = parts.map((part) => part.text).join('');
      const wide = lettering.width(text, size, weight);
      const share = { start: 0, middle: 0.5, end: 1 }[at['text-anchor'] ?? 'start'] ?? 0;
      const left = Number(parts[0]?.at.x) - share * wide;
      const baseline = Number(at.y);
      const [middle, height] = [left + wide / 2, baseline - size / 3];
      const ground = grounds.findLast(
        (one) => one.left <= middle && middle <= one.right && one.top <= height && height <= one.bottom,
      );
      texts.push({
        text,
        families: parts.map((part) => part.at['font-family'] ?? ''),
        size,
        fill: at.fill ?? '',
        ground: ground?.fill ?? look.background,
        left,
        right: left + wide,
        top: baseline - 0.73 * size,
        bottom: baseline + 0.2 * size,
      });
    }
  }
  return texts;
}

function attributesOf(head: string): Attributes {
  return Object.fromEntries(
    [...head.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
}

function plain(escaped: string): string {
  return escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** As WCAG counts it. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

type BoardRow = Extract<Drawing, { kind: 'board' }>['rows'][number];

export function boardOf(
  ...rows: (Partial<BoardRow> & { name: string })[]
): Extract<Drawing, { kind: 'board' }> {
  const whole = rows.map((row, index) => ({ place: index + 1, points: '3', share: 0.5, own: false, ...row }));
  return { kind: 'board', title: 'Board of the week', subtitle: 'Until Monday 00:00', rows: whole };
}

export function statsOf(
  given: Partial<Extract<Drawing, { kind: 'stats' }>> = {},
): Extract<Drawing, { kind: 'stats' }> {
  return {
    kind: 'stats',
    name: 'Ana',
    currentStreak: 3,
    bestStreak: 41,
    days: Array.from({ length: 365 }, (_, day) => day % 3),
    // 28 November 2025 was a Friday.
    firstWeekday: 4,
    from: '2025-11-28',
    topics: topicCodes.map((topic, index) => ({
      topic,
      own: index / 9,
      attempts: 6,
      space: index % 3 === 0 ? undefined : 0.5,
    })),
    ...given,
  };
}

export const hugeName = 'Maximiliane-Friederike von und zu Hohenlohe-Waldenburg';

/** Of each kind: usual, empty, and as far as figures and names go. */
export const samples: Record<string, Drawing> = {
  'a board': boardOf({ name: 'Ana', share: 1 }, { name: 'Ben', own: true }, { name: 'Cem', place: 2 }),
  'a board of one': boardOf({ name: 'Ana', share: 1, own: true }),
  'an empty board': boardOf(),
  'a full board': {
    ...boardOf(
      { name: hugeName, points: '1,234,567.5', share: 1 },
      { name: 'W'.repeat(40), points: '1,234,567.5', share: 1, place: 1 },
      { name: '田中太郎' },
      { name: 'محمد علي' },
      { name: '<b>&amp;</b>' },
      { name: 'Nguyễn Thị Ánh Żółć Иван' },
      { name: '👩‍🚀' },
      { name: '\u202Eana\u0000\uD800' },
      { name: '' },
      { name: 'i'.repeat(80), share: 0 },
      { name: hugeName, place: 1_234_567, points: '0.5', share: 0, own: true },
    ),
    title: `Board 日本語 of the month in ${hugeName}`,
    subtitle: `🎉 Until Monday 1 December 00:00, America/Argentina/Buenos_Aires, in ${hugeName}`,
  },
  'a spread': {
    kind: 'spread',
    attempts: 8,
    bars: [
      { letter: 'A', share: 0.75, right: true },
      { letter: 'B', share: 0.25, right: false },
      { letter: 'C', share: 0, right: false },
    ],
  },
  'a spread of nothing': { kind: 'spread', attempts: 0, bars: [] },
  'a spread as far as it goes': {
    kind: 'spread',
    attempts: 123_456,
    bars: [1, 0, 0.001, 0.5, Number.NaN, 2, -1, 0].map((share, index) => ({
      letter: 'ABCDEFGH'[index] ?? '',
      share,
      right: index % 2 === 1,
    })),
  },
  'a year': statsOf(),
  'a full year': statsOf({
    name: hugeName,
    currentStreak: 98_765,
    bestStreak: 987_654,
    days: Array.from({ length: 371 }, (_, day) => 1_000 + day),
    firstWeekday: 0,
  }),
  'a year of nothing': statsOf({
    name: '田',
    days: Array(365).fill(0),
    topics: [],
    currentStreak: 0,
    bestStreak: 0,
  }),
  'no year at all': statsOf({ name: '', days: [], from: '', topics: [] }),
  'a practice': {
    kind: 'practice',
    again: 3,
    hard: 2,
    good: 11,
    easy: 4,
    ahead: [3, 8, 5, 0, 2, 9, 14, 1, 0, 4, 6, 2, 0, 7],
    today: '2026-11-27',
  },
  'a practice of nothing': { kind: 'practice', again: 0, hard: 0, good: 0, easy: 0, ahead: [] },
  'a practice as far as it goes': {
    kind: 'practice',
    again: 99_999,
    hard: 0,
    good: 1,
    easy: 123_456,
    ahead: Array(14).fill(99_999),
  },
};
