import { partsOfAPoint } from '../../core/deeds.ts';
import { createBoards } from '../boards.ts';
import { type PersonalFamily, wholeKeys } from './family.ts';
import { fieldsOf, placesOf } from './shared-fields.ts';

/** Where a member stands, and what that is counted from. */
export const standingFamilies: readonly PersonalFamily[] = [
  placesOf({
    kind: 'boards',
    names: ['board:<scope>:<window>'],
    told(name, score) {
      const end = name.lastIndexOf(':');
      const [of, window] = [name.slice('board:'.length, end), name.slice(end + 1)];
      return { board: of, window, points: score / partsOfAPoint };
    },
  }),
  placesOf({
    kind: 'boards',
    names: ['streaks:<feed>'],
    told: (name, streak) => ({ board: name.slice('streaks:'.length), streak }),
  }),
  fieldsOf({
    kind: 'boards',
    names: ['names:<space>'],
    field: ({ user }) => user,
    told: (name, text) => ({ space: name.slice('names:'.length), name: text }),
  }),
  {
    kind: 'topics',
    names: ['tally:<member>'],
    keysOf: ({ keys, member }) => [keys.tally(member)],
    async held(search) {
      const tallies = await createBoards(search).tallyOf(search.member);
      return [...tallies].flatMap(([space, tally]) =>
        [...tally].map(([topic, { attempts, score }]) => ({
          space,
          topic,
          attempts,
          score: score / partsOfAPoint,
        })),
      );
    },
    async forget({ run, keys }, all) {
      return Number(await run('forget-tally', all, [keys.spacePrefix]));
    },
  },
  wholeKeys({
    kind: 'milestones',
    names: ['milestones:<member>'],
    keysOf: ({ keys, member }) => [keys.milestones(member)],
    async held({ ask, keys, member }) {
      const feeds = await ask((redis) => redis.hgetall(keys.milestones(member)));
      return Object.entries(feeds).map(([feed, text]) => ({ feed, streak: Number.parseInt(text, 10) }));
    },
  }),
];
