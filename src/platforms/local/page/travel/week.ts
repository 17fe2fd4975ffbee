import type { MessageView } from '../../views.ts';
import { type OpenRound, openRounds } from './open-rounds.ts';

/** What a week needs of the page around it. */
export interface WeekDeeds {
  /** What the person sees at this moment. */
  messages(): readonly MessageView[];
  choose(round: OpenRound, action: string): Promise<boolean>;
  /** To the next post. False: it did not work, and the person was told. */
  jump(): Promise<boolean>;
  /** Resolves when what the person sees has changed; false when nothing came for too long. */
  changed(): Promise<boolean>;
  /** The person has had enough. */
  stopped(): boolean;
  onDay(day: number): void;
}

export const daysInWeek = 7;

export type WeekEnd = 'done' | 'stopped' | 'failed' | 'no-round';

/** Takes part in what is open and jumps to the next post, seven times over. */
export async function playWeek(deeds: WeekDeeds): Promise<WeekEnd> {
  if (openRounds(deeds.messages()).length === 0) {
    const came = await nextRound(deeds, new Set());
    if (came !== undefined) return came;
  }
  for (let day = 1; day <= daysInWeek; day += 1) {
    deeds.onDay(day);
    const open = openRounds(deeds.messages());
    for (const round of open) {
      // Another letter each day, so that right and wrong both happen.
      const action = round.choices[day % round.choices.length];
      if (action !== undefined && !(await deeds.choose(round, action))) return 'failed';
    }
    if (deeds.stopped()) return 'stopped';
    const came = await nextRound(deeds, new Set(open.map(({ message }) => message.id)));
    if (came !== undefined) return came;
  }
  return 'done';
}

/** Jumps, and waits for a round that was not there before. Undefined when it has come. */
async function nextRound(deeds: WeekDeeds, before: ReadonlySet<string>): Promise<WeekEnd | undefined> {
  if (!(await deeds.jump())) return 'failed';
  while (!openRounds(deeds.messages()).some(({ message }) => !before.has(message.id))) {
    if (deeds.stopped()) return 'stopped';
    if (!(await deeds.changed())) return 'no-round';
  }
  return undefined;
}
