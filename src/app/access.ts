import type { Feed } from '../core/feed.ts';
import type { MemberPart } from '../core/outcome.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import type { Question } from '../core/question.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';

/** Who asks, and where: all that rights depend on. */
export type Asker = Pick<Exchange, 'caller' | 'place' | 'rights'>;

/** Whether a space stands for one person's Discord DM, where no server's roles are known. */
export function isSpaceless(space: string): boolean {
  return space.includes(':@');
}

/** Marks what is shown where nobody manages, so that nobody could be told that something is wrong. */
export function unmanaged({ caller }: Asker): { unmanaged?: true } {
  return isSpaceless(caller.space) ? { unmanaged: true } : {};
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
  exchange: Asker,
  question: Question,
): Promise<Outcome | undefined> {
  if (question.access === 'public') return undefined;
  if (isSpaceless(exchange.caller.space)) return refused({ kind: 'members-only', grant: undefined });
  const { memberAccess } = await context.store.settings.get(exchange.caller.space);
  if (memberAccess === undefined || (await exchange.rights.holds(memberAccess))) return undefined;
  return refused({ kind: 'members-only', grant: memberAccess });
}

/** Which questions of the bank this person may be told of at all: not even the title of a members' question is everybody's. */
export async function readableBy(context: Context, asker: Asker): Promise<(question: Question) => boolean> {
  const kept = context.bank.all().find((question) => question.access !== 'public');
  // Nobody is asked for rights that make no difference.
  if (kept === undefined || (await membersOnly(context, asker, kept)) === undefined) return () => true;
  return (question) => question.access === 'public';
}

/** The refusal for whoever may not manage feeds here, or undefined. In a DM everyone manages feeds of their own. */
export async function managersOnly(context: Context, exchange: Asker): Promise<Outcome | undefined> {
  if (exchange.place.kind === 'dm' || (await managesSpace(context, exchange))) return undefined;
  const { managers } = await context.store.settings.get(exchange.caller.space);
  return refused({ kind: 'managers-only', grant: managers });
}

async function managesSpace(context: Context, exchange: Asker): Promise<boolean> {
  if (await exchange.rights.administers()) return true;
  const { managers } = await context.store.settings.get(exchange.caller.space);
  return managers !== undefined && (await exchange.rights.holds(managers));
}

/**
 * The feeds that a person may see and change: their own personal ones, and, for managers of the space, those of its
 * channels. Nobody sees the personal feeds of others.
 */
export async function manageableFeeds(context: Context, exchange: Asker): Promise<Feed[]> {
  const { member, space } = exchange.caller;
  const feeds = await context.store.feeds.inSpace(space);
  const manages = await managesSpace(context, exchange);
  return feeds.filter((feed) => (feed.personal === undefined ? manages : feed.personal === member));
}

/** The questions that a feed may ask: members' questions never come into a channel where some may not see them. */
export async function askable(
  context: Context,
  feed: Pick<Feed, 'space' | 'personal' | 'filter'>,
): Promise<Question[]> {
  const matching = context.bank.matching(feed.filter);
  if (matching.every((question) => question.access === 'public')) return matching;
  const { memberAccess } = await context.store.settings.get(feed.space);
  return memberAccess === undefined ? matching : matching.filter((question) => question.access === 'public');
}
