import { fileURLToPath } from 'node:url';
import type { HttpMount } from './app/ports/http.ts';
import type { Platform } from './app/ports/platform.ts';
import type { KeyValue, Log } from './app/ports/system.ts';
import type { TimeMachine } from './app/ports/time-machine.ts';
import type { Config } from './config.ts';
import { createDiscordPlatform } from './platforms/discord/platform.ts';
import { createLocalPlatform } from './platforms/local/platform.ts';
import type { SlackOptions } from './platforms/slack/platform.ts';
import { renderers } from './renderers.ts';

/** What platforms are made of, besides what the environment says of each. */
export interface PlatformServices {
  keyValue: KeyValue;
  log: Log;
  http: HttpMount;
  now(): number;
  time: TimeMachine;
  origin(): string;
  notices: string[];
}

/**
 * A further platform costs its folder and a line here. Slack's SDK takes a third of the time of a start, so it is loaded
 * only where it is used; Discord's is needed for the local page too, which shows what Discord would.
 */
export async function createPlatforms(config: Config, services: PlatformServices): Promise<Platform[]> {
  const { discord, slack, local } = config;
  return [
    ...(discord === undefined ? [] : [createDiscordPlatform({ ...discord, ...services })]),
    ...(slack === undefined ? [] : [await createSlack({ ...slack, ...services })]),
    ...(local ? [createLocalPlatform({ ...services, renderers, pageFolder })] : []),
  ];
}

async function createSlack(options: SlackOptions): Promise<Platform> {
  const { createSlackPlatform } = await import('./platforms/slack/platform.ts');
  return createSlackPlatform(options);
}

/** Built by Vite; the same place seen from `src` and from `dist`. */
const pageFolder = fileURLToPath(new URL('../dist/page', import.meta.url));
