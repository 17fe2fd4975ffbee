import type { Typesetter } from '../../app/ports/typesetter.ts';
import type { Fault } from '../../bank/check-question.ts';
import type { Written } from '../../bank/written.ts';
import { overflow as overflowOnDiscord } from '../../platforms/discord/fit.ts';
import { overflow as overflowOnSlack } from '../../platforms/slack/fit.ts';
import { cardsOf, type ShownCard } from './cards.ts';

/**
 * What could not be shown whole on Discord or Slack, found by their own renderers: at author time, and not by the
 * morning's post. One fault for each part of the file, however many cards suffer from it.
 */
export async function checkShown({ question, text }: Written, { typeset }: Typesetter): Promise<Fault[]> {
  const faults = new Map<ShownCard['heading'], Fault>();
  // An answer that is too long by itself is no fault of its member part.
  const named = (heading: ShownCard['heading']) =>
    faults.has(heading) || (heading === 'More' && faults.has('Answer'));
  for (const { name, heading, where, card } of cardsOf(question)) {
    if (named(heading)) continue;
    const set = await typeset(card);
    const over = overflowOnDiscord(set, where) ?? overflowOnSlack(set, where);
    if (over === undefined) continue;
    const part = heading === undefined ? 'the prompt' : `\`## ${heading}\``;
    faults.set(heading, {
      line: lineOf(heading, text),
      message: `There is too much for ${name}: ${over}. Shorten ${part}, or take a table or picture out of it`,
    });
  }
  return [...faults.values()];
}

/** From 1; of the prompt, the line after the front matter. */
function lineOf(heading: ShownCard['heading'], text: string): number {
  const lines = text.split('\n');
  const found = heading === undefined ? lines.indexOf('---', 1) + 1 : lines.indexOf(`## ${heading}`);
  return Math.max(found, 0) + 1;
}
