import type { Held, PersonalData } from '../../app/ports/personal-data.ts';
import { localId, type MemberId, platformNameOf } from '../../core/feed.ts';
import { turns } from '../../core/in-turn.ts';
import type { Room } from '../room.ts';
import { fitting, type PersonalFamily, type Search } from './family.ts';
import { register } from './register.ts';
import { allKeys } from './search-keys.ts';

/** A member who goes on clicking while they are forgotten is not waited for any longer. */
const mostPasses = 5;

export function createPersonalData(room: Room): PersonalData {
  const searchFor = (member: MemberId): Search => ({
    ...room,
    member,
    user: localId(member),
    platform: platformNameOf(member),
  });
  // One at a time, so that many who ask at once make Redis go through its keys no faster than one does.
  const inTurn = turns();

  return {
    held: (member) =>
      inTurn(async () => {
        const found = new Map<PersonalFamily, unknown[]>();
        await visit(searchFor(member), async (family, search, keys) => {
          const parts = await family.held(search, keys);
          found.set(family, [...(found.get(family) ?? []), ...parts]);
          return parts.length;
        });
        const held: Held = {};
        for (const [{ kind }, parts] of found) {
          if (parts.length > 0) held[kind] = [...((held[kind] as unknown[]) ?? []), ...parts];
        }
        return held;
      }),
    forget: (member) =>
      inTurn(async () => {
        let had = false;
        for (let pass = 0; pass < mostPasses; pass += 1) {
          const removed = await visit(searchFor(member), (family, search, keys) =>
            family.forget(search, keys),
          );
          if (removed === 0) break;
          had = true;
        }
        return had;
      }),
    async ownFeeds(member) {
      return room.ask((redis) => redis.smembers(room.keys.own(member)));
    },
  };
}

/** Those in whose keys the member stands among others. */
const shared = register
  .filter(({ keysOf }) => keysOf === undefined)
  .map((family) => ({ family, fits: fitting(family.names) }));

type Visitor = (family: PersonalFamily, search: Search, keys: string[]) => Promise<number>;

/** Shows each family the keys that may hold something of the member. */
async function visit(search: Search, show: Visitor): Promise<number> {
  let count = 0;
  const seen = new Map(shared.map(({ family }) => [family, new Set<string>()]));
  for await (const names of allKeys(search, search.keys.prefix)) {
    for (const { family, fits } of shared) {
      const known = seen.get(family);
      // A scan may name a key twice.
      const fresh = names.filter((name) => fits(name) && !known?.has(name));
      for (const name of fresh) known?.add(name);
      if (fresh.length > 0) count += await show(family, search, fresh.map(search.keys.whole));
    }
  }
  for (const family of register) {
    if (family.keysOf !== undefined) count += await show(family, search, family.keysOf(search));
  }
  return count;
}
