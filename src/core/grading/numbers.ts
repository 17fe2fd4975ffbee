/** A number as somebody wrote it. */
export interface Written {
  value: number;
  /** What one in its last digit is worth: 0.01 of `0.60` and of `60 %`; 0 of what is exact, such as `1/4` or `2^-10`. */
  unit: number;
}

const scales: Readonly<Record<string, number>> = { '%': 0.01, k: 1e3, m: 1e6, b: 1e9, t: 1e12 };

/** Reads `0.6`, `1e-3`, `60%`, `203k`, `0.25p` (exact, as `tidied` marks a power); undefined for anything else. */
export function readNumber(word: string): Written | undefined {
  const match = /^(-?\d+(?:\.(\d+))?(?:e([+-]?\d+))?)([%kmbtp]?)$/.exec(word);
  if (match === null) return undefined;
  const [, digits = '', decimals = '', exponent = '0', mark = ''] = match;
  const scale = scales[mark] ?? 1;
  const value = Number(digits) * scale;
  if (!Number.isFinite(value)) return undefined;
  return { value, unit: mark === 'p' ? 0 : scale * 10 ** (Number(exponent) - decimals.length) };
}

const spelt: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  half: 1 / 2,
  third: 1 / 3,
  quarter: 1 / 4,
  tenth: 1 / 10,
};

export function speltNumber(word: string): Written | undefined {
  // An answer may hold a word such as "constructor", which every object has.
  const value = Object.hasOwn(spelt, word) ? spelt[word] : undefined;
  return value === undefined ? undefined : { value, unit: 0 };
}

/**
 * Whether an answer's number says what the author's says: the more exact of the two, rounded as the other is, gives the
 * other (0.603, .603 and 60 %). What is rounded to a single digit must be equal, unless it is the author's and the
 * answer's is exact (0.001 and 1/1024). Zeros at the end of an author's whole number may be rounding (9,600 and 9,604).
 * A sign counts if the author wrote one.
 */
export function sameNumber(author: Written, answer: Written): boolean {
  const value = author.value < 0 ? answer.value : Math.abs(answer.value);
  if (Math.abs(author.value - value) <= 1e-9 * Math.abs(author.value)) return true;
  const unit = Number.isInteger(author.value) && author.unit === 1 ? lastPlace(author.value) : author.unit;
  const coarse = Math.max(unit, answer.unit);
  if (Math.abs(author.value - value) > coarse / 2 + 1e-9 * Math.abs(author.value)) return false;
  const rounded = coarse === unit ? author.value : value;
  return Math.abs(rounded) >= 9.5 * coarse || (coarse === unit && answer.unit === 0);
}

/** 9,600 → 100. */
function lastPlace(value: number): number {
  let place = 1;
  while (value !== 0 && value % (place * 10) === 0) place *= 10;
  return place;
}
