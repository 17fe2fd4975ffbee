import type { Context } from './app/context.ts';
import { plantStarterFeed, type StarterPlace } from './app/starter-feed.ts';
import type { Config } from './config.ts';
import { memberId } from './core/feed.ts';
import { localSpace } from './platforms/local/place.ts';

/** Whether the local page is all there is: only then is a first feed set up, and can time be moved. */
export function isAlone({ local, discord, slack }: Config): boolean {
  return local && discord === undefined && slack === undefined;
}

/** Where a local page that is all alone gets its first feed. */
export const starterPlace: StarterPlace = {
  platform: 'local',
  space: localSpace,
  channel: 'daily-quiz',
  createdBy: memberId('local', 'ada'),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
};

/** Never rejects: without its first feed the page is still of use. */
export async function plantWhereAlone(config: Config, context: Context): Promise<void> {
  if (!isAlone(config) || !config.roles.includes('scheduler')) return;
  try {
    await plantStarterFeed(context, starterPlace);
  } catch (error) {
    context.log.error(
      { error: String(error) },
      'the first feed could not be set up; the next start tries again',
    );
  }
}
