import { randomBytes } from 'node:crypto';
import { type Attempt, type Deeds, partsOfAPoint } from '../../core/deeds.ts';
import type { Round } from '../../core/round.ts';
import { letter } from '../../core/words/common.ts';
import { recordFrom } from '../deeds-record.ts';
import { lockedAfter, lockedAtMost } from '../locks.ts';
import { roundFrom } from '../round-record.ts';
import { iso, type PersonalFamily, type Search } from './family.ts';

/** Begins the names under which deeds of people stand who were forgotten; no member's id begins so. */
const noMember = '~';

/** A name that is used once: nothing tells whose it was, and nothing ties two of one person together. */
function nameForOnce(): string {
  return noMember + randomBytes(12).toString('base64url');
}

export const deedsFamily: PersonalFamily = {
  kind: 'deeds',
  names: ['deeds:<round>'],
  async held(search, keys) {
    const { ask, member } = search;
    const texts = await ask((redis) => Promise.all(keys.map((key) => redis.hget(key, member))));
    const found = keys.flatMap((key, index) => {
      const text = texts[index];
      return text == null ? [] : [{ id: key.slice(key.lastIndexOf(':') + 1), ...recordFrom(text) }];
    });
    const rounds = await roundsOf(
      search,
      found.map(({ id }) => id),
    );
    return found.map(({ id, deeds, worth }, index) => ({
      ...told(id, deeds, rounds[index]),
      points: worth && worth.points / partsOfAPoint,
    }));
  },
  async forget({ ask, run, keys, member, clock }, found) {
    const there = await ask((redis) => Promise.all(found.map((key) => redis.hexists(key, member))));
    const own = found.filter((_, index) => there[index] === 1);
    const removed = own.map((key) => {
      const round = key.slice(key.lastIndexOf(':') + 1);
      const salt = randomBytes(16).toString('base64url');
      const args = [member, nameForOnce(), salt, lockedAtMost, clock.now(), lockedAfter];
      return run('forget-deeds', [key, keys.forgotten(round), keys.round(round)], args);
    });
    return (await Promise.all(removed)).filter((one) => one === 1).length;
  },
};

export async function roundsOf(
  { ask, keys }: Pick<Search, 'ask' | 'keys'>,
  ids: readonly string[],
): Promise<(Round | undefined)[]> {
  const all = await ask((redis) => Promise.all(ids.map((id) => redis.hgetall(keys.round(id)))));
  return all.map(roundFrom);
}

function told(id: string, { attempt, hintAt, revealAt, ticks = [] }: Deeds, round: Round | undefined) {
  const marks = ticks.flatMap((tick, point) =>
    tick === undefined ? [] : [{ point: point + 1, ticked: tick.on, at: iso(tick.at) }],
  );
  return {
    round: id,
    feed: round?.feed,
    number: round?.number,
    question: round?.question,
    postedAt: iso(round?.openedAt),
    ...(attempt && { answeredAt: iso(attempt.at), ...answered(attempt, round) }),
    ...(marks.length > 0 && { ticks: marks }),
    hintAt: iso(hintAt),
    lookedAt: iso(revealAt),
  };
}

function answered({ choice, written }: Attempt, round: Round | undefined) {
  if (written === undefined) return { chose: letter(round?.order.indexOf(choice) ?? -1) };
  const points = Array.from({ length: written.of }, (_, point) => point);
  // Bit n: key point n was found.
  const found = points.filter((point) => (written.found & (1 << point)) !== 0).map((point) => point + 1);
  return { pointsFound: found, pointsInAll: written.of };
}
