const em = { narrow: 0.3, usual: 0.57, capital: 0.69, wide: 0.88 };

/**
 * How wide a text in Inter is, roughly, as a share of its size times its length. Vega has no canvas here to measure
 * with; its own guess is a third too wide, and cuts labels that would fit.
 */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width * fontSize;
}

function widthOf(character: string): number {
  if (/[ijltfrI.,:;!|'()[\] ]/.test(character)) return em.narrow;
  if (/[mwMW@%—]/.test(character)) return em.wide;
  return /\p{Lu}/u.test(character) ? em.capital : em.usual;
}
