import { describe, expect, test } from 'vitest';
import type { Person } from '../support/world.ts';
import { type OpenWorld, useStage } from './stage.ts';

/** Monday, 10:00 UTC, the slot of the first round; each closes with the next, a day later. */
const monday = Date.UTC(2026, 10, 23, 10);
const hour = 3_600_000;
const day = 24 * hour;

/** Reminders as members meet them, on any platform. `canFail`: its server can be disturbed. */
export function remindingContract(title: string, open: OpenWorld, canFail = true) {
  const testRefused: (title: string, run: () => Promise<void>) => void = canFail ? test : () => {};
  describe(`reminders on ${title}`, () => {
    const stage = useStage(open);
    const { say, press, newest, heard } = stage;

    /** A daily feed of which ben took part in the first three rounds, while the fourth is open. */
    const streakOfThree = async () => {
      await say('ada', '/viva-admin schedule add time=10:00 days=daily zone=UTC');
      for (let round = 0; round < 4; round += 1) {
        await stage.viva.jump(monday + round * day);
        if (round < 3) await press('ben', newest().id, 'A');
      }
    };
    const evening = monday + 3 * day + 10 * hour;
    /** What a person was told while time went to an instant. */
    const toldAt = async (person: Person, at: number) => {
      const before = stage.world.privately(person).length;
      await stage.viva.jump(at);
      return heard(person, before);
    };

    test('turned on, told by a direct message before the streak would end, stopped by one press', async () => {
      expect(await say('ben', '/viva me')).toMatch(/Reminders\W+off/);
      expect(await say('ben', '/viva me reminders=on zone=UTC')).toMatch(/Reminders\W+on: a direct message/);
      await streakOfThree();
      expect(await toldAt('ben', evening - 2 * hour)).toBe('');
      const reminder = await toldAt('ben', evening);
      expect(reminder).toContain('Your streak waits for you');
      expect(reminder).toContain('Round 4');
      expect(reminder).toContain('your streak of 3 rounds would end');
      expect(reminder).toContain(String((monday + 4 * day) / 1_000));
      for (const other of ['ada', 'cleo', 'dan'] as const)
        expect(heard(other, 0)).not.toContain('waits for you');
      const posted = stage.last('ben')?.id ?? '';
      expect(stage.last('ben')?.buttons.map(({ label }) => label)).toEqual([
        'Reveal round 4',
        'Stop reminders',
      ]);
      expect(await press('ben', posted, 'Stop reminders')).toContain('Reminders are off');
      expect(await say('ben', '/viva me')).toMatch(/Reminders\W+off/);
      expect(await toldAt('ben', evening + day)).toBe('');
    });

    test('a reveal in the direct message saves the streak', async () => {
      await say('ben', '/viva me reminders=on zone=UTC');
      await streakOfThree();
      await toldAt('ben', evening);
      const answer = await press('ben', stage.last('ben')?.id ?? '', 'Reveal round 4');
      expect(answer).toMatch(/key points/i);
      expect(answer).toContain('Streak: 4 rounds');
      expect((await stage.streakOf('ben')).current).toBe(4);
    });

    test('nobody is told who did not ask, or took part already', async () => {
      await say('cleo', '/viva me reminders=on zone=UTC');
      await say('ben', '/viva me reminders=on zone=UTC');
      await streakOfThree();
      await press('ben', newest().id, 'Reveal');
      for (const person of ['ada', 'ben', 'cleo'] as const)
        expect(await toldAt(person, evening)).not.toContain('waits for you');
    });

    testRefused(
      'a member who takes no direct messages is told so by /viva me, and not tried again',
      async () => {
        await say('ben', '/viva me reminders=on zone=UTC');
        await streakOfThree();
        stage.world.disturb('closed');
        expect(await toldAt('ben', evening)).toBe('');
        expect(await say('ben', '/viva me')).toMatch(
          /Reminders\W+off, because your direct messages are closed to me/,
        );
        await stage.viva.jump(monday + 4 * day);
        expect(await toldAt('ben', evening + day)).toBe('');
        expect(await say('ben', '/viva me reminders=on zone=UTC')).toMatch(/Reminders\W+on/);
      },
    );
  });
}
