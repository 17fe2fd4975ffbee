import type { DeedBook } from '../app/ports/store.ts';
import { type Deeds, merged, noDeeds } from '../core/deeds.ts';
import type { Room } from './room.ts';

/** As kept: short names, since there is one for every member and round. */
interface Kept {
  c?: number;
  a?: number;
  h?: number;
  r?: number;
}

function toText({ attempt, hintAt, revealAt }: Deeds): string {
  const kept: Kept = {};
  if (attempt !== undefined) Object.assign(kept, { c: attempt.choice, a: attempt.at });
  if (hintAt !== undefined) kept.h = hintAt;
  if (revealAt !== undefined) kept.r = revealAt;
  return JSON.stringify(kept);
}

function fromText(text: string | null): Deeds {
  if (text === null) return noDeeds;
  const { c, a, h, r } = JSON.parse(text) as Kept;
  const attempt = c === undefined || a === undefined ? undefined : { choice: c, at: a };
  return { attempt, hintAt: h, revealAt: r };
}

export function createDeedBook({ ask, run, keys }: Room): DeedBook {
  return {
    async record(round, member, deeds, counts) {
      const bit = counts && round.number !== undefined ? round.number - 1 : -1;
      const all = [keys.deeds(round.id), keys.took(round.feed, member), keys.feedsOfMember(member)];
      // Most have done nothing in the round before: that is tried first, and saves a question.
      for (let known = ''; ; ) {
        const before = known === '' ? noDeeds : fromText(known);
        const after = merged(before, deeds);
        const done = await run('record-deeds', all, [member, known, toText(after), bit, round.feed]);
        if (done === 1) return { before, after };
        known = String(done);
      }
    },
    async of(round, member) {
      return fromText(await ask((redis) => redis.hget(keys.deeds(round), member)));
    },
    async all(round) {
      return (await ask((redis) => redis.hvals(keys.deeds(round)))).map(fromText);
    },
    async participation(feed, member) {
      const bits = await ask((redis) => redis.getBuffer(keys.took(feed, member)));
      return bits === null ? [] : bitsSet(bits).map((bit) => bit + 1);
    },
    async feedsOf(member) {
      return (await ask((redis) => redis.smembers(keys.feedsOfMember(member)))).sort();
    },
  };
}

/** The positions of all set bits, ascending; Redis counts from the highest bit of the first byte. */
export function bitsSet(bytes: Uint8Array): number[] {
  const found: number[] = [];
  for (const [index, byte] of bytes.entries()) {
    for (let bit = 0; bit < 8; bit += 1) {
      if ((byte & (0x80 >> bit)) !== 0) found.push(index * 8 + bit);
    }
  }
  return found;
}
