import { wordsSought } from '../core/folded.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import { pageOf } from '../core/page.ts';
import { newestFirst, type QuestionFilter } from '../core/question.ts';
import { shortened } from '../core/tidy.ts';
import { filterLabel } from '../core/words/common.ts';
import { readableBy } from './access.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';

/** As many as have a button each in one row; each is told with a line of its text. */
const foundOnPage = 5;
/** Two rows of buttons. */
export const browsedOnPage = 10;

/** `/viva search`: a page of what fits, best first. */
export async function search(
  context: Context,
  exchange: Exchange,
  given: string,
  page: number,
): Promise<Outcome> {
  const { words, cut } = wordsSought(given);
  const wanted = await readableBy(context, exchange);
  const found = context.bank.find(words, { within: 'everything', wanted });
  if (found.length === 0) return refused({ kind: 'nothing-found', given: shortened(given, 80) });
  return { kind: 'found', words, cut, page: pageOf(found, page, foundOnPage) };
}

/** `/viva browse`: a page of the bank, newest first. */
export async function browse(
  context: Context,
  exchange: Exchange,
  filter: QuestionFilter,
  page: number,
): Promise<Outcome> {
  const wanted = await readableBy(context, exchange);
  const all = newestFirst(context.bank.matching(filter).filter(wanted));
  if (all.length === 0) return refused({ kind: 'no-question-matches', filter: filterLabel(filter) });
  return { kind: 'browsed', filter, page: pageOf(all, page, browsedOnPage) };
}
