import { type DeedBook, LockedOut, Repeated } from '../app/ports/store.ts';
import { merged, noDeeds } from '../core/deeds.ts';
import { deedsFrom, deedsText } from './deeds-record.ts';
import type { Room } from './room.ts';

export function createDeedBook({ ask, run, keys }: Room): DeedBook {
  return {
    async record(round, member, deeds, counts, mark) {
      const bit = counts && round.number !== undefined ? round.number - 1 : -1;
      const all = [
        ...[keys.deeds(round.id), keys.took(member), keys.forgotten(round.id)],
        ...(mark ? [keys.once(mark.id)] : []),
      ];
      // Most have done nothing in the round before: that is tried first, and saves a question.
      for (let known = ''; ; ) {
        const before = known === '' ? noDeeds : deedsFrom(known);
        const after = merged(before, deeds);
        const args = [member, known, deedsText(after), bit, round.feed, mark?.forMs ?? ''];
        const done = await run('record-deeds', all, args);
        if (done === 1) return { before, after };
        if (done === -1) throw new LockedOut();
        if (done === 0 && mark !== undefined) throw new Repeated(mark);
        known = String(done);
      }
    },
    async of(round, member) {
      return deedsFrom(await ask((redis) => redis.hget(keys.deeds(round), member)));
    },
    async all(round) {
      return (await ask((redis) => redis.hvals(keys.deeds(round)))).map(deedsFrom);
    },
    async participation(feed, member) {
      const bits = await ask((redis) => redis.hgetBuffer(keys.took(member), feed));
      return bits === null ? [] : bitsSet(bits).map((bit) => bit + 1);
    },
    async feedsOf(member) {
      return (await ask((redis) => redis.hkeys(keys.took(member)))).sort();
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
