import {
  type Address,
  type Found,
  type Mark,
  type MessageAddress,
  type Obstacle,
  PublishFailure,
  type SentMessage,
} from '../../app/ports/platform.ts';
import type { SetCard } from '../../core/card.ts';
import type { RoundId } from '../../core/round.ts';
import { post, type Services, tellOf } from './exchange.ts';
import type { StoredMessage } from './messages.ts';
import { channelAt, findChannel, type LocalChannel, localSpace } from './place.ts';

const pickChannel = 'Use #daily-quiz or a direct message.';
const unknown: Obstacle = { reason: 'There is no such channel on the local page.', mend: pickChannel };

export function obstaclesAt(to: Address): Obstacle[] {
  const channel = channelAt(to);
  if (channel === undefined) return [unknown];
  if (!channel.locked) return [];
  return [{ reason: `Viva may not post in #${channel.name}.`, mend: pickChannel }];
}

export async function publish(
  services: Services,
  to: Address,
  card: SetCard,
  mark: Mark,
): Promise<SentMessage> {
  const [obstacle] = obstaclesAt(to);
  const channel = channelAt(to);
  if (obstacle !== undefined || channel === undefined) {
    const { reason, mend } = obstacle ?? unknown;
    throw new PublishFailure('refused', reason, mend);
  }
  const draft = {
    channel: channel.id,
    from: 'viva' as const,
    nonce: mark.nonce,
    ...(mark.round === undefined ? {} : { round: mark.round }),
    content: { card },
  };
  return sent(await orDoubt(post(services, channel, draft)));
}

export async function revise(services: Services, address: MessageAddress, card: SetCard): Promise<void> {
  const channel = ownChannel(address);
  const kept = channel && (await orDoubt(services.messages.get(channel.id, address.message)));
  const revised =
    kept?.from === 'viva' ? await orDoubt(services.messages.revise(kept.channel, kept.id, card)) : undefined;
  if (channel === undefined || revised === undefined) {
    throw new PublishFailure('refused', 'The message is not there any more.');
  }
  tellOf(services, channel, revised);
}

export async function remove(services: Services, address: MessageAddress): Promise<void> {
  const channel = ownChannel(address);
  const kept = channel && (await orDoubt(services.messages.get(channel.id, address.message)));
  if (kept?.from !== 'viva') return;
  await orDoubt(services.messages.remove(kept.channel, kept.id));
  services.audience.tell(kept.channel, { kind: 'removed', channel: kept.channel, id: kept.id });
}

export async function find(services: Services, to: Address, round: RoundId, since: number): Promise<Found> {
  const channel = channelAt(to);
  if (channel === undefined) return { kind: 'cannot-tell', ...unknown };
  const kept = await orDoubt(services.messages.all(channel.id));
  const messages = kept
    .filter((one) => one.from === 'viva' && one.round === round && one.at >= since)
    .map(sent);
  return messages.length === 0 ? { kind: 'absent' } : { kind: 'found', messages };
}

function ownChannel(address: MessageAddress): LocalChannel | undefined {
  return address.space === localSpace ? findChannel(address.channel) : undefined;
}

function sent({ channel, id, at }: StoredMessage): SentMessage {
  return { channel, message: id, at };
}

/** The messages stand in the store: where it is away, nobody knows whether a write arrived. */
async function orDoubt<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new PublishFailure('doubt', `The message may not have been kept: ${String(error)}`);
  }
}
