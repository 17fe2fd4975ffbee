import type { PersonalFamily, Search } from './family.ts';

type Described = Pick<PersonalFamily, 'kind' | 'names'>;

/** Hashes with a field for each member: the field goes. `told` gives what the export says of a key and a value. */
export function fieldsOf(
  family: Described & {
    field(search: Search): string;
    /** `name`: of the key, without the prefix. */
    told(name: string, value: string): unknown;
  },
): PersonalFamily {
  const { kind, names, field, told } = family;
  return {
    kind,
    names,
    async held(search, keys) {
      const values = await search.ask((redis) =>
        Promise.all(keys.map((one) => redis.hget(one, field(search)))),
      );
      return keys.flatMap((one, index) => {
        const value = values[index];
        return value == null ? [] : [told(one.slice(search.keys.prefix.length + 1), value)];
      });
    },
    forget: (search, keys) =>
      sum(search.ask((redis) => Promise.all(keys.map((one) => redis.hdel(one, field(search)))))),
  };
}

/** Sorted sets with the user id of each member: it goes, and those behind move up. */
export function placesOf(family: Described & { told(name: string, score: number): unknown }): PersonalFamily {
  const { kind, names, told } = family;
  return {
    kind,
    names,
    async held({ ask, keys: { prefix }, user }, keys) {
      const scores = await ask((redis) => Promise.all(keys.map((one) => redis.zscore(one, user))));
      return keys.flatMap((one, index) => {
        const score = scores[index];
        return score == null ? [] : [told(one.slice(prefix.length + 1), Number(score))];
      });
    },
    forget: ({ ask, user }, keys) =>
      sum(ask((redis) => Promise.all(keys.map((one) => redis.zrem(one, user))))),
  };
}

async function sum(counts: Promise<number[]>): Promise<number> {
  return (await counts).reduce((total, count) => total + count, 0);
}
