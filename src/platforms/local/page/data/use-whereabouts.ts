import { useEffect, useState } from 'preact/hooks';
import type { PersonId } from '../../place.ts';
import type { MessageView } from '../../views.ts';
import { useChoice } from './preferences.ts';

const personIds: readonly PersonId[] = ['ada', 'ben', 'cleo', 'dan'];

/** Who the person is on this page, which channel and thread are open, and what came elsewhere meanwhile. */
export function useWhereabouts() {
  const [as, setAs] = useChoice<PersonId>('as', personIds, 'ada');
  const [place, setPlace] = useState('daily-quiz');
  const [thread, setThread] = useState<string>();
  const [unread, setUnread] = useState<Record<string, number>>({});

  const enter = (channel: string) => {
    setPlace(channel);
    setThread(undefined);
    setUnread((before) => ({ ...before, [channel]: 0 }));
  };
  const become = (person: PersonId) => {
    setAs(person);
    setUnread({});
    // A person's own direct messages are another channel than the one before's.
    setPlace((before) => (before.startsWith('dm-') ? `dm-${person}` : before));
    setThread(undefined);
  };
  /** Counts a message that came to a channel which is not open. */
  const useArrival = (arrived: MessageView | undefined) =>
    useEffect(() => {
      // A post that has changed, as at its close, is no new one.
      if (arrived === undefined || arrived.channel === place || arrived.edited) return;
      setUnread((before) => ({ ...before, [arrived.channel]: (before[arrived.channel] ?? 0) + 1 }));
    }, [arrived]);
  return { as, place, thread, unread, enter, become, setThread, useArrival };
}
