import { describe, expect, test } from 'vitest';
import { parseAway } from '../../src/core/away.ts';
import { catalogue, commandPath } from '../../src/core/catalogue.ts';
import { cronFrom } from '../../src/core/slots.ts';
import { awaySuggestions } from '../../src/core/words/suggest/away.ts';
import { closeSuggestions } from '../../src/core/words/suggest/close.ts';
import { cronExamples, cronSuggestions } from '../../src/core/words/suggest/cron.ts';
import { daysSuggestions } from '../../src/core/words/suggest/days.ts';
import { meaningOf } from '../../src/core/words/suggest/suggestion.ts';
import { timeSuggestions } from '../../src/core/words/suggest/time.ts';
import { ownZoneSuggestions, zoneSuggestions, zonesNear } from '../../src/core/words/suggest/zone.ts';
import { isZone } from '../../src/core/zone.ts';
import { createCron } from '../../src/delivery/cron.ts';

type Table = [typed: string, first: string[], holds?: string][];
const values = (found: { value: string }[]) => found.map(({ value }) => value);
const names = (found: { name: string }[]) => found.map(({ name }) => name).join('\n');

describe('a time of day', () => {
  const table: Table = [
    ['', ['07:00', '08:00', '08:30', '09:00'], '09:00 · 9 am'],
    ['9', ['09:00', '09:15', '09:30', '09:45']],
    ['1', ['01:00', '01:15', '01:30', '01:45', '10:00', '11:00']],
    ['2', ['02:00', '02:15', '02:30', '02:45', '20:00', '21:00', '22:00', '23:00']],
    ['17', ['17:00', '17:15', '17:30', '17:45'], '17:30 · 5:30 pm'],
    ['17:', ['17:00', '17:15', '17:30', '17:45']],
    ['17:4', ['17:40', '17:45']],
    ['9:05', ['09:05'], '09:05 · 9:05 am'],
    ['0930', ['09:30']],
    ['9 pm', ['21:00', '21:15', '21:30', '21:45'], '21:00 · 9 pm'],
    ['12am', ['00:00'], '00:00 · midnight'],
    ['12', ['12:00'], '12:00 · noon'],
    ['25', []],
    ['9:61', []],
    ['soon', []],
  ];
  test.each(table)('%j goes on as %j', (typed, first, holds = '') => {
    const found = timeSuggestions(typed);
    expect(values(found).slice(0, first.length)).toEqual(first);
    expect(names(found)).toContain(holds);
    if (first.length === 0) expect(found).toEqual([]);
    for (const { value } of found) expect(cronFrom(value, 'daily')).toHaveProperty('cron');
  });
});

describe('days', () => {
  const table: Table = [
    [
      '',
      ['daily', 'weekdays', 'weekends', 'mon,wed,fri', 'tue,thu', 'mon'],
      'mon,wed,fri · Mondays, Wednesdays and Fridays',
    ],
    ['week', ['weekdays', 'weekends']],
    ['mon', ['mon', 'mon,tue', 'mon,wed']],
    ['Monday', ['mon', 'mon,tue']],
    ['mon,', ['mon,tue', 'mon,wed', 'mon,thu']],
    ['mon,w', ['mon,wed']],
    ['fri, mon', ['fri,mon', 'fri,mon,tue'], 'fri,mon · Fridays and Mondays'],
    ['every', ['daily']],
    ['mon,someday', []],
    ['someday,mon', []],
  ];
  test.each(table)('%j goes on as %j', (typed, first, holds = '') => {
    const found = daysSuggestions(typed);
    expect(values(found).slice(0, first.length)).toEqual(first);
    expect(names(found)).toContain(holds);
    if (first.length === 0) expect(found).toEqual([]);
    for (const { value } of found) expect(cronFrom('09:00', value)).toHaveProperty('cron');
  });
});

describe('a closing time', () => {
  const table: Table = [
    ['', ['next', '30m', '1h', '2h'], 'next · until the next round opens'],
    ['6', ['6h', '6d', '6m'], '6h · for 6 h after the post'],
    ['1h30', []],
    ['1h30m', ['1h30m'], '1h30m · for 1 h 30 min after the post'],
    ['90', ['90h', '90m']],
    ['n', ['next']],
    ['32d', []],
  ];
  test.each(table)('%j goes on as %j', (typed, first, holds = '') => {
    const found = closeSuggestions(typed);
    expect(values(found).slice(0, first.length)).toEqual(first);
    expect(names(found)).toContain(holds);
  });
});

describe('a cron rule', () => {
  test('every example is a rule that works', () => {
    const cron = createCron();
    for (const { value } of cronExamples) expect(cron.problem({ cron: value, zone: 'UTC' })).toBeUndefined();
  });

  test('what was typed comes first where it works, and examples by rule or by words', () => {
    expect(values(cronSuggestions('15 7 * * 2', cronExamples, true))[0]).toBe('15 7 * * 2');
    expect(cronSuggestions('61 7 * * 2', cronExamples, false)).toEqual([]);
    expect(values(cronSuggestions('0 9 *', cronExamples, false))).toContain('0 9 * * 1-5');
    expect(values(cronSuggestions('month', cronExamples, false))).toEqual(['0 9 1 * *', '0 9 1,15 * *']);
  });
});

