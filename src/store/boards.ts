import type { BoardRead, Boards } from '../app/ports/boards.ts';
import { localId, type MemberId, memberId, platformNameOf } from '../core/feed.ts';
import type { TopicCode } from '../core/topics.ts';
import type { Room } from './room.ts';

export function createBoards({ ask, run, keys }: Room): Boards {
  async function read(key: string, space: string, reader: MemberId, limit: number): Promise<BoardRead> {
    const platform = platformNameOf(reader);
    const all = [key, keys.hidden(platform), keys.names(space)];
    const [total, flat, own] = (await run('read-board', all, [localId(reader), limit])) as [
      number,
      string[],
      (string | number)[],
    ];
    const rows = [];
    for (let index = 0; index + 2 < flat.length; index += 3) {
      const [user = '', value, name = ''] = flat.slice(index, index + 3);
      rows.push({ member: memberId(platform, user), value: Number(value), name });
    }
    const [value, above, hidden] = own.map(Number);
    return {
      total,
      rows,
      own: value === undefined ? undefined : { value, above: above ?? 0, hidden: hidden === 1 },
    };
  }
  return {
    points: ({ scope, window, space, reader, limit }) =>
      read(keys.board(scope, window), space, reader, limit),
    streaks: ({ feed, space, reader, limit }) => read(keys.streaks(feed), space, reader, limit),
    async correctStreaks(feed, changes) {
      if (changes.length === 0) return;
      const all = [keys.streaks(feed), ...changes.map(({ member }) => keys.took(member))];
      const args = changes.flatMap(({ member, from, to }) => [localId(member), from, to]);
      await run('correct-streaks', all, [feed, ...args]);
    },
    async tallyOf(member) {
      const kept = await ask((redis) => redis.hgetall(keys.tally(member)));
      return new Map(
        Object.entries(kept).map(([space, text]) => [
          space,
          new Map(
            text.split(' ').map((part) => {
              const [topic, attempts, score] = part.split(',');
              return [topic as TopicCode, { attempts: Number(attempts), score: Number(score) }];
            }),
          ),
        ]),
      );
    },
    async tallyIn(space) {
      const kept = await ask((redis) => redis.hgetall(keys.spaceTally(space)));
      return new Map(
        Object.entries(kept).map(([topic, text]) => {
          const [attempts = 0, score = 0, members = 0] = text.split(',').map(Number);
          return [topic as TopicCode, { attempts, score, members }];
        }),
      );
    },
  };
}
