import { fileURLToPath } from 'node:url';
import type { Bank } from './app/ports/bank.ts';
import type { HttpMount } from './app/ports/http.ts';
import type { Platform } from './app/ports/platform.ts';
import type { KeyValue, Log } from './app/ports/system.ts';
import type { TimeMachine } from './app/ports/time-machine.ts';
import type { Typesetter } from './app/ports/typesetter.ts';
import { previewParts } from './app/preview.ts';
import type { Config } from './config.ts';
import { createDiscordPlatform } from './platforms/discord/platform.ts';
import type { Library } from './platforms/local/library.ts';
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
  bank: Bank;
  typesetter: Typesetter;
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
    ...(local
      ? [createLocalPlatform({ ...services, renderers, pageFolder, library: libraryOf(services) })]
      : []),
  ];
}

async function createSlack(options: SlackOptions): Promise<Platform> {
  const { createSlackPlatform } = await import('./platforms/slack/platform.ts');
  return createSlackPlatform(options);
}

/** Built by Vite; the same place seen from `src` and from `dist`. */
export const pageFolder = fileURLToPath(new URL('../dist/page', import.meta.url));

/** The page's view of the bank: each question in every card that people meet it in. */
export function libraryOf(services: { bank: Bank; typesetter: Typesetter; now(): number }): Library {
  const { bank, typesetter, now } = services;
  return {
    bank,
    cards: (question) =>
      Promise.all(
        previewParts(question, bank, now()).map(async (part) => ({
          ...part,
          card: await typesetter.typeset(part.card),
        })),
      ),
  };
}
