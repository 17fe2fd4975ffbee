import { usePresent } from '../data/present.ts';
import { dayName, sameDay, timeOfDay } from './days.ts';

/** When a message came: the time today, the day as well before that. */
export function Moment({ at, short = false }: { at: number; short?: boolean }) {
  const now = usePresent();
  const date = new Date(at);
  const words = short || sameDay(at, now) ? timeOfDay(at) : `${dayName(at, now)}, ${timeOfDay(at)}`;
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString()}>
      {words}
    </time>
  );
}
