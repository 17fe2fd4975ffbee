import type { MemberId } from '../core/feed.ts';
import type { Context } from './context.ts';

/** How many practice cards of a member are due today. */
export async function dueCards(_context: Context, _member: MemberId): Promise<number> {
  return 0;
}
