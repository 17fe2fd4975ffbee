import { hash32 } from '../core/chance.ts';
import type { Feed } from '../core/feed.ts';
import { troubleCard } from '../core/words/trouble.ts';
import type { Context } from './context.ts';
import type { Address, Obstacle } from './ports/platform.ts';

/** Writes trouble with a feed's post into its ledger and tells the managers; never stops the work that met it. */
export async function reportTrouble(
  context: Context,
  feed: Feed,
  slot: number,
  trouble: Obstacle,
): Promise<void> {
  await context.store.ledger.write(feed.id, {
    kind: 'refused',
    at: slot,
    round: undefined,
    text: `${trouble.reason} ${trouble.mend}`.trim(),
  });
  context.log.warn({ feed: feed.id, slot, reason: trouble.reason }, 'a post met trouble');
  await tellManagers(context, feed, slot, trouble);
}

async function tellManagers(context: Context, feed: Feed, slot: number, trouble: Obstacle): Promise<void> {
  const platform = context.platforms.get(feed.platform);
  if (platform === undefined) return;
  const { logChannel } = await context.store.settings.get(feed.space);
  const targets: Address[] = [];
  if (logChannel !== undefined) targets.push({ kind: 'channel', space: feed.space, channel: logChannel });
  if (feed.createdBy !== undefined)
    targets.push({ kind: 'member', space: feed.space, member: feed.createdBy });
  const card = await context.typesetter.typeset(troubleCard(feed, slot, trouble));
  const nonce = `t${hash32(`${feed.id}/${slot}/${trouble.reason}`).toString(36)}`;
  for (const target of targets) {
    // Telling a channel that cannot be posted to about itself would only fail again.
    if (target.kind === 'channel' && target.channel === feed.channel) continue;
    try {
      await platform.publish(target, card, { round: undefined, nonce });
      return;
    } catch (error) {
      context.log.warn(
        { feed: feed.id, target: target.kind, error: String(error) },
        'managers could not be told',
      );
    }
  }
}
