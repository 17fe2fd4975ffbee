import type { FlagBook } from '../app/ports/flag-book.ts';
import type { Flag, FlagKey, FlagRecord, Resolved } from '../core/flag.ts';
import type { Room } from './room.ts';

/** The field of a member's hashes. No id has a slash in it. */
const fieldOf = ({ space, question }: FlagKey) => `${space}/${question}`;
const nameInSpace = ({ question, member }: FlagKey) => `${question}/${member}`;
const nameOf = ({ member, space, question }: FlagKey) => `${member}/${space}/${question}`;

function keyOf(name: string): FlagKey {
  const [member = '', space = '', question = ''] = name.split('/');
  return { member, space, question };
}

export function createFlagBook({ ask, run, keys }: Room): FlagBook {
  type Texts = [open: string, resolved: string];
  const textsOf = async (all: readonly FlagKey[]): Promise<Texts[]> => {
    const found = await ask((redis) =>
      Promise.all(
        all.flatMap((key) => [
          redis.hget(keys.flags(key.member), fieldOf(key)),
          redis.hget(keys.resolvedFlags(key.member), fieldOf(key)),
        ]),
      ),
    );
    return all.map((_, index): Texts => [found[2 * index] ?? '', found[2 * index + 1] ?? '']);
  };
  const many = async (all: readonly FlagKey[]) => (await textsOf(all)).map(recordFrom);
  const one = async (key: FlagKey): Promise<Texts> => (await textsOf([key]))[0] ?? ['', ''];
  return {
    many,
    async of(key) {
      return recordFrom(await one(key));
    },
    async change(key, next, openAtMost) {
      const places = [
        keys.flags(key.member),
        keys.resolvedFlags(key.member),
        keys.openFlags(key.space),
        keys.unsentNotes,
        keys.allResolvedFlags,
      ];
      for (let known = await one(key); ; ) {
        const before = recordFrom(known);
        const after = next(before);
        if (after === before) return { before, after };
        const { open, resolved } = after;
        const done = await run('put-flag', places, [
          fieldOf(key),
          ...known,
          open === undefined ? '' : JSON.stringify(open),
          resolved === undefined ? '' : JSON.stringify(resolved),
          nameInSpace(key),
          open?.at ?? '',
          nameOf(key),
          resolved?.at ?? '',
          resolved?.note === undefined ? 0 : 1,
          openAtMost ?? '',
        ]);
        if (done === 1) return { before, after };
        if (done === 0) return 'too-many';
        const [openNow, resolvedNow] = done as string[];
        known = [openNow ?? '', resolvedNow ?? ''];
      }
    },
    async open(space) {
      const found = await ask((redis) => redis.zrange(keys.openFlags(space), 0, '-1', 'REV', 'WITHSCORES'));
      return Array.from({ length: found.length / 2 }, (_, index) => {
        const [question = '', member = ''] = (found[2 * index] ?? '').split('/');
        return { question, member, space, at: Number(found[2 * index + 1]) };
      });
    },
    async unsent(limit) {
      return (await ask((redis) => redis.zrange(keys.unsentNotes, 0, String(limit - 1)))).map(keyOf);
    },
    async resolvedBefore(at, limit) {
      const range = ['-inf', `(${at}`, 'BYSCORE', 'LIMIT', 0, limit] as const;
      return (await ask((redis) => redis.zrange(keys.allResolvedFlags, ...range))).map(keyOf);
    },
    async by(member) {
      const fields = await ask((redis) =>
        Promise.all([redis.hkeys(keys.flags(member)), redis.hkeys(keys.resolvedFlags(member))]),
      );
      return [...new Set(fields.flat())].sort().map((field) => keyOf(`${member}/${field}`));
    },
  };
}

function recordFrom([open, resolved]: [open: string, resolved: string]): FlagRecord {
  return {
    open: open === '' ? undefined : (JSON.parse(open) as Flag),
    resolved: resolved === '' ? undefined : (JSON.parse(resolved) as Resolved),
  };
}
