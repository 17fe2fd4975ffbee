import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PageState } from '../../state.ts';
import type { Deeds } from '../data/deeds.ts';
import { deedId, send, wordsFor } from '../data/request.ts';
import { daysInWeek, playWeek, type WeekEnd } from './week.ts';

/** How long a jump's post may take to show up: the jump is answered once the queue has worked it. */
const patienceMs = 3_000;

export interface Travel {
  /** What is under way: one jump, or the day of the week. */
  under: 'jump' | number | undefined;
  trouble: string | undefined;
  jump(): Promise<void>;
  week(): Promise<void>;
  stop(): void;
  dismiss(): void;
}

interface Options {
  as: string;
  state: PageState | undefined;
  deeds: Deeds;
  onTime(time: PageState['time']): void;
  /** The channel of the round that the person took part in. */
  onWeek(channel: string | undefined): void;
}

const ends: Partial<Record<WeekEnd, string>> = {
  'no-round': 'The jumps were made, but no round has come here. Is there a feed in a channel that you see?',
};

/** Jumps to the next post, one at a time or a week of them. */
export function useTravel({ as, state, deeds, onTime, onWeek }: Options): Travel {
  const [under, setUnder] = useState<Travel['under']>();
  const [trouble, setTrouble] = useState<string>();
  const latest = useRef(state);
  const waiting = useRef<(() => void) | undefined>(undefined);
  const enough = useRef(false);

  useEffect(() => {
    latest.current = state;
    waiting.current?.();
  }, [state]);
  // Whoever becomes another person goes on with nothing of the one before.
  const stop = () => {
    enough.current = true;
    waiting.current?.();
  };
  useEffect(() => stop, [as]);

  return useMemo((): Travel => {
    const once = async (): Promise<boolean> => {
      try {
        const { time } = await send<{ time: PageState['time'] }>('/api/travel', { as, id: deedId() });
        onTime(time);
        return true;
      } catch (error) {
        setTrouble(wordsFor(error));
        return false;
      }
    };
    const begin = (what: Travel['under']) => {
      enough.current = false;
      setTrouble(undefined);
      setUnder(what);
    };
    return {
      under,
      trouble,
      async jump() {
        if (under !== undefined) return;
        begin('jump');
        await once();
        setUnder(undefined);
      },
      async week() {
        if (under !== undefined) return;
        begin(1);
        let channel: string | undefined;
        const end = await playWeek({
          messages: () => latest.current?.messages ?? [],
          choose: (round, action) => {
            channel = round.message.channel;
            return deeds.press(round.message.channel, round.message.id, action);
          },
          jump: once,
          changed: () => nextChange(waiting),
          stopped: () => enough.current,
          onDay: setUnder,
        });
        setUnder(undefined);
        setTrouble((before) => before ?? ends[end]);
        if (end === 'done') onWeek(channel);
      },
      stop,
      dismiss: () => setTrouble(undefined),
    };
  }, [as, deeds, under, trouble, onTime, onWeek]);
}

export { daysInWeek };

/** Resolves with the next state, or with false when none comes. */
function nextChange(waiting: { current: (() => void) | undefined }): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patienceMs);
    waiting.current = () => {
      clearTimeout(timer);
      resolve(true);
    };
  });
}
