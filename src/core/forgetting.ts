/** What a member types so that everything about them is removed: nobody does so by a slip. */
export const forgetPhrase = 'forget me';

/** Whether that was typed: in any case, with any space and marks around it. */
export function confirmsForgetting(typed: string): boolean {
  const words = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words === forgetPhrase;
}
