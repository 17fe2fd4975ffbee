import type { Round } from '../core/round.ts';

const numbers = ['slot', 'number', 'openedAt', 'closesAt', 'closedAt', 'overAt'] as const;
const texts = ['id', 'feed', 'question', 'version', 'reveal', 'status', 'message', 'zone', 'topic'] as const;

/** A round as field and value pairs of its hash; what is undefined is left out. */
export function fieldsOf(round: Round): (string | number)[] {
  const { platform, space, channel } = round.place;
  const pairs: (string | number)[] = ['order', round.order.join(',')];
  pairs.push('platform', platform, 'space', space, 'channel', channel);
  for (const name of [...numbers, ...texts]) {
    const value = round[name];
    if (value !== undefined) pairs.push(name, value);
  }
  if (round.personal) pairs.push('personal', 1);
  return pairs;
}

/** The round in a hash; undefined where there is none. */
export function roundFrom(fields: Record<string, string>): Round | undefined {
  if (fields.id === undefined) return undefined;
  const number = (name: string): number | undefined =>
    fields[name] === undefined ? undefined : Number(fields[name]);
  return {
    id: fields.id,
    feed: fields.feed ?? '',
    place: {
      platform: fields.platform ?? '',
      space: fields.space ?? '',
      channel: fields.channel ?? '',
    },
    slot: Number(fields.slot),
    number: number('number'),
    question: fields.question ?? '',
    version: fields.version ?? '',
    order: (fields.order ?? '').split(',').filter(Boolean).map(Number),
    reveal: fields.reveal as Round['reveal'],
    status: fields.status as Round['status'],
    openedAt: number('openedAt'),
    closesAt: number('closesAt'),
    closedAt: number('closedAt'),
    overAt: number('overAt'),
    message: fields.message,
    ...(fields.zone === undefined ? {} : { zone: fields.zone }),
    ...(fields.topic === undefined ? {} : { topic: fields.topic as Round['topic'] }),
    ...(fields.personal === '1' ? { personal: true } : {}),
  };
}
