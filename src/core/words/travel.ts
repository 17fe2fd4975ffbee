/** Why the time machine stays where it is. */
export type TravelRefusal = 'no-machine' | 'no-feed' | 'all-paused' | 'too-far' | 'busy';

/** How far one jump goes at most: as long as a round may be open. */
export const farthestJump = 31 * 86_400_000;

/** What the person who asked for a jump is told. */
export const travelWords: Record<TravelRefusal, string> = {
  'no-machine': 'There is no time machine here: Viva is connected to a platform, so time goes its own way.',
  'no-feed':
    'There is no post to jump to. Add a feed first: be Ada, and send /viva-admin schedule add in #daily-quiz.',
  'all-paused':
    'There is no post to jump to, since every feed is paused. Be Ada, and send /viva-admin schedule resume.',
  'too-far':
    'The next post is more than 31 days away, and one jump goes no further. Add a feed that posts sooner.',
  busy: 'Viva is still busy with the jump before this one. Try again in a moment.',
};
