import { describe, expect, test } from 'vitest';
import { arrange } from '../../../src/platforms/local/page/messages/arrange.ts';
import { dayName } from '../../../src/platforms/local/page/messages/days.ts';
import type { MessageView } from '../../../src/platforms/local/views.ts';
import { sampleView } from './views.ts';

const minute = 60_000;
const at = (day: number, hour: number, minutes = 0) => new Date(2026, 10, day, hour, minutes).getTime();
const noon = at(24, 12);

const pairs: [
  title: string,
  second: Partial<MessageView>,
  expected: { newDay: boolean; follows: boolean },
][] = [
  ['the same author soon after follows', { at: noon + 4 * minute }, { newDay: false, follows: true }],
  ['after a pause the author is named again', { at: noon + 5 * minute }, { newDay: false, follows: false }],
  ['another author never follows', { at: noon, from: 'ben' }, { newDay: false, follows: false }],
  ['what only you can see stands apart', { at: noon, onlyYou: true }, { newDay: false, follows: false }],
  ['a new day begins with its author', { at: at(25, 0) }, { newDay: true, follows: false }],
];

describe('messages are grouped by author and day', () => {
  test.each(pairs)('%s', (_title, second, expected) => {
    const [first, next] = arrange([sampleView({ at: noon }), sampleView(second)]);
    expect(first).toMatchObject({ newDay: true, follows: false });
    expect(next).toMatchObject(expected);
  });

  test('midnight parts two that are a minute apart', () => {
    const [, next] = arrange([sampleView({ at: at(24, 23, 59) }), sampleView({ at: at(25, 0) })]);
    expect(next).toMatchObject({ newDay: true, follows: false });
  });
});

describe('a day is named from the present that it is seen from', () => {
  test.each([
    [at(24, 0), 'Today'],
    [at(24, 23, 59), 'Today'],
    [at(23, 23, 59), 'Yesterday'],
    [at(25, 0), 'Tomorrow'],
  ])('%d', (instant, name) => expect(dayName(instant, noon)).toBe(name));

  test('farther away by its date, with the year where it is another', () => {
    expect(dayName(at(22, 9), noon)).toContain('22');
    expect(dayName(at(22, 9), noon)).not.toContain('2026');
    expect(dayName(new Date(2025, 10, 22).getTime(), noon)).toContain('2025');
  });
});
