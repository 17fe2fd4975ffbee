/**
 * Discord's global limit: so many requests in each second that begins with a request. Gives the seconds to wait where
 * one is refused.
 */
export function createLimit(perSecond: number | undefined): (now: number) => number | undefined {
  let begin = Number.NEGATIVE_INFINITY;
  let taken = 0;
  return (now) => {
    if (perSecond === undefined) return undefined;
    if (now - begin >= 1_000) {
      begin = now;
      taken = 0;
    }
    taken += 1;
    return taken > perSecond ? (begin + 1_000 - now) / 1_000 : undefined;
  };
}
