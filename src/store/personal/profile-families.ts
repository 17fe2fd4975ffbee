import { dueReminder } from '../feeds.ts';
import { createReminderBook } from '../reminders.ts';
import { iso, type PersonalFamily, wholeKeys } from './family.ts';

/** What a member told Viva of themselves. */
export const profileFamilies: readonly PersonalFamily[] = [
  wholeKeys({
    kind: 'profile',
    names: ['member:<member>:profile'],
    keysOf: ({ keys, member }) => [keys.profile(member)],
    async held({ ask, keys, member }) {
      const text = await ask((redis) => redis.get(keys.profile(member)));
      return text === null ? [] : [JSON.parse(text)];
    },
  }),
  {
    kind: 'profile',
    names: ['hidden:<platform>'],
    keysOf: ({ keys, platform }) => [keys.hidden(platform)],
    // The profile says so too, in the same words for everybody.
    held: async () => [],
    forget: ({ ask, user }, [key = '']) => ask((redis) => redis.srem(key, user)),
  },
  {
    kind: 'reminders',
    names: ['member:<member>:reminders', 'due'],
    keysOf: ({ keys, member }) => [keys.reminders(member), keys.due],
    async held(search) {
      const { ask, keys, member } = search;
      const known = await createReminderBook(search).of(member);
      const look = await ask((redis) => redis.zscore(keys.due, dueReminder(member)));
      if (known === undefined && look === null) return [];
      const nextLook = look === null ? undefined : iso(Number(look));
      if (known === undefined) return [{ nextLook }];
      const { turnedAt, unanswered, ...rest } = known;
      return [{ ...rest, turnedAt: iso(turnedAt), unanswered: unanswered.map(iso), nextLook }];
    },
    async forget(search, keys) {
      const { ask, member } = search;
      const [record = '', due = ''] = keys;
      const [known, look] = await ask((redis) =>
        Promise.all([redis.exists(record), redis.zscore(due, dueReminder(member))]),
      );
      if (known === 0 && look === null) return 0;
      await createReminderBook(search).forget(member);
      return 1;
    },
  },
];
