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

/** So many jumps in a row may bring no round here, such as those to other people's own feeds. */
const patience = 5;

/** Takes part in what is open, once in each round, and jumps until the next one is there, seven times over. */
export async function playWeek(deeds: WeekDeeds): Promise<WeekEnd> {
  const answered = new Set<string>();
  if (openRounds(deeds.messages()).length === 0) {
    const came = await nextRound(deeds, new Set());
    if (came !== undefined) return came;
  }
  for (let day = 1; day <= daysInWeek; day += 1) {
    deeds.onDay(day);
    const open = openRounds(deeds.messages());
    for (const round of open) {
      // Beside a feed with more posts, a round stands open for several of these days.
      if (answered.has(round.message.id)) continue;
      answered.add(round.message.id);
      // Another letter each day, so that right and wrong both happen.
      const action = round.choices[day % round.choices.length];
      if (action !== undefined && !(await deeds.choose(round, action))) return 'failed';
    }
    if (deeds.stopped()) return 'stopped';
    const came = await nextRound(deeds, new Set(open.map(({ message }) => message.id)));
    if (came !== undefined) return came;
  }
  // Told during the last jump, the person may be another one by now.
  return deeds.stopped() ? 'stopped' : 'done';
}

/** Jumps until there is a round that was not there before. Undefined when it has come. */
async function nextRound(deeds: WeekDeeds, before: ReadonlySet<string>): Promise<WeekEnd | undefined> {
  for (let jumps = 0; jumps < patience; jumps += 1) {
    if (!(await deeds.jump())) return 'failed';
    if (await hasCome(deeds, before)) return undefined;
    if (deeds.stopped()) return 'stopped';
  }
  return 'no-round';
}

async function hasCome(deeds: WeekDeeds, before: ReadonlySet<string>): Promise<boolean> {
  while (!openRounds(deeds.messages()).some(({ message }) => !before.has(message.id))) {
    if (deeds.stopped() || !(await deeds.changed())) return false;
  }
  return true;
}
