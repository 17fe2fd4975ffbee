import { parseAway, todayIn, withAway } from '../core/away.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import { newCardsMost } from '../core/practice/practice.ts';
import { remindingState } from '../core/reminding.ts';
import { zonesNear } from '../core/words/suggest/zone.ts';
import { isZone } from '../core/zone.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';
import { turnReminders } from './reminders.ts';

/** `/viva me`: shows a member's zone, away dates, reminders and whether boards show them, and changes what is given; `none` takes one back. */
export async function me(
  context: Context,
  exchange: Exchange,
  given: { zone?: string; away?: string; 'new-cards'?: string; reminders?: boolean; hide?: boolean },
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
  if (given.hide !== undefined) changed.hidden = given.hide;
  const any = [given.zone, given.away, given.hide, newCards].some((one) => one !== undefined);
  if (any) await context.store.members.save(exchange.caller.member, changed);
  const reminding =
    given.reminders === undefined
      ? await context.store.reminders.of(exchange.caller.member)
      : await turnReminders(context, exchange, given.reminders);
  return {
    kind: 'profile',
    ...changed,
    newCards: changed.newCards,
    reminders: remindingState(reminding),
    changed: any || given.reminders !== undefined,
  };
}

function newCardsFrom(text: string): number | 'bad' {
  const count = Number(text.trim());
  return /^\d{1,3}$/.test(text.trim()) && count <= newCardsMost ? count : 'bad';
}

function isNone(text: string): boolean {
  return text.trim().toLowerCase() === 'none';
}
