import type { ReminderBook } from '../app/ports/reminder-book.ts';
import type { MemberId } from '../core/feed.ts';
import type { Reminding } from '../core/reminding.ts';
import { dueReminder } from './feeds.ts';
import type { Room } from './room.ts';

export function createReminderBook({ ask, run, keys }: Room): ReminderBook {
  const read = async (member: MemberId) => (await ask((redis) => redis.get(keys.reminders(member)))) ?? '';
  const write = async (member: MemberId, before: string, after: string, look: number | string) => {
    const args = [before, after, dueReminder(member), look];
    return (await run('change-reminders', [keys.reminders(member), keys.due], args)) === 1;
  };
  return {
    async of(member) {
      return remindingFrom(await read(member));
    },
    async change(member, make) {
      for (;;) {
        const text = await read(member);
        const change = make(remindingFrom(text));
        if (change === undefined) return undefined;
        if (await write(member, text, remindingText(change.after), change.look ?? '')) return change.after;
      }
    },
    async forget(member) {
      while (!(await write(member, await read(member), '', 'never')));
    },
  };
}

/** JSON; what is as it mostly is, is left out. */
function remindingText({ unanswered, refused, ...rest }: Reminding): string {
  return JSON.stringify({
    ...rest,
    ...(refused && { refused }),
    ...(unanswered.length > 0 && { unanswered }),
  });
}

function remindingFrom(text: string): Reminding | undefined {
  if (text === '') return undefined;
  const kept = JSON.parse(text) as Partial<Reminding> & Pick<Reminding, 'on' | 'turnedAt' | 'space'>;
  return {
    ...kept,
    zone: kept.zone,
    refused: kept.refused ?? false,
    day: kept.day,
    unanswered: kept.unanswered ?? [],
  };
}
