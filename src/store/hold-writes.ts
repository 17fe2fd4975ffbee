import type { RedisClient } from './connection.ts';

/**
 * Writes wait so long at most, ms, should they never be let go: the pause outlives a backup that is killed. From 3 s on
 * a running Viva gives its commands up, and people are told that storage is away.
 */
const longest = 2_500;

/**
 * Lets the writes of everybody else wait while reads go on (`CLIENT PAUSE … WRITE`, Redis 6.2). `release` rejects where
 * that lasted too long to be sure. Undefined where Redis does not let us.
 */
export async function holdWrites(redis: RedisClient): Promise<{ release(): Promise<void> } | undefined> {
  const began = performance.now();
  try {
    await redis.call('CLIENT', 'PAUSE', longest, 'WRITE');
  } catch {
    return undefined;
  }
  return {
    async release() {
      await redis.call('CLIENT', 'UNPAUSE');
      if (performance.now() - began > longest)
        throw new Error('Redis took too long to read what changed at last. Try again at a quieter time.');
    },
  };
}
