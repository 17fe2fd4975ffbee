import { afterEach, expect } from 'vitest';
import type { Platform } from '../../../src/app/ports/platform.ts';
import type { SetCard } from '../../../src/core/card.ts';
import { type DiscordWorld, openDiscordWorld } from '../../support/worlds/discord.ts';
import { card, handlers, keptLog, memoryKeyValue, roundButtons } from './support.ts';

/** The round of the post that people talk under. */
export const round = 'mqx4abcd-t5k2c0';

/** A platform that answers as a test says, in a world of its own; at the end no wrong request or secret may be found. */
export function useConversation() {
  let world: DiscordWorld;
  let platform: Platform;
  let log: ReturnType<typeof keptLog>;

  afterEach(async () => {
    await platform.stop();
    await world.close();
    expect(world.complaints()).toEqual([]);
    expect(log.lines.join('\n')).not.toContain(world.env.DISCORD_TOKEN);
    expect(log.lines.join('\n')).not.toMatch(/aW50ZXJhY3Rpb246/);
  });

  return {
    get world() {
      return world;
    },
    get log() {
      return log;
    },
    async open(
      answering: Parameters<typeof handlers>[0] = undefined,
      options: Parameters<typeof openDiscordWorld>[0] = {},
    ) {
      world = await openDiscordWorld(options);
      log = keptLog();
      platform = world.createPlatform({ keyValue: memoryKeyValue(), log });
      const own = handlers(answering);
      await platform.start(own);
      return own;
    },
    async post(parts: Partial<SetCard> = {}): Promise<string> {
      const to = { kind: 'channel', space: world.space, channel: world.channel } as const;
      const sent = await platform.publish(to, card({ actions: roundButtons(round), ...parts }), {
        round,
        nonce: 'r1',
      });
      return sent.message;
    },
  };
}
