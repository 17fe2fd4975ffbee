/** Line breaks, tabs and other control characters. */
const control = /[\s\p{Cc}]+/gu;
/** They would turn the text around them too; right-to-left letters do without. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** White space, and what no screen shows: zero-width and control characters, fillers, the Braille blank. */
const unseen = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Whether no screen would show any of a text. */
export function isBlank(text: string): boolean {
  return text.replace(unseen, '') === '';
}

/** A text without the signs that turn the direction of what stands around it. */
export function unturned(text: string): string {
  return text.replace(directions, '');
}

/** A person's remark as one line for a list: `''` where no screen would show any of it. */
export function tidy(text: string): string {
  const line = unturned(text).replace(control, ' ').trim();
  return isBlank(line) ? '' : line;
}

/** How long a text is to whoever writes it: a sign outside the common plane, such as an emoji, is one character. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** A text of `most` characters at the most, its ellipsis counted, which stands where something was left out. */
export function shortened(text: string, most: number): string {
  const all = [...text];
  return all.length <= most
    ? text
    : `${all
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** The first `most` units of a text, as platforms count: a pair that stands for one character is never cut in half. */
export function beginning(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}

/** Like `shortened`, for a limit that a platform counts in UTF-16 units. */
export function fitted(text: string, most: number): string {
  return text.length <= most ? text : `${beginning(text, most - 1).trimEnd()}…`;
}
