import type { AnswerBook } from '../app/ports/answer-book.ts';
import type { Room } from './room.ts';

export function createAnswerBook({ ask, run, keys }: Room): AnswerBook {
  return {
    async keep(round, member, text, forMs) {
      await run('keep-answer', [keys.answers(round)], [member, text, forMs]);
    },
    async of(round, member) {
      return (await ask((redis) => redis.hget(keys.answers(round), member))) ?? undefined;
    },
  };
}
