import type { MemberId } from '../core/feed.ts';
import { dayOf } from '../core/practice/card.ts';
import type { Context } from './context.ts';

/**
 * How many practice cards of a member are due at an instant, by their zone. Cards of questions that are gone are none, nor
 * are those of members' questions: whether this member may see them, only they can be asked.
 */
export async function dueCards(
  context: Context,
  member: MemberId,
  now: number,
  zone: string,
): Promise<number> {
  const { cards } = await context.store.practice.of(member);
  const today = dayOf(now, zone);
  return cards
    .outline()
    .filter(({ due, question }) => due !== undefined && due <= today && isPublic(context, question)).length;
}

function isPublic(context: Context, question: string): boolean {
  return context.bank.get(question)?.access === 'public';
}
