import type { TriesBook } from '../app/ports/tries-book.ts';
import type { Tries } from '../core/measured.ts';
import type { Room } from './room.ts';

export function createTriesBook({ ask, run, keys }: Room): TriesBook {
  return {
    async count({ id, question, place }, { right, attempts }) {
      await run('count-round', [keys.round(id), keys.tries(place.space)], [question, right, attempts]);
    },
    async all(space) {
      const counts = await ask((redis) => redis.hgetall(keys.tries(space)));
      return new Map(Object.entries(counts).map(([question, text]) => [question, triesFrom(text)]));
    },
    async of(space, question) {
      return triesFrom((await ask((redis) => redis.hget(keys.tries(space), question))) ?? '');
    },
  };
}

function triesFrom(text: string): Tries {
  const [right = 0, attempts = 0] = text.split(',').map(Number);
  return { right, attempts };
}
