/** How many slips of the finger a word may have: none up to 4 letters, one from 5, two from 8. */
export function slipsAllowed(length: number): number {
  if (length < 5) return 0;
  return length < 8 ? 1 : 2;
}

/**
 * Whether one word becomes the other by at most `most` steps: a letter too many, missing or wrong, or two neighbours
 * changed round (Damerau's distance, each letter moved once).
 */
export function within(one: string, other: string, most: number): boolean {
  if (Math.abs(one.length - other.length) > most) return false;
  // What both begin and end with takes no steps, and that settles nearly all pairs.
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let [end, otherEnd] = [one.length, other.length];
  while (end > start && otherEnd > start && one[end - 1] === other[otherEnd - 1]) {
    end -= 1;
    otherEnd -= 1;
  }
  const [width, otherWidth] = [end - start, otherEnd - start];
  if (Math.max(width, otherWidth) <= most) return true;
  // A single step settles two letters at most, where neighbours are changed round.
  if (most === 1 && Math.max(width, otherWidth) > 2) return false;
  return steps(one.slice(start, end), other.slice(start, otherEnd), most) <= most;
}

function steps(one: string, other: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let fewest = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        fewest = Math.min(fewest, (before[j - 2] ?? 0) + 1);
      }
      next.push(fewest);
      least = Math.min(least, fewest);
    }
    if (least > most) return least;
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}
