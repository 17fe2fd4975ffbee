const minute = 60_000;

/** The whole minutes of a window that heartbeats are counted in: `[first, end)`, as instants; at least one minute. */
export function minutesOf(openedAt: number, closedAt: number): { from: number; to: number; total: number } {
  const first = Math.floor(openedAt / minute);
  const end = Math.max(first + 1, Math.floor(closedAt / minute));
  return { from: first * minute, to: end * minute, total: end - first };
}

/** A round is excused when Viva could not be reached for half its window or more. */
export function isExcused(totalMinutes: number, reachableMinutes: number): boolean {
  return totalMinutes - reachableMinutes >= totalMinutes / 2;
}
