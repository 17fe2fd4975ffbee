import type { MemberPart } from '../core/outcome.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import type { Question } from '../core/question.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';

/** Whether a space stands for one person's Discord DM, where no server's roles are known. */
function isSpaceless(space: string): boolean {
  return space.includes(':@');
}

/** How much of a question's member part this person may see, here and now. */
export async function memberPartFor(
  context: Context,
  exchange: Exchange,
  question: Question,
): Promise<MemberPart> {
  if (question.more.length === 0) return { kind: 'none' };
  if (isSpaceless(exchange.caller.space)) return { kind: 'ask-in-space' };
  const { memberAccess } = await context.store.settings.get(exchange.caller.space);
  if (memberAccess === undefined || (await exchange.rights.holds(memberAccess))) return { kind: 'shown' };
  return { kind: 'kept', grant: memberAccess };
}

/** The refusal for a members' question, or undefined where this person may see it. */
export async function membersOnly(
  context: Context,
  exchange: Exchange,
  question: Question,
): Promise<Outcome | undefined> {
  if (question.access === 'public') return undefined;
  if (isSpaceless(exchange.caller.space)) return refused({ kind: 'members-only', grant: undefined });
  const { memberAccess } = await context.store.settings.get(exchange.caller.space);
  if (memberAccess === undefined || (await exchange.rights.holds(memberAccess))) return undefined;
  return refused({ kind: 'members-only', grant: memberAccess });
}

/** The refusal for whoever may not manage feeds here, or undefined. In a DM everyone manages their own. */
export async function managersOnly(context: Context, exchange: Exchange): Promise<Outcome | undefined> {
  if (exchange.place.kind === 'dm' || (await exchange.rights.administers())) return undefined;
  const { managers } = await context.store.settings.get(exchange.caller.space);
  if (managers !== undefined && (await exchange.rights.holds(managers))) return undefined;
  return refused({ kind: 'managers-only', grant: managers });
}
