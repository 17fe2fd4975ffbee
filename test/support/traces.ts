import type { Redis } from 'ioredis';
import type { Person, World } from './world.ts';

/** What would tell of a person wherever it stood: their ids, and on the page the ways in which it names them. */
export function idsOf(world: World, person: Person): string[] {
  const member = world.member(person);
  const user = member.slice(member.indexOf(':') + 1);
  const direct = world.direct(person);
  // On the local page the user id is a short word.
  if (world.platform === 'local') return [member, direct, `:${user}`, `"${user}"`];
  return [member, user, direct];
}

/** The keys under a prefix, without it, that hold one of the texts in their name, a field or a value. */
export async function tracesOf(redis: Redis, prefix: string, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const key of await redis.keys(`${prefix}:*`)) {
    const name = key.slice(prefix.length + 1);
    // In quotes, as JSON has them: a text in quotes is so found where it stands by itself too.
    const held = [name, ...(await contentOf(redis, key))].map((one) => `"${one}"`);
    if (held.some((one) => texts.some((text) => one.includes(text)))) found.push(name);
  }
  return found.sort();
}

async function contentOf(redis: Redis, key: string): Promise<string[]> {
  const plain = (values: Buffer[]) => values.map((value) => value.toString('latin1'));
  switch (await redis.type(key)) {
    case 'string':
      return plain([(await redis.getBuffer(key)) ?? Buffer.alloc(0)]);
    case 'hash':
      return Object.entries(await redis.hgetallBuffer(key)).flatMap(([field, value]) => [
        field,
        ...plain([value]),
      ]);
    case 'set':
      return plain(await redis.smembersBuffer(key));
    case 'list':
      return plain(await redis.lrangeBuffer(key, 0, -1));
    case 'zset':
      return plain(await redis.zrangeBuffer(key, 0, '-1'));
    case 'stream':
      return [JSON.stringify(await redis.xrange(key, '-', '+'))];
    default:
      return [];
  }
}
