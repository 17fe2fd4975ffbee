/**
 * Who is forgotten while a round is not over is locked out of it, by a salted hash. How long that holds at most, ms: a
 * round scores for 31 days, and a late deed in one older earns nothing.
 */
export const lockedAtMost = 40 * 86_400_000;

/** How long it holds once the round is over, ms: a click may be told of a little late. */
export const lockedAfter = 3_600_000;
