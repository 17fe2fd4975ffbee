import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isQuiet, type Outlook, planReminder, remindTime, type Span } from '../../src/core/remind-time.ts';
import type { Reminding } from '../../src/core/reminding.ts';
import { wallClock } from '../../src/core/zone.ts';
import { runs } from '../support/runs.ts';

const berlin = 'Europe/Berlin';
const hour = 3_600_000;
/** `2026-11-24 09:00` as an instant, in UTC. */
const utc = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00Z`);
const on: Reminding = {
  on: true,
  turnedAt: 0,
  space: 'local:local',
  zone: undefined,
  refused: false,
  day: undefined,
  unanswered: [],
};

describe('a member is reminded of a round', () => {
  test.each<[rule: string, opens: string, closes: string, zone: string, at: string | undefined]>([
    ['three hours before its close', '2026-11-23 12:00', '2026-11-23 20:00', 'UTC', '2026-11-23 17:00'],
    [
      'at half of a window shorter than six hours',
      '2026-11-23 12:00',
      '2026-11-23 14:00',
      'UTC',
      '2026-11-23 13:00',
    ],
    [
      'of one open for a minute, at half a minute',
      '2026-11-23 12:00',
      '2026-11-23 12:01',
      'UTC',
      '2026-11-23 12:00',
    ],
    [
      'in the evening before, if it would be night',
      '2026-11-23 09:00',
      '2026-11-24 09:00',
      'UTC',
      '2026-11-23 20:00',
    ],
    ['by their own clock', '2026-11-23 09:00', '2026-11-24 09:00', 'America/New_York', '2026-11-24 01:00'],
    ['not so soon after its opening', '2026-11-23 18:30', '2026-11-24 07:00', 'UTC', '2026-11-23 21:30'],
    [
      'in the morning, if it opened too late in the evening',
      '2026-11-23 21:00',
      '2026-11-24 09:00',
      'UTC',
      '2026-11-24 08:00',
    ],
    ['never, if it is open at night alone', '2026-11-23 22:30', '2026-11-24 07:30', 'UTC', undefined],
    ['at 21:59 still', '2026-11-23 09:00', '2026-11-24 00:59', 'UTC', '2026-11-23 21:59'],
    ['not at 22:00', '2026-11-23 09:00', '2026-11-24 01:00', 'UTC', '2026-11-23 20:00'],
    ['not at 07:59', '2026-11-23 09:00', '2026-11-24 10:59', 'UTC', '2026-11-23 20:00'],
    ['at 08:00 again', '2026-11-23 09:00', '2026-11-24 11:00', 'UTC', '2026-11-24 08:00'],
    [
      'the evening before, when it would be before midnight',
      '2026-11-23 09:00',
      '2026-11-24 02:00',
      'UTC',
      '2026-11-23 20:00',
    ],
    // The clocks go back at 03:00 on 25 October: 09:00 of that day is 08:00 UTC.
    [
      'in the evening before the clocks go back',
      '2026-10-24 07:00',
      '2026-10-25 08:00',
      berlin,
      '2026-10-24 18:00',
    ],
    [
      'in the morning after they went back',
      '2026-10-24 20:00',
      '2026-10-25 08:00',
      berlin,
      '2026-10-25 07:00',
    ],
    [
      'in the morning after they went forward',
      '2026-03-28 20:30',
      '2026-03-29 07:00',
      berlin,
      '2026-03-29 06:00',
    ],
    [
      'three hours before, across the change',
      '2026-10-24 07:00',
      '2026-10-25 12:00',
      berlin,
      '2026-10-25 09:00',
    ],
    [
      'by half hours, where a zone has them',
      '2026-11-23 03:30',
      '2026-11-24 03:30',
      'Asia/Kolkata',
      '2026-11-23 14:30',
    ],
  ])('%s', (_, opens, closes, zone, at) => {
    const found = remindTime({ opens: utc(opens), closes: utc(closes) }, zone);
    expect(found === undefined ? undefined : wallClock(found, 'UTC').slice(0, 16)).toBe(at);
  });

  test('within its window, and never at night, in every zone', () => {
    const zones = [
      'UTC',
      berlin,
      'America/St_Johns',
      'Pacific/Kiritimati',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: utc('2026-01-01 00:00'), max: utc('2027-01-01 00:00') }),
        fc.integer({ min: 60_000, max: 7 * 24 * hour }),
        fc.constantFrom(...zones),
        (opens, length, zone) => {
          const closes = opens + length;
          const at = remindTime({ opens, closes }, zone);
          if (at === undefined) return;
          expect(isQuiet(at, zone)).toBe(false);
          expect(at).toBeGreaterThan(opens);
          expect(at).toBeLessThan(closes);
        },
      ),
      { numRuns: runs() },
    );
  });
});

/** From 09:00 to 20:00 UTC: a reminder comes at 17:00. */
const today: Span = { opens: utc('2026-11-23 09:00'), closes: utc('2026-11-23 20:00') };
/** From 09:00 to midnight: at 21:00. */
const late: Span = { opens: utc('2026-11-23 09:00'), closes: utc('2026-11-24 00:00') };
/** From 09:00 to 09:00: at 20:00. */
const daily: Span = { opens: utc('2026-11-23 09:00'), closes: utc('2026-11-24 09:00') };

function outlook(now: string, changes: Partial<Outlook> = {}): Outlook {
  return {
    now: utc(`2026-11-${now}`),
    zone: 'UTC',
    reminding: on,
    endings: [],
    coming: [],
    cards: 0,
    away: false,
    ...changes,
  };
}

describe('what a member is told now', () => {
  const sentToday = { ...on, day: '2026-11-23' };
  const silent = { ...on, unanswered: [1, 2, 3] };
  test.each<[rule: string, now: string, changes: Partial<Outlook>, say: 'streaks' | 'practice' | undefined]>([
    ['nothing before its time', '23 16:59', { endings: [today] }, undefined],
    ['of the streak once its time has come', '23 17:00', { endings: [today] }, 'streaks'],
    ['of the streak late, on the same day', '23 19:59', { endings: [today] }, 'streaks'],
    ['nothing once the round is closed', '23 20:00', { endings: [today] }, undefined],
    ['nothing at night, however late Viva comes', '23 22:30', { endings: [daily] }, undefined],
    ['nothing of the day before', '24 08:30', { endings: [daily] }, undefined],
    ['nothing a second time that day', '23 17:00', { endings: [today], reminding: sentToday }, undefined],
    [
      'again on the next day',
      '24 17:00',
      {
        endings: [{ opens: utc('2026-11-24 09:00'), closes: utc('2026-11-24 20:00') }],
        reminding: sentToday,
      },
      'streaks',
    ],
    [
      'nothing after three without an answer',
      '23 17:00',
      { endings: [today], cards: 5, reminding: silent },
      undefined,
    ],
    [
      'nothing when it is off',
      '23 17:00',
      { endings: [today], cards: 5, reminding: { ...on, on: false } },
      undefined,
    ],
    ['nothing of cards before 18:00', '23 17:59', { cards: 5 }, undefined],
    ['of cards at 18:00', '23 18:00', { cards: 5 }, 'practice'],
    ['of cards late, until 20:00', '23 19:59', { cards: 5 }, 'practice'],
    ['nothing of cards from 20:00 on', '23 20:00', { cards: 5 }, undefined],
    ['nothing when no card is due', '23 18:00', {}, undefined],
    ['nothing of cards while away', '23 18:00', { cards: 5, away: true }, undefined],
    [
      'nothing of cards where the streak will need the day’s message',
      '23 18:00',
      { cards: 5, endings: [late] },
      undefined,
    ],
    ['of the streak before cards', '23 18:00', { cards: 5, endings: [today] }, 'streaks'],
    ['of cards by their own clock', '23 17:00', { cards: 5, zone: berlin }, 'practice'],
  ])('%s', (_, now, changes, say) => {
    expect(planReminder(outlook(now, changes)).say).toBe(say);
  });

  test.each<[rule: string, now: string, changes: Partial<Outlook>, at: string | undefined]>([
    ['when the streak’s time comes', '23 12:00', { endings: [today] }, '2026-11-23 17:00'],
    ['when the time of a round to come does', '23 08:00', { coming: [today] }, '2026-11-23 17:00'],
    ['when the next practice hour does', '23 12:00', {}, '2026-11-23 18:00'],
    ['tomorrow, after it', '23 18:00', { cards: 5 }, '2026-11-24 18:00'],
    [
      'in a minute at the earliest',
      '23 16:59',
      { endings: [{ ...today, closes: today.closes - 30_000 }] },
      '2026-11-23 17:00',
    ],
    ['not at all while silent', '23 12:00', { endings: [today], reminding: silent }, undefined],
  ])('the next look is %s', (_, now, changes, at) => {
    const { lookAt } = planReminder(outlook(now, changes));
    expect(lookAt === undefined ? undefined : wallClock(lookAt, 'UTC').slice(0, 16)).toBe(at);
  });
});
