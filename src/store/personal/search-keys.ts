import type { RedisClient } from '../connection.ts';
import type { Room } from '../room.ts';

/** Redis looks at so many keys at once: less than a millisecond, so nobody waits for it. */
const batch = 1_000;

/** Goes through all keys of a prefix, without it, by the hundreds. A key may come twice. */
export async function* allKeys({ ask }: Pick<Room, 'ask'>, prefix: string): AsyncGenerator<string[]> {
  for (const node of await ask(async (redis) => nodesOf(redis))) {
    let cursor = '0';
    do {
      const [next, names] = await ask(() => node.scan(cursor, 'MATCH', `${prefix}:*`, 'COUNT', batch));
      if (names.length > 0) yield names.map((name) => name.slice(prefix.length + 1));
      cursor = next;
    } while (cursor !== '0');
  }
}

/** A cluster's client asks any node for a scan, and each knows its own keys alone. */
function nodesOf(redis: RedisClient): RedisClient[] {
  if (!('nodes' in redis)) return [redis];
  return (redis as { nodes(role: 'master'): RedisClient[] }).nodes('master');
}
