import { readFileSync } from 'node:fs';
import { type Entry, entryOf } from './backup-format.ts';
import type { RedisClient } from './connection.ts';

/** Two ways to read keys (without their prefix); each gives JSON of an entry, and undefined for a key that is gone. */
export interface KeyReader {
  /** Many keys in one script. Large keys are read by themselves after it, so that Redis is never held for long. */
  quickly(keys: string[]): Promise<(string | undefined)[]>;
  /** By plain commands, which may run while Redis holds writes back. */
  plainly(keys: string[]): Promise<(string | undefined)[]>;
}

/** What a script turns around takes twice as long as by a command: more elements are not read by it. */
const mostElements = 2_000;

type Raw = [type: Buffer, expiresAt: number, value: Buffer | Buffer[] | null];

export function createKeyReader(redis: RedisClient, prefix: string): KeyReader {
  redis.defineCommand('viva:read-keys', {
    lua: readFileSync(new URL('./scripts/read-keys.lua', import.meta.url), 'utf8'),
  });
  const script = (redis as unknown as Record<string, (...given: unknown[]) => Promise<Raw[]>>)[
    'viva:read-keysBuffer'
  ];
  if (script === undefined) throw new Error('the script read-keys.lua is missing');
  const plainly = async (keys: string[]) => {
    const raw = await readPlainly(
      redis,
      keys.map((key) => `${prefix}:${key}`),
    );
    return raw.map(([type, expiresAt, value], index) =>
      toText(entryOf(keys[index] ?? '', type, expiresAt, value)),
    );
  };
  return {
    plainly,
    async quickly(keys) {
      const names = keys.map((key) => `${prefix}:${key}`);
      const raw = await script.call(redis, names.length, ...names, mostElements);
      return Promise.all(
        raw.map(async ([type, expiresAt, value], index) => {
          const key = keys[index] ?? '';
          if (value === null) return (await plainly([key]))[0];
          return toText(entryOf(key, type.toString(), expiresAt, value));
        }),
      );
    },
  };
}

function toText(entry: Entry | undefined): string | undefined {
  return entry && JSON.stringify(entry);
}

async function readPlainly(
  redis: RedisClient,
  names: string[],
): Promise<[type: string, expiresAt: number, value: Buffer | Buffer[]][]> {
  const first = redis.pipeline();
  for (const name of names) first.type(name).pttl(name).pexpiretime(name);
  const facts = (await first.exec()) ?? [];
  const second = redis.pipeline();
  const heads = names.map((name, index) => {
    const [type, left, expiresAt] = facts.slice(3 * index, 3 * index + 3);
    const kind = String(result(type));
    addRead(second, kind, name);
    const ms = Number(result(left));
    // Redis 6 does not tell the instant itself.
    return [kind, ms < 0 ? -1 : expiresAt?.[0] ? Date.now() + ms : Number(expiresAt?.[1])] as const;
  });
  const values = (await second.exec()) ?? [];
  return heads.map(([type, expiresAt], index) => [
    type,
    expiresAt,
    result(values[index]) as Buffer | Buffer[],
  ]);
}

function result(reply: [Error | null, unknown] | undefined): unknown {
  if (reply === undefined || reply[0] !== null) throw reply?.[0] ?? new Error('Redis did not answer');
  return reply[1];
}

function addRead(pipeline: ReturnType<RedisClient['pipeline']>, type: string, name: string): void {
  // Not `hgetall`: ioredis would make an object of it, with text for fields.
  if (type === 'hash') pipeline.callBuffer('HGETALL', name);
  else if (type === 'set') pipeline.smembersBuffer(name);
  else if (type === 'list') pipeline.lrangeBuffer(name, 0, -1);
  else if (type === 'zset') pipeline.zrangeBuffer(name, 0, '-1', 'WITHSCORES');
  else pipeline.getBuffer(name);
}
