const dayMs = 86_400_000;

/** The day of an instant in the reader's zone, as a number that grows by one a day. */
function dayOf(at: number): number {
  const date = new Date(at);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs);
}

export function sameDay(one: number, other: number): boolean {
  return dayOf(one) === dayOf(other);
}

/** "Today", "Yesterday", "Tomorrow", or the date; the year only where it is another one. */
export function dayName(at: number, now: number): string {
  const words: Record<number, string> = { [-1]: 'Yesterday', 0: 'Today', 1: 'Tomorrow' };
  const near = words[dayOf(at) - dayOf(now)];
  if (near !== undefined) return near;
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric';
  return new Date(at).toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long', year });
}

/** Hours and minutes in the reader's zone. */
export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}
