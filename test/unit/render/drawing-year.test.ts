import { describe, expect, it } from 'vitest';
import { draw } from '../../../src/render/drawings/draw.ts';
import { contrast, statsOf, textsOf } from './drawn.ts';

describe('a year', () => {
  /** The cells of its map, by weeks and weekdays; the five that explain the shades stand above it. */
  async function cells(given: Parameters<typeof statsOf>[0]) {
    const { svg } = await draw(statsOf(given));
    const paths = [...svg.matchAll(/<path fill="(#\w+)" d="([^"]*)"/g)].flatMap(([, fill = '', path = '']) =>
      [...path.matchAll(/M([\d.]+) ([\d.]+)/g)].map(([, x, y]) => ({ fill, x: Number(x), y: Number(y) })),
    );
    const [first, second] = [144, 265];
    return paths
      .filter(({ y }) => y > 130)
      .map(({ fill, x, y }) => ({ fill, strip: y < second ? first : second, x, y }))
      .sort((one, other) => one.strip - other.strip || one.x - other.x || one.y - other.y);
  }

  it('has a cell for each day from its weekday on, the newest ones where there are more than fit', async () => {
    const each = Array(371).fill(1);
    expect(await cells({})).toHaveLength(365);
    expect(await cells({ days: each, firstWeekday: 0 })).toHaveLength(371);
    expect(await cells({ days: each, firstWeekday: 6 })).toHaveLength(7 * 52 + 6);
    expect(await cells({ days: Array(800).fill(1) })).toHaveLength(7 * 52 + 6);
  });

  it('begins in the row of its first weekday', async () => {
    const [monday = 0, tuesday = 0, sunday = 0] = await Promise.all(
      [0, 1, 6].map(async (firstWeekday) => (await cells({ firstWeekday }))[0]?.y),
    );
    expect([tuesday - monday, sunday - monday]).toEqual([13, 6 * 13]);
  });

  it('is darker the busier the day, and lightest without a round', async () => {
    const fills = (await cells({ days: [0, 1, 2, 3, 4, 8], firstWeekday: 0 })).map(({ fill }) => fill);
    expect(fills[1]).toBe(fills[2]);
    const steps = [fills[0], fills[1], fills[3], fills[5]].map((fill) => contrast('#ffffff', fill ?? ''));
    expect(steps).toEqual(steps.toSorted((one, other) => one - other));
    expect(new Set(steps).size).toBe(4);
  });

  it('names each month where its first day stands', async () => {
    const months = (await textsOf(await draw(statsOf({ name: 'A member' }))))
      .map(({ text }) => text)
      .filter((text) => /^[A-Z][a-z]{2}$/.test(text) && !/Mon|Wed|Fri|Sun/.test(text));
    expect(months).toEqual([
      'Dec',
      'Jan',
      'Feb',
      'Mar',
      'Apr',
      'May',
      'Jun',
      'Jul',
      'Aug',
      'Sep',
      'Oct',
      'Nov',
    ]);
  });

  it('leaves the space’s mark out where too few answered', async () => {
    const topic = { topic: 'DL', own: 0.5, attempts: 2, space: undefined } as const;
    const marks = async (space: number | undefined) =>
      (await draw(statsOf({ topics: [{ ...topic, space }] }))).svg.match(/width="3" height="18"/g)?.length;
    expect([await marks(undefined), await marks(0.4)]).toEqual([1, 2]);
  });
});
