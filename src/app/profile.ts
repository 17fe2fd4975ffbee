import { parseAway, todayIn, withAway } from '../core/away.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import { newCardsMost } from '../core/practice/practice.ts';
import { zonesNear } from '../core/words/suggest/zone.ts';
import { isZone } from '../core/zone.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';

/** `/viva me`: shows a member's zone and away dates, and changes what is given; `none` takes one back. */
export async function me(
  context: Context,
  exchange: Exchange,
  given: { zone?: string; away?: string; 'new-cards'?: string },
): Promise<Outcome> {
  const known = await context.store.members.profile(exchange.caller.member);
  const changed = { ...known };
  if (given.zone !== undefined) {
    if (!isNone(given.zone) && !isZone(given.zone))
      return refused({ kind: 'bad-zone', given: given.zone, near: zonesNear(given.zone) });
    changed.zone = isNone(given.zone) ? undefined : given.zone;
  }
  if (given.away !== undefined) {
    const zone = changed.zone ?? exchange.caller.zone ?? 'UTC';
    const away = isNone(given.away) ? undefined : parseAway(given.away, todayIn(zone, exchange.at));
    if (typeof away === 'string') return refused({ kind: 'bad-away', given: given.away, problem: away });
    // The zone that the platform knows may be another one later: these days were meant in this one.
    const seen =
      changed.zone === undefined && exchange.caller.zone !== undefined ? { zone: exchange.caller.zone } : {};
    changed.away = away === undefined ? [] : withAway(known.away, { ...away, ...seen });
  }
  const newCards = given['new-cards'];
  if (newCards !== undefined) {
    const count = isNone(newCards) ? undefined : newCardsFrom(newCards);
    if (count === 'bad') return refused({ kind: 'bad-new-cards', given: newCards, most: newCardsMost });
    changed.newCards = count;
  }
  const any = given.zone !== undefined || given.away !== undefined || newCards !== undefined;
  if (any) await context.store.members.save(exchange.caller.member, changed);
  return {
    kind: 'profile',
    zone: changed.zone,
    away: changed.away,
    newCards: changed.newCards,
    changed: any,
  };
}

function newCardsFrom(text: string): number | 'bad' {
  const count = Number(text.trim());
  return /^\d{1,3}$/.test(text.trim()) && count <= newCardsMost ? count : 'bad';
}

function isNone(text: string): boolean {
  return text.trim().toLowerCase() === 'none';
}
