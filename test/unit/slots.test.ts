import { describe, expect, test } from 'vitest';
import { cronFrom, isMoved, leastGap, planDue, upcomingRuns } from '../../src/core/slots.ts';
import { createCron } from '../../src/delivery/cron.ts';

const minute = 60_000;
const hour = 60 * minute;
const at = (text: string) => Date.parse(text);
const hourly = (after: number) => (Math.floor(after / hour) + 1) * hour;

describe('what to do about a slot that has come', () => {
  const noon = at('2026-11-23T12:00:00Z');
  test.each([
    ['a slot on time is posted', noon, noon + 1, { post: noon, skipped: undefined, upcoming: noon + hour }],
    ['a slot to come is left alone', noon, noon - 1, { post: undefined, skipped: undefined, upcoming: noon }],
    [
      'of several missed slots the newest is posted',
      noon - 3 * hour,
      noon + minute,
      { post: noon, skipped: { first: noon - 3 * hour, last: noon - hour }, upcoming: noon + hour },
    ],
    [
      'after a long absence only slots within the catch-up are looked at',
      noon - 10_000 * hour,
      noon + minute,
      { post: noon, skipped: { first: noon - 10_000 * hour, last: noon - hour }, upcoming: noon + hour },
    ],
  ])('%s', (_rule, due, now, plan) => {
    expect(planDue(hourly, due, now, 6 * hour)).toEqual(plan);
  });

  test('a slot older than the catch-up is skipped, with nothing in its place', () => {
    const daily = (after: number) => (Math.floor(after / (24 * hour)) + 1) * 24 * hour;
    const due = at('2026-11-22T00:00:00Z');
    expect(planDue(daily, due, due + 7 * hour, 6 * hour)).toEqual({
      post: undefined,
      skipped: { first: due, last: due },
      upcoming: due + 24 * hour,
    });
  });

  test('a slot exactly as old as the catch-up is posted', () => {
    const daily = (after: number) => (Math.floor(after / (24 * hour)) + 1) * 24 * hour;
    const due = at('2026-11-22T00:00:00Z');
    expect(planDue(daily, due, due + 6 * hour, 6 * hour).post).toBe(due);
  });
});

describe('a time and days become a cron rule', () => {
  test.each([
    ['09:00', 'daily', { cron: '0 9 * * *' }],
    ['9:05', 'weekdays', { cron: '5 9 * * 1-5' }],
    ['23:59', 'weekends', { cron: '59 23 * * 0,6' }],
    ['07.30', 'mon,wed,fri', { cron: '30 7 * * 1,3,5' }],
    ['07:30', 'Monday Friday', { cron: '30 7 * * 1,5' }],
    ['24:00', 'daily', { wrong: 'time' }],
    ['nine', 'daily', { wrong: 'time' }],
    ['09:00', 'someday', { wrong: 'days' }],
    ['09:00', '', { wrong: 'days' }],
  ])('%s %s', (time, days, made) => {
    expect(cronFrom(time, days)).toEqual(made);
  });
});

describe('clock changes', () => {
  const cron = createCron();
  const runs = (rule: { cron: string; zone: string }, after: string, count: number) =>
    upcomingRuns((from) => cron.next(rule, from), at(after), count).map((run) => new Date(run).toISOString());

  test('a time that spring skips comes at the hour after, once, and is named as moved', () => {
    const rule = { cron: '30 2 * * *', zone: 'Europe/Berlin' };
    const found = runs(rule, '2026-03-28T12:00:00Z', 2);
    expect(found).toEqual(['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z']);
    expect(found.map((run) => isMoved(rule.cron, rule.zone, at(run)))).toEqual([true, false]);
  });

  test('a time that autumn repeats comes once', () => {
    expect(runs({ cron: '30 2 * * *', zone: 'Europe/Berlin' }, '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  test.each([
    ['0 9 * * *', undefined],
    ['61 9 * * *', /minute|61|invalid/i],
    ['0 9 * *', /five fields/],
    ['* * * * * *', /five fields/],
    ['never', /five fields/],
  ])('the engine that runs a rule judges it: %s', (rule, problem) => {
    const found = cron.problem({ cron: rule, zone: 'UTC' });
    if (problem === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(problem);
  });

  test('a rule that never comes has no next run', () => {
    expect(cron.next({ cron: '0 9 31 2 *', zone: 'UTC' }, at('2026-01-01T00:00:00Z'))).toBeUndefined();
  });

  test('the least gap of a rule', () => {
    expect(leastGap([0, 10, 15, 40])).toBe(5);
    expect(leastGap([7])).toBe(Number.POSITIVE_INFINITY);
  });

  test.each([
    ['*/15 * * * *', '2026-01-01T10:45:00Z', false],
    ['*/15 * * * *', '2026-01-01T10:46:00Z', true],
    ['0 9-17/2 * * *', '2026-01-01T11:00:00Z', false],
    ['0 9-17/2 * * *', '2026-01-01T12:00:00Z', true],
    ['0 8,20 * * *', '2026-01-01T20:00:00Z', false],
  ])('%s at %s: moved is %s', (rule, run, moved) => {
    expect(isMoved(rule, 'UTC', at(run))).toBe(moved);
  });
});
