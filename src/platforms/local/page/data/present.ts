import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { PageState } from '../../state.ts';

/** How often what depends on the time is drawn again. */
const tickMs = 5_000;

/** Viva's present, in ms since the epoch: what "today" and "in three hours" are measured from. */
export const Present = createContext(0);

export function usePresent(): number {
  return useContext(Present);
}

/** Viva's present, which may be another than this machine's: the difference is taken when the server tells its time. */
export function useVivaTime(time: PageState['time'] | undefined): number {
  const [shift, setShift] = useState(0);
  const [clock, setClock] = useState(() => Date.now());

  useEffect(() => {
    const timer = setInterval(() => setClock(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (time === undefined) return;
    setShift(time.now - Date.now());
    setClock(Date.now());
  }, [time]);

  return clock + shift;
}
