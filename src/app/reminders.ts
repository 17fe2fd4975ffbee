import type { MemberId } from '../core/feed.ts';
import type { Outcome } from '../core/outcome.ts';
import { answered, type Reminding, turned } from '../core/reminding.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';

/** Turns a member's reminders on or off, from the platform's time of the deed on. What stands then. */
export async function turnReminders(
  context: Context,
  { caller, at }: Exchange,
  on: boolean,
): Promise<Reminding | undefined> {
  const { reminders } = context.store;
  const { member, space, zone } = caller;
  const look = on ? context.clock.now() : 'never';
  const changed = await reminders.change(member, (before) => {
    const after = turned(before, { on, at, space, zone });
    return after && { after, look };
  });
  return changed ?? reminders.of(member);
}

/** The button under a reminder. */
export async function stopReminders(context: Context, exchange: Exchange): Promise<Outcome> {
  await turnReminders(context, exchange, false);
  return { kind: 'reminders-stopped' };
}

/**
 * A member did something: reminders before it are answered, and what they are to be reminded of may be another now. Nobody
 * waits for it; of most members it is one question.
 */
export async function noteDeed(context: Context, member: MemberId, at: number): Promise<void> {
  await context.store.reminders.change(member, (before) =>
    before?.on ? { after: answered(before, at), look: context.clock.now() } : undefined,
  );
}
