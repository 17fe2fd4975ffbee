import { beginning } from './tidy.ts';

/**
 * Without accents and what has no width (soft hyphens and the like), in lower case, × as x, `1 × 1` as `1x1`, everything but letters and digits as a space:
 * so that what people type on a phone meets what authors write.
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('×', 'x')
    .replace(/(\d)\s*x\s*(?=\d)/g, '$1x')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A look-up's words travel in the buttons that turn its pages, and those take 100 characters in all. */
const longestWords = 70;

/** What is looked for: the words folded, and no more of them than a button can hold. */
export function wordsSought(given: string): { words: string; cut: boolean } {
  const whole = folded(given);
  if (whole.length <= longestWords) return { words: whole, cut: false };
  const end = whole.lastIndexOf(' ', longestWords);
  const words = beginning(whole, end > 0 ? end : longestWords);
  return { words, cut: true };
}
