import { folded } from '../core/folded.ts';

/** The words of a text as they are looked for: one form for one and many, and for both spellings of English. */
export function wordsOf(text: string): string[] {
  const whole = folded(text);
  return whole === '' ? [] : whole.split(' ').map(form);
}

/** losses, loss → losse, loss: the one begins with the other. tokenizer, tokeniser → tokeniser. */
function form(word: string): string {
  const one = word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
  return one.replace(/iz(?=[aei])/g, 'is');
}

/** Words of a sentence that tell nothing of what it is about. */
const small = new Set(
  `about and are between can did does for from has have how into its not one only than that the their them then there
  these they this use used using was what when where which who why will with would you your`.split(/\s+/),
);

/** "What is the loss of a GAN" is about a loss and a GAN. */
export function isSmall(word: string): boolean {
  return (word.length < 3 && !/\d/.test(word)) || small.has(word);
}

/** The word with two neighbouring letters changed round: the commonest slip, and two steps for edit distance. */
export function slipsOf(word: string): string[] {
  const letters = [...word];
  return letters.slice(1).flatMap((letter, index) => {
    const before = letters[index] ?? '';
    if (before === letter) return [];
    return [[...letters.slice(0, index), letter, before, ...letters.slice(index + 2)].join('')];
  });
}
