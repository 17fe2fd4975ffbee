import { expect } from 'vitest';
import type { Reminding } from '../../../src/core/reminding.ts';
import { type Stage, useStage } from '../../contract/stage.ts';
import type { Person, Seen } from '../../support/world.ts';
import { openLocalWorld } from '../../support/worlds/local.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** Monday, 10:00 UTC, the slot of the first round; each closes with the next, a day later: reminders come at 20:00. */
export const monday = Date.UTC(2026, 10, 23, 10);
/** When a reminder of the fourth round comes. */
export const evening = monday + 3 * day + 10 * hour;

/** A stage on which Ben asks to be reminded. */
export function useReminders() {
  const stage = useStage(openLocalWorld);
  const { say, press, newest } = stage;
  const member = () => stage.world.member('ben');
  const state = (): Promise<Reminding | undefined> => stage.viva.context.store.reminders.of(member());
  const reminded = (person: Person = 'ben'): Seen[] => remindersOf(stage, person);

  /** They take part in so many rounds; the next one is open then. */
  const streakOf = async (rounds: number, options = '', people: Person[] = ['ben']) => {
    await say('ada', `/viva-admin schedule add time=10:00 days=daily zone=UTC ${options}`.trim());
    for (let round = 0; round <= rounds; round += 1) {
      await stage.viva.jump(monday + round * day);
      if (round < rounds) for (const person of people) await press(person, newest().id, 'A');
    }
  };
  const on = async () => {
    await say('ben', '/viva me reminders=on');
    await streakOf(3);
  };

  /** Ben has a practice card that is due. */
  const dueCard = async () => {
    const { practice } = stage.viva.context.store;
    const before = await practice.of(member());
    const due = Math.floor(monday / day);
    const memory = { due, last: due - 3, stability: 3, difficulty: 5, reps: 1, lapses: 0 };
    const notes = { version: before.version + 1, today: before.today, recent: [], looked: {} };
    const cards = [{ question: 'DL0001', revision: 1, missed: false, memory }];
    expect(await practice.change(member(), before, { cards, notes })).toBe(true);
  };
  return { stage, member, state, reminded, streakOf, on, dueCard };
}

function remindersOf(stage: Stage, person: Person): Seen[] {
  return stage.world
    .privately(person)
    .filter(({ buttons }) => buttons.some(({ label }) => label === 'Stop reminders'));
}
