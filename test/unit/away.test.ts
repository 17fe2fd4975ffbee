import { describe, expect, test } from 'vitest';
import { awayRounds, parseAway } from '../../src/core/away.ts';
import { isExcused, minutesOf } from '../../src/core/excused.ts';
import { dayStart, isZone, localTime } from '../../src/core/zone.ts';

const at = (text: string) => Date.parse(text);

describe('away dates', () => {
  test.each([
    ['2026-12-24..2027-01-02', { from: '2026-12-24', to: '2027-01-02' }],
    ['2026-12-24', { from: '2026-12-24', to: '2026-12-24' }],
    ['2026-12-24 to 2026-12-25', { from: '2026-12-24', to: '2026-12-25' }],
    ['2026-11-16..2026-11-30', { from: '2026-11-16', to: '2026-11-30' }],
    ['2026-11-15..2026-11-30', 'too-far-back'],
    ['2026-12-25..2026-12-24', 'reversed'],
    ['2026-02-30', 'not-dates'],
    ['soon', 'not-dates'],
    ['2026-12-01..2026-12-02..2026-12-03', 'not-dates'],
    ['2026-12-01..2027-12-31', 'too-long'],
  ])('%s, set on 2026-11-23', (text, parsed) => {
    expect(parseAway(text, '2026-11-23')).toEqual(parsed);
  });

  test('a round is excused when its window overlaps a day of them, in the member’s zone', () => {
    const windows: [number, number, number | undefined][] = [
      [1, at('2026-12-23T08:00:00Z'), at('2026-12-23T22:59:00Z')],
      [2, at('2026-12-23T08:00:00Z'), at('2026-12-23T23:01:00Z')],
      [3, at('2026-12-24T08:00:00Z'), at('2026-12-25T08:00:00Z')],
      [4, at('2026-12-25T22:59:00Z'), undefined],
      [5, at('2026-12-25T23:00:00Z'), undefined],
    ];
    const away = [{ from: '2026-12-24', to: '2026-12-25' }];
    expect([...awayRounds(windows, away, 'Europe/Berlin')]).toEqual([2, 3, 4]);
  });
});

describe('zones', () => {
  test.each([
    ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00Z'],
    ['2026-12-01', 'Europe/Berlin', '2026-11-30T23:00:00Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z'],
    ['2026-12-01', 'Pacific/Kiritimati', '2026-11-30T10:00:00Z'],
    ['2026-12-01', 'Pacific/Pago_Pago', '2026-12-01T11:00:00Z'],
    // Midnight does not exist on this day in Beirut: the day begins at one.
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00Z'],
  ])('%s begins in %s at %s', (date, zone, instant) => {
    expect(new Date(dayStart(date, zone)).toISOString()).toBe(new Date(at(instant)).toISOString());
    expect(localTime(dayStart(date, zone), zone).date).toBe(date);
  });

  test.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['+02:00', false],
    ['', false],
  ])('%s is a zone: %s', (zone, known) => {
    expect(isZone(zone)).toBe(known);
  });
});

describe('a round is excused when Viva was away for half its window or more', () => {
  test.each([
    [60, 60, false],
    [60, 31, false],
    [60, 30, true],
    [60, 0, true],
    [1, 1, false],
    [1, 0, true],
  ])('of %i minutes, %i with a heartbeat: %s', (total, reachable, excused) => {
    expect(isExcused(total, reachable)).toBe(excused);
  });

  test('the minute that has only begun at the close is not asked for', () => {
    const { from, to, total } = minutesOf(at('2026-01-01T10:00:00.300Z'), at('2026-01-01T10:01:00.200Z'));
    expect([from, to, total]).toEqual([at('2026-01-01T10:00:00Z'), at('2026-01-01T10:01:00Z'), 1]);
  });
});
