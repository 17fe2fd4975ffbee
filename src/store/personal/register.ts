import { bitsSet } from '../deeds.ts';
import { deedsFamily } from './deeds-family.ts';
import { type PersonalFamily, wholeKeys } from './family.ts';
import { feedsMade, ownFeeds, ownSpace } from './feed-families.ts';
import { flagsFamily } from './flags-family.ts';
import { toldPractice } from './practice-told.ts';
import { profileFamilies } from './profile-families.ts';
import { fieldsOf } from './shared-fields.ts';
import { standingFamilies } from './standing-families.ts';

/**
 * Every family of keys that holds personal data. `/viva privacy`, docs/privacy.md and the tests go by this list: a family
 * that is added needs an entry here, and its words in core/words/personal.ts.
 */
export const register: readonly PersonalFamily[] = [
  ...profileFamilies,
  wholeKeys({
    kind: 'participation',
    names: ['took:<member>'],
    keysOf: ({ keys, member }) => [keys.took(member)],
    async held({ ask, keys, member }) {
      const feeds = await ask((redis) => redis.hgetallBuffer(keys.took(member)));
      return Object.entries(feeds).map(([feed, bits]) => ({
        feed,
        rounds: bitsSet(bits).map((bit) => bit + 1),
      }));
    },
  }),
  wholeKeys({
    kind: 'practice',
    names: ['practice:<member>', 'practice:<member>:cards'],
    keysOf: ({ keys, member }) => [keys.practice(member), keys.practiceCards(member)],
    async held({ ask, keys, member }) {
      const [notes, cards] = await ask((redis) =>
        redis.mget(keys.practice(member), keys.practiceCards(member)),
      );
      return notes == null && cards == null ? [] : [toldPractice(notes ?? '', cards ?? '')];
    },
  }),
  flagsFamily,
  deedsFamily,
  fieldsOf({
    kind: 'answers',
    names: ['answers:<round>'],
    field: ({ member }) => member,
    told: (name, text) => ({ round: name.slice('answers:'.length), text }),
  }),
  ...standingFamilies,
  feedsMade,
  ownFeeds,
  ownSpace,
];