describe('away dates', () => {
  // A Tuesday.
  const today = '2026-11-24';
  const table: Table = [
    [
      '',
      [
        '2026-11-24',
        '2026-11-25',
        '2026-11-24..2026-11-29',
        '2026-11-30..2026-12-06',
        '2026-11-24..2026-12-07',
        '2026-11-24..2026-11-30',
        '2026-11-23',
        '2026-11-23..2026-11-24',
        'none',
      ],
      'next week · 2026-11-30..2026-12-06',
    ],
    ['tom', ['2026-11-25'], 'tomorrow · 2026-11-25'],
    ['none', ['none']],
    ['2026-12', ['2026-12-01', '2026-12-02'], '2026-12-24 · Thursday 24 December'],
    [
      '2026-12-24',
      ['2026-12-24', '2026-12-24..2026-12-25', '2026-12-24..2026-12-26', '2026-12-24..2026-12-30'],
    ],
    [
      '2026-12-24..',
      ['2026-12-24..2026-12-25'],
      '2026-12-24..2026-12-25 · Thursday 24 December to Friday 25 December, 2 days',
    ],
    ['2026-12-24..2027-01-02', ['2026-12-24..2027-01-02'], '10 days'],
    ['2026-02-30', []],
    ['never', []],
  ];
  test.each(table)('%j goes on as %j', (typed, first, holds = '') => {
    const found = awaySuggestions(typed, today);
    expect(values(found).slice(0, first.length)).toEqual(first);
    expect(names(found)).toContain(holds);
    if (first.length === 0) expect(found).toEqual([]);
    for (const { value } of found.filter((one) => one.value !== 'none'))
      expect(parseAway(value, today)).toHaveProperty('from');
  });

  test.each([
    ['2026-11-29', '2026-11-29', '2026-11-30..2026-12-06'],
    ['2026-12-31', '2026-12-31..2027-01-03', '2027-01-04..2027-01-10'],
    ['2026-11-30', '2026-11-30..2026-12-06', '2026-12-07..2026-12-13'],
  ])('on %s this week is %s and the next one %s', (day, week, next) => {
    const found = awaySuggestions('', day);
    expect(found.find(({ name }) => name.startsWith('this week'))?.value).toBe(week);
    expect(found.find(({ name }) => name.startsWith('next week'))?.value).toBe(next);
  });
});

describe('a time zone', () => {
  const now = Date.UTC(2026, 10, 24, 9, 5);
  test('says what time it is there, and finds cities by their beginning first', () => {
    expect(names(zoneSuggestions('berl', now))).toBe('Europe/Berlin · UTC+01:00, now 10:05');
    expect(names(zoneSuggestions('new york', now))).toContain('America/New_York · UTC−05:00, now 04:05');
    expect(names(zoneSuggestions('kolkata', now))).toMatch(/UTC\+05:30, now 14:35|^$/);
    expect(values(zoneSuggestions('', now))).toContain('Asia/Tokyo');
    expect(zoneSuggestions('mars', now).filter(({ value }) => /^mars/i.test(value))).toEqual([]);
    for (const { value } of zoneSuggestions('', now)) expect(isZone(value)).toBe(true);
  });

  test('of one’s own can be taken back', () => {
    expect(values(ownZoneSuggestions('', now)).at(-1)).toBe('none');
    expect(values(ownZoneSuggestions('no', now))[0]).toBe('none');
    expect(values(zoneSuggestions('none', now))).not.toContain('none');
  });

  test('that is none is answered by those like it', () => {
    expect(zonesNear('Germany/Berlin')).toEqual(['Europe/Berlin']);
    expect(zonesNear('Mars/Base')).toEqual([]);
    expect(zonesNear('x')).toEqual([]);
  });
});

test('every option of every command can be chosen from something, but for a confirmation', () => {
  const bare = catalogue.flatMap((spec) =>
    spec.options
      .filter(
        ({ type, choices, complete }) =>
          type !== 'boolean' && choices === undefined && complete === undefined,
      )
      .map(({ name }) => `${commandPath(spec)} ${name}`),
  );
  // What nobody can undo is typed in so many words.
  expect(bare).toEqual(['privacy forget confirm']);
});

test.each([
  ['09:00 · 9 am', '09:00', '9 am'],
  ['tomorrow · 2026-11-25', '2026-11-25', 'tomorrow'],
  ['none', 'none', 'none'],
])('beside its value %j is told as its meaning alone', (name, value, meaning) => {
  expect(meaningOf({ name, value })).toBe(meaning);
});
