import type {
  Heartbeats,
  Leases,
  Ledger,
  LedgerEntry,
  Members,
  Once,
  Presences,
  Profile,
  Settings,
  SettingsBook,
} from '../app/ports/store.ts';
import type { KeyValue } from '../app/ports/system.ts';
import { localId, platformNameOf } from '../core/feed.ts';
import { askTogether } from './ask-together.ts';
import type { RedisClient } from './connection.ts';
import { bitsSet } from './deeds.ts';
import type { Room } from './room.ts';

export function createMembers({ ask, keys }: Room): Members {
  return {
    async profile(member) {
      const text = await ask((redis) => redis.get(keys.profile(member)));
      return profileFrom(text);
    },
    async profiles(members) {
      if (members.length === 0) return [];
      return (await ask((redis) => redis.mget(members.map(keys.profile)))).map(profileFrom);
    },
    async save(member, profile) {
      const { hidden, ...rest } = profile;
      const kept = JSON.stringify(hidden ? profile : rest);
      const all = keys.hidden(platformNameOf(member));
      // Both or neither: who is hidden must be so on every board.
      await ask((redis) => {
        const both = redis.multi().set(keys.profile(member), kept);
        return (hidden ? both.sadd(all, localId(member)) : both.srem(all, localId(member))).exec();
      });
    },
  };
}

function profileFrom(text: string | null): Profile {
  const kept = text === null ? {} : (JSON.parse(text) as Partial<Profile>);
  return {
    zone: kept.zone,
    away: kept.away ?? [],
    newCards: kept.newCards,
    hidden: kept.hidden ?? false,
  };
}

export function createSettingsBook({ ask, keys }: Room): SettingsBook {
  return {
    get: askTogether(async (space) => {
      const text = await ask((redis) => redis.get(keys.settings(space)));
      const kept = text === null ? {} : (JSON.parse(text) as Partial<Settings>);
      return { memberAccess: kept.memberAccess, managers: kept.managers, logChannel: kept.logChannel };
    }),
    async save(space, settings) {
      await ask((redis) => redis.set(keys.settings(space), JSON.stringify(settings)));
    },
  };
}

/** Entries that a feed's ledger keeps. */
export const ledgerLength = 100;

export function createLedger({ ask, run, keys }: Room): Ledger {
  return {
    async write(feed, entry) {
      await run('write-ledger', [keys.ledger(feed)], [JSON.stringify(entry), entry.at, ledgerLength]);
    },
    async read(feed, limit) {
      const texts = await ask((redis) => redis.zrange(keys.ledger(feed), 0, String(limit - 1), 'REV'));
      return texts.map(
        (text) => ({ round: undefined, ...(JSON.parse(text) as Partial<LedgerEntry>) }) as LedgerEntry,
      );
    },
  };
}

const minute = 60_000;
const minutesPerDay = 1_440;
/** A round stays open for 31 days at most; what is older is never asked about. */
const beatsKeptFor = 40 * 86_400;

export function createHeartbeats({ ask, keys }: Room): Heartbeats {
  const place = (at: number) => {
    const total = Math.floor(at / minute);
    return { day: Math.floor(total / minutesPerDay), minute: total % minutesPerDay };
  };
  return {
    async beat(platform, at) {
      const { day, minute: bit } = place(at);
      await ask((redis) =>
        Promise.all([
          redis.setbit(keys.beats(platform, day), bit, 1),
          redis.expire(keys.beats(platform, day), beatsKeptFor),
        ]),
      );
    },
    async beatThrough(platform, from, to) {
      const first = place(from);
      const end = place(to);
      for (let day = first.day; day <= end.day; day += 1) {
        const begin = day === first.day ? first.minute : 0;
        const limit = day === end.day ? end.minute + 1 : minutesPerDay;
        await ask((redis) =>
          Promise.all([
            ...setBits(redis, keys.beats(platform, day), begin, limit),
            redis.expire(keys.beats(platform, day), beatsKeptFor),
          ]),
        );
      }
    },
    async minutes(platform, from, to) {
      const first = place(from);
      const end = place(to);
      let count = 0;
      for (let day = first.day; day <= end.day; day += 1) {
        const bits = await ask((redis) => redis.getBuffer(keys.beats(platform, day)));
        const begin = day === first.day ? first.minute : 0;
        const limit = day === end.day ? end.minute : minutesPerDay;
        count += bits === null ? 0 : bitsSet(bits).filter((bit) => bit >= begin && bit < limit).length;
      }
      return count;
    },
  };
}

/** Sets the bits `[begin, limit)`: whole bytes in one write, and what is left at both ends bit by bit. */
function setBits(redis: RedisClient, key: string, begin: number, limit: number): Promise<unknown>[] {
  const firstByte = Math.ceil(begin / 8);
  const endByte = Math.max(firstByte, Math.floor(limit / 8));
  const edges: number[] = [];
  for (let bit = begin; bit < Math.min(firstByte * 8, limit); bit += 1) edges.push(bit);
  for (let bit = endByte * 8; bit < limit; bit += 1) edges.push(bit);
  const bits = edges.map((bit) => redis.setbit(key, bit, 1));
  return endByte > firstByte
    ? [redis.setrange(key, firstByte, Buffer.alloc(endByte - firstByte, 0xff)), ...bits]
    : bits;
}

export function createLeases({ run, keys }: Room): Leases {
  return {
    async take(name, owner, forMs) {
      return (await run('take-lease', [keys.lease(name)], [owner, forMs])) === 1;
    },
    async release(name, owner) {
      await run('release-lease', [keys.lease(name)], [owner]);
    },
  };
}

export function createOnce({ ask, keys }: Room): Once {
  return {
    async begin(id, forMs) {
      return (await ask((redis) => redis.set(keys.once(id), '1', 'PX', forMs, 'NX'))) === 'OK';
    },
    async done(id, forMs) {
      await ask((redis) => redis.set(keys.once(id), '1', 'PX', forMs));
    },
    async forget(id) {
      await ask((redis) => redis.del(keys.once(id)));
    },
  };
}

export function createPresences({ ask, keys }: Room): Presences {
  return {
    async put(instance, text) {
      await ask((redis) => redis.hset(keys.presence, instance, text));
    },
    async drop(instance) {
      await ask((redis) => redis.hdel(keys.presence, instance));
    },
    async all() {
      return ask((redis) => redis.hgetall(keys.presence));
    },
  };
}

export function createKeyValue({ ask, keys }: Room): KeyValue {
  return {
    async get(shelf, key) {
      return (await ask((redis) => redis.hget(keys.shelf(shelf), key))) ?? undefined;
    },
    async put(shelf, key, value) {
      await ask((redis) => redis.hset(keys.shelf(shelf), key, value));
    },
    async drop(shelf, key) {
      await ask((redis) => redis.hdel(keys.shelf(shelf), key));
    },
    async all(shelf) {
      return ask((redis) => redis.hgetall(keys.shelf(shelf)));
    },
  };
}
