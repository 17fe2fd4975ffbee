import { folded } from '../core/folded.ts';
import type { Question } from '../core/question.ts';
import type { Bank } from './ports/bank.ts';

/**
 * The questions that an id or words may mean, `limit` at most; exactly one where that is clear. By their names, or, where
 * no name fits, by their prompts. An id means its question, `wanted` or not: whoever asks must look at that.
 */
export function questionsMeant(
  bank: Bank,
  given: string,
  limit: number,
  wanted?: (question: Question) => boolean,
): Question[] {
  const exact = bank.get(given.trim().toUpperCase());
  if (exact !== undefined) return [exact];
  const ask = { limit, ...(wanted === undefined ? {} : { wanted }) };
  const named = bank.find(given, { ...ask, within: 'names' });
  const found = named.length > 0 ? named : bank.find(given, { ...ask, within: 'everything' });
  const titled = found.find(({ title }) => folded(title) === folded(given));
  return titled === undefined ? found : [titled];
}
