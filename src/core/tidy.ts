/** Line breaks, tabs and other control characters. */
const control = /[\s\p{Cc}]+/gu;
/** They would turn the text around them too; right-to-left letters do without. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const unseen = /[\s\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** A person's remark as one line for a list: `''` where no screen would show any of it. */
export function tidy(text: string): string {
  const line = text.replace(directions, '').replace(control, ' ').trim();
  return line.replace(unseen, '') === '' ? '' : line;
}

/** How long a text is to whoever writes it: a sign outside the common plane, such as an emoji, is one character. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** The first `most` characters, with an ellipsis where more follow. */
export function shortened(text: string, most: number): string {
  const all = [...text];
  return all.length <= most
    ? text
    : `${all
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
