import type { StarterPlace } from './app/starter-feed.ts';
import { memberId } from './core/feed.ts';
import { localSpace } from './platforms/local/place.ts';

/** Where a local page that is all alone gets its first feed. */
export const starterPlace: StarterPlace = {
  platform: 'local',
  space: localSpace,
  channel: 'daily-quiz',
  createdBy: memberId('local', 'ada'),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
};
