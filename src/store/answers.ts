import type { AnswerBook } from '../app/ports/answer-book.ts';
import type { RoundId } from '../core/round.ts';
import type { RedisPlace } from './connection.ts';
import { createKeys } from './keys.ts';
import { findServer } from './lone-connection.ts';
import type { Room } from './room.ts';

export function createAnswerBook({ ask, run, keys }: Room): AnswerBook {
  return {
    async keep(round, member, text, forMs) {
      await run('keep-answer', [keys.answers(round), keys.forgotten(round)], [member, text, forMs]);
    },
    async all(round) {
      return ask((redis) => redis.hgetall(keys.answers(round)));
    },
    async of(round, member) {
      return (await ask((redis) => redis.hget(keys.answers(round), member))) ?? undefined;
    },
  };
}

/** The rounds of which words are still kept. Goes through all keys, so it is for the command line alone. */
export async function roundsWithAnswers(place: RedisPlace, prefix: string): Promise<RoundId[]> {
  const server = await findServer(place, prefix);
  const redis = await server.connect();
  const start = createKeys(prefix).answers('');
  try {
    const found = new Set<RoundId>();
    for await (const names of redis.scanStream({ match: `${start}*`, count: 1_000, type: 'hash' })) {
      for (const name of names as string[]) found.add(name.slice(start.length));
    }
    return [...found];
  } finally {
    redis.disconnect();
  }
}
