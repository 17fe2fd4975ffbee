import { describe, expect, test } from 'vitest';
import { accuracy, activity, daysShown, together } from '../../src/core/stats.ts';
import type { TopicCode } from '../../src/core/topics.ts';

const now = Date.UTC(2026, 10, 25, 12);
const day = 86_400_000;

describe('a year of days', () => {
  test('ends today, and each round falls on the day that it opened on in the member’s zone', () => {
    const late = Date.UTC(2026, 10, 24, 23, 30);
    const inUtc = activity([late, late, now], now, 'UTC');
    expect(inUtc.days).toHaveLength(daysShown);
    expect(inUtc.days.slice(-3)).toEqual([0, 2, 1]);
    expect(activity([late, late, now], now, 'Europe/Berlin').days.slice(-3)).toEqual([0, 0, 3]);
    // 53 weeks before Wednesday, and a day: a Thursday.
    expect(inUtc).toMatchObject({ from: '2025-11-20', firstWeekday: 3 });
  });

  test('holds its first day, and nothing older or still to come', () => {
    const { days } = activity([now - 370 * day, now - 371 * day, now + 2 * day], now, 'UTC');
    expect(days[0]).toBe(1);
    expect(days.reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  test('loses and doubles no day at a clock change', () => {
    const noons = Array.from({ length: daysShown }, (_, index) => now - index * day);
    for (const zone of ['Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe'])
      expect(activity(noons, now, zone).days).toEqual(Array(daysShown).fill(1));
  });
});

describe('accuracy by topic', () => {
  const own = new Map<TopicCode, { attempts: number; score: number }>([
    ['OP', { attempts: 2, score: 60 }],
    ['DL', { attempts: 4, score: 360 }],
  ]);
  const space = (attempts: number, members: number) =>
    new Map<TopicCode, { attempts: number; score: number; members: number }>([
      ['DL', { attempts, score: 600, members }],
    ]);

  test('stands beside the space’s where enough of enough members are in it', () => {
    expect(accuracy(own, space(10, 3))).toEqual([
      { topic: 'DL', own: 0.75, attempts: 4, space: 0.5 },
      { topic: 'OP', own: 0.25, attempts: 2, space: undefined },
    ]);
    for (const few of [space(9, 3), space(10, 2)]) expect(accuracy(own, few)[0]?.space).toBeUndefined();
  });

  test('of several spaces is one', () => {
    expect(together([own, own]).get('DL')).toEqual({ attempts: 8, score: 720 });
    expect(accuracy(new Map(), space(10, 3))).toEqual([]);
  });
});
