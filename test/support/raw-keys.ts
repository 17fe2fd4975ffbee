import type { Redis } from 'ioredis';

/** Every key under a prefix, read one by one with Redis' own commands, as plain text that two stores can be compared by. */
export async function rawKeys(redis: Redis, prefix: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of (await redis.keys(`${prefix}:*`)).sort()) {
    const value = await rawValue(redis, name);
    if (value !== undefined) found.set(name.slice(prefix.length + 1), value);
  }
  return found;
}

async function rawValue(redis: Redis, name: string): Promise<string | undefined> {
  const expiry = `expires ${await redis.pexpiretime(name)} `;
  const hex = (values: Buffer[]) => values.map((value) => value.toString('hex'));
  switch (await redis.type(name)) {
    case 'string':
      return `${expiry}string ${(await redis.getBuffer(name))?.toString('hex')}`;
    case 'hash': {
      const fields = await redis.hgetallBuffer(name);
      const pairs = Object.entries(fields).map(([field, value]) => `${field}=${value.toString('hex')}`);
      return `${expiry}hash ${pairs.sort().join(' ')}`;
    }
    case 'set':
      return `${expiry}set ${hex(await redis.smembersBuffer(name))
        .sort()
        .join(' ')}`;
    case 'list':
      return `${expiry}list ${hex(await redis.lrangeBuffer(name, 0, -1)).join(' ')}`;
    case 'zset':
      return `${expiry}zset ${hex(await redis.zrangeBuffer(name, 0, '-1', 'WITHSCORES')).join(' ')}`;
    default:
      return undefined;
  }
}
