import type { MemberId } from '../../core/feed.ts';
import type { PersonalKind } from '../../core/words/personal.ts';
import type { Room } from '../room.ts';

/** A member who is looked for, and with what. */
export interface Search extends Room {
  member: MemberId;
  /** The member's id within the platform. */
  user: string;
  platform: string;
}

/**
 * A family of keys that holds personal data: the one place that says how it is found, told and forgotten. Whoever adds
 * such a family adds it to `register.ts`; a test that looks for members' ids in every key of a full store fails until then.
 */
export interface PersonalFamily {
  kind: PersonalKind;
  /** The names of the keys without the prefix, as docs/privacy.md has them: `took:<member>`. */
  names: readonly string[];
  /**
   * The keys of one member, where their names are known. Without it the member stands within keys that others share:
   * they are found by going through all keys, and given by the hundreds.
   */
  keysOf?(search: Search): string[];
  /** What `keys` hold of the member, as plain JSON; empty: nothing. */
  held(search: Search, keys: string[]): Promise<unknown[]>;
  /** Removes the member from `keys`; how many things were removed. */
  forget(search: Search, keys: string[]): Promise<number>;
}

/** Keys that are one member's alone: they are deleted. */
export function wholeKeys(
  family: Pick<PersonalFamily, 'kind' | 'names'> & {
    keysOf(search: Search): string[];
    held(search: Search): Promise<unknown[]>;
  },
): PersonalFamily {
  return {
    ...family,
    async forget({ ask }, keys) {
      return ask((redis) => redis.del(keys));
    },
  };
}

/** ISO 8601, as everywhere in an export; undefined stays so. */
export function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}

/** Whether a key, without the prefix, goes by one of such names. Ids of members, spaces and channels hold colons. */
export function fitting(names: readonly string[]): (key: string) => boolean {
  const patterns = names.map((name) => {
    const pattern = name.replace(/<(member|space|channel|scope)>/g, '.+').replace(/<[^>]+>/g, '[^:]+');
    return new RegExp(`^${pattern}$`);
  });
  return (key) => patterns.some((pattern) => pattern.test(key));
}
