import type { Boarded, DeedBook } from '../app/ports/deed-book.ts';
import { LockedOut, type Mark, Repeated } from '../app/ports/store.ts';
import { boardsOf } from '../core/board.ts';
import { type Deeds, merged, noDeeds } from '../core/deeds.ts';
import type { MemberId } from '../core/feed.ts';
import type { Round } from '../core/round.ts';
import { recordFrom, recordText } from './deeds-record.ts';
import type { Room } from './room.ts';
import { roundFrom } from './round-record.ts';

/** How many members' deeds are settled at once. */
const settledAtOnce = 100;

export function createDeedBook(room: Room): DeedBook {
  const { ask, run, keys } = room;

  /** `known`: what is thought to stand there; where it does not, the script tells what does. */
  async function write(given: Given, known: string): Promise<Written> {
    const { member, deeds, counts, mark, standing, settling = false } = given;
    let { round } = given;
    for (let there = known; ; ) {
      const { deeds: before, worth: worthBefore } = recordFrom(there);
      const after = merged(before, deeds);
      const worth = after.attempt && (await standing?.worth(after, round));
      const text = recordText(after, worth ?? worthBefore);
      const bit = counts && round.number !== undefined ? round.number - 1 : -1;
      // A reveal or a hint alone is worth nothing on any.
      const boards = after.attempt === undefined ? [] : boardsOf(round);
      const all = [
        keys.deeds(round.id),
        keys.took(member),
        keys.round(round.id),
        keys.milestones(member),
        keys.tally(member),
        keys.spaceTally(round.place.space),
        keys.names(round.place.space),
        keys.streaks(round.feed),
        keys.forgotten(round.id),
        ...boards.map(({ scope, window }) => keys.board(scope, window)),
        ...(mark ? [keys.once(mark.id)] : []),
      ];
      const args = [
        ...[member, there, text, bit, round.feed, mark?.forMs ?? ''],
        worth === undefined ? '' : timesOf(round),
        ...[worth?.topic ?? round.topic ?? '', round.place.space, standing?.name ?? ''],
        ...(standing?.milestone === undefined ? ['', ''] : [standing.milestone, standing.deed ?? '']),
        standing === undefined ? '-' : (standing.streak ?? ''),
        ...boards.map(({ keptFor }) => keptFor ?? 0),
      ];
      const done = await run('record-deeds', all, args);
      if (Array.isArray(done)) return { before, after, reached: done[0] === 1 };
      if (done === -1) throw new LockedOut();
      if (done === 0 && mark !== undefined) throw new Repeated(mark);
      if (done === '-changed')
        round = roundFrom(await ask((redis) => redis.hgetall(keys.round(round.id)))) ?? round;
      // A script never says so of somebody's own deed: that one begins anew where nothing stands.
      else if (settling && done === '') throw new LockedOut();
      else there = String(done);
    }
  }

  /** Undefined where somebody was forgotten meanwhile: what they did stands under another name now. */
  async function settleAll(round: Round, worth: Boarded['worth']): Promise<Deeds[] | undefined> {
    const all = Object.entries(await ask((redis) => redis.hgetall(keys.deeds(round.id))));
    const settled = new Map(all.map(([member, text]) => [member, recordFrom(text).deeds]));
    const moved: [MemberId, string][] = [];
    for (const [member, text] of all) {
      const { deeds } = recordFrom(text);
      const now = deeds.attempt && (await worth(deeds, round));
      if (now !== undefined && recordText(deeds, now) !== text) moved.push([member, text]);
    }
    const standing = { worth, streak: '-' } as const;
    const shared = { round, deeds: noDeeds, counts: false, mark: undefined, standing, settling: true };
    for (let from = 0; from < moved.length; from += settledAtOnce) {
      const batch = moved.slice(from, from + settledAtOnce).map(async ([member, text]) => {
        settled.set(member, (await write({ ...shared, member }, text)).after);
      });
      const [gone] = (await Promise.allSettled(batch)).flatMap((one) =>
        one.status === 'rejected' ? [one.reason as unknown] : [],
      );
      if (gone instanceof LockedOut) return undefined;
      if (gone !== undefined) throw gone;
    }
    return [...settled.values()];
  }

  return {
    // Most have done nothing in the round before: that is tried first, and saves a question.
    record: (round, member, deeds, counts, mark, standing) =>
      write({ round, member, deeds, counts, mark, standing }, ''),
    async settle(round, worth) {
      for (;;) {
        const settled = await settleAll(round, worth);
        if (settled !== undefined) return settled;
      }
    },
    async of(round, member) {
      return recordFrom(await ask((redis) => redis.hget(keys.deeds(round), member))).deeds;
    },
    async all(round) {
      const texts = await ask((redis) => redis.hvals(keys.deeds(round)));
      return texts.map((text) => recordFrom(text).deeds);
    },
    async participation(feed, member) {
      const bits = await ask((redis) => redis.hgetBuffer(keys.took(member), feed));
      return bits === null ? [] : bitsSet(bits).map((bit) => bit + 1);
    },
    async participations(feed, members) {
      const all = await ask((redis) =>
        Promise.all(members.map((member) => redis.hgetBuffer(keys.took(member), feed))),
      );
      return all.map((bits) => (bits === null ? [] : bitsSet(bits).map((bit) => bit + 1)));
    },
    async feedsOf(member) {
      return (await ask((redis) => redis.hkeys(keys.took(member)))).sort();
    },
  };
}

interface Given {
  round: Round;
  member: MemberId;
  deeds: Deeds;
  counts: boolean;
  mark: Mark | undefined;
  standing: Boarded | undefined;
  /** Only what stands there already is brought up to date: rejects with `LockedOut` where nothing does any more. */
  settling?: boolean;
}

interface Written {
  before: Deeds;
  after: Deeds;
  reached: boolean;
}

/** What of a round decides points besides its question: a worth found by other times is found anew. */
function timesOf({ status, closesAt, closedAt, overAt }: Round): string {
  if (status === 'void' || status === 'failed') return 'void';
  return [closesAt ?? '', closedAt ?? '', overAt ?? ''].join(',');
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
