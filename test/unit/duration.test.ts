import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration } from '../../src/core/duration.ts';

describe('a duration is read', () => {
  test.each([
    ['15m', 900_000],
    ['15min', 900_000],
    ['1h30m', 5_400_000],
    [' 1H 30M ', 5_400_000],
    ['90s', 90_000],
    ['2d', 172_800_000],
    ['', undefined],
    ['0m', undefined],
    ['15', undefined],
    ['30m1h', undefined],
    ['-5m', undefined],
    ['soon', undefined],
  ])('%o', (text, expected) => expect(parseDuration(text)).toBe(expected));
});

describe('a duration is worded', () => {
  test.each([
    [900_000, '15 min'],
    [5_400_000, '1 h 30 min'],
    [90_061_000, '1 d 1 h 1 min 1 s'],
    [0, '0 s'],
  ])('%i', (ms, expected) => expect(formatDuration(ms)).toBe(expected));
});
