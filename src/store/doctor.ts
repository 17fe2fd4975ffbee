import { Redis } from 'ioredis';
import type { Finding } from '../app/ports/doctor.ts';
import type { RedisPlace } from './connection.ts';
import { createKeys } from './keys.ts';
import { clusterFindings, memoryFindings, persistenceFindings, serverFindings } from './redis-settings.ts';
import { unreachable } from './redis-trouble.ts';

const patience = 3_000;

/** Beside what is right and wrong: what other parts of the doctor go on with. */
export interface RedisExamination {
  findings: Finding[];
  /** It answers and lets Viva in. */
  usable: boolean;
  /** The server's clock, ms. */
  time: number | undefined;
}

export interface RedisExamined {
  place: RedisPlace;
  prefix: string;
  /** Without a password. */
  description: string;
}

/** Looks at a Redis and its settings. Writes one key for a moment, to see whether it may. */
export async function examineRedis(examined: RedisExamined): Promise<RedisExamination> {
  const { client, errors } = openOnce(examined.place);
  try {
    await client.connect();
    return await look(client, examined);
  } catch (error) {
    const told = errors.at(-1) ?? (error instanceof Error ? error.message : String(error));
    const secure = 'url' in examined.place && examined.place.url.startsWith('rediss:');
    return { findings: [unreachable(told, examined.description, secure)], usable: false, time: undefined };
  } finally {
    client.disconnect();
  }
}

async function look(client: Redis, { place, prefix, description }: RedisExamined): Promise<RedisExamination> {
  const began = performance.now();
  await client.ping();
  const took = (performance.now() - began).toFixed(1);
  const [seconds = 0, micros = 0] = (await client.time()).map(Number);
  const info = parseInfo(String(await client.info()));
  const config = await settings(client);
  const findings = [
    ...serverFindings(info),
    ...clusterFindings(info, place, prefix),
    ...memoryFindings(info, config),
    ...persistenceFindings(info, config),
    ...(info.cluster_enabled === '1' || info.role === 'slave' ? [] : await mayWrite(client, prefix)),
  ];
  const well: Finding = {
    id: 'storage',
    mark: 'well',
    text: `${description} answers in ${took} ms (Redis ${info.redis_version ?? 'of an unknown version'}).`,
  };
  return { findings: [well, ...findings], usable: true, time: seconds * 1_000 + Math.floor(micros / 1_000) };
}

/** One connection, tried once. For a cluster: to the first of its nodes. */
function openOnce(place: RedisPlace): { client: Redis; errors: string[] } {
  const options = {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    connectTimeout: patience,
    commandTimeout: patience,
  };
  const client =
    'socket' in place
      ? new Redis({ ...options, path: place.socket })
      : new Redis('url' in place ? place.url : (place.nodes[0] ?? ''), options);
  const errors: string[] = [];
  client.on('error', (error) => errors.push(error.message));
  return { client, errors };
}

export type Info = Record<string, string | undefined>;

function parseInfo(text: string): Info {
  const pairs = text.split(/\r?\n/).map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 1)]);
  return Object.fromEntries(pairs) as Info;
}

/** What CONFIG tells; many hosts of Redis forbid it, and INFO must do then. */
async function settings(client: Redis): Promise<Info> {
  const names = ['save', 'appendfsync', 'maxmemory-policy'];
  const found: Info = {};
  for (const name of names) {
    const answer = await client.config('GET', name).catch(() => []);
    const [, value] = answer as string[];
    if (value !== undefined) found[name] = value;
  }
  return found;
}

async function mayWrite(client: Redis, prefix: string): Promise<Finding[]> {
  const key = createKeys(prefix).lease('doctor');
  try {
    await client.eval("return redis.call('SET', KEYS[1], '1', 'PX', '1000')", 1, key);
    await client.del(key);
    return [];
  } catch (error) {
    const told = error instanceof Error ? error.message.slice(0, 120) : 'no reason given';
    return [
      {
        id: 'redis-write',
        mark: 'wrong',
        text: `Redis lets Viva not write (${told}).`,
        mend: 'Give the Redis user of REDIS_URL all commands on the keys of REDIS_PREFIX, scripts (EVAL) among them, and see that Redis has memory and disk left.',
      },
    ];
  }
}

/** A sweep is ended after so many steps of a thousand keys: a doctor must not burden a large Redis. */
const sweepSteps = 300;

/** What processes say of themselves under every prefix of this Redis, by prefix. */
export async function presencesOfAllPrefixes(
  place: RedisPlace,
): Promise<Map<string, Record<string, string>>> {
  const found = new Map<string, Record<string, string>>();
  const { client } = openOnce(place);
  const ending = createKeys('').presence;
  try {
    await client.connect();
    let cursor = '0';
    for (let step = 0; step < sweepSteps; step += 1) {
      const [next, keys] = await client.scan(cursor, 'MATCH', `*${ending}`, 'COUNT', 1_000, 'TYPE', 'hash');
      for (const key of keys) found.set(key.slice(0, -ending.length), await client.hgetall(key));
      cursor = next;
      if (cursor === '0') break;
    }
  } catch {
    // What cannot be looked at tells nothing; that Redis does not answer is said elsewhere.
  } finally {
    client.disconnect();
  }
  return found;
}
