import { registerNow } from '../platforms/discord/register-now.ts';
import { configured } from './configured.ts';
import type { Console } from './console.ts';

/** `viva register`: registers the commands with Discord now. `start` does so by itself when they changed. */
export async function register(io: Console): Promise<number> {
  const config = configured(io);
  if (config === undefined) return 1;
  if (config.discord === undefined) {
    io.complain(
      'There is nothing to register: DISCORD_TOKEN is not set. (Slack takes `viva manifest` instead.)',
    );
    return 1;
  }
  const { application, invite } = await registerNow(config.discord);
  io.print(`The commands of ${application} are registered. They show up within a minute.`);
  io.print(`Invite it to a server: ${invite}`);
  return 0;
}
