import { mkdtemp, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exchange, Handlers, Platform } from '../../../src/app/ports/platform.ts';
import type { KeyValue, Log } from '../../../src/app/ports/system.ts';
import type { SetCard } from '../../../src/core/card.ts';
import type { SetBlock } from '../../../src/core/rich-text.ts';
import { memoryShelves } from '../../support/shelves.ts';
import { openSlackWorld, type SlackWorld, type SlackWorldOptions } from '../../support/worlds/slack.ts';

/** A world with the real adapter in it, and everything that reached the handlers. */
export interface Stage {
  world: SlackWorld;
  platform: Platform;
  exchanges: Exchange[];
  /** Every line that was logged, as JSON. */
  logged: string[];
  keyValue: KeyValue;
  close(): Promise<void>;
}

type Answer = (exchange: Exchange) => Promise<void>;

/** Opens a stage whose handler answers everything by `answer` (unless given: a card that names the command). */
export async function openStage(
  options: Partial<SlackWorldOptions> & { answer?: Answer; start?: boolean } = {},
): Promise<Stage> {
  const { answer = echo, start = true, ...worldOptions } = options;
  const world = await openSlackWorld({ mode: 'socket', patience: 2_000, ...worldOptions });
  const logged: string[] = [];
  const exchanges: Exchange[] = [];
  const keyValue = memoryShelves();
  const platform = world.createPlatform({ keyValue, log: logInto(logged) });
  const handlers: Handlers = {
    async deliver(exchange) {
      exchanges.push(exchange);
      await answer(exchange);
    },
    complete: async () => [],
  };
  if (start) await platform.start(handlers);
  return {
    world,
    platform,
    exchanges,
    logged,
    keyValue,
    async close() {
      await platform.stop();
      await world.close();
    },
  };
}

export async function echo({ command, respond }: Exchange): Promise<void> {
  await respond.reply(card(`Heard ${command.name}`, [text(`This is ${command.name}.`)]));
}

export function logInto(lines: string[]): Log {
  const write = (level: string) => (fields: object, message: string) => {
    lines.push(JSON.stringify({ level, ...fields, message }));
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

export function text(value: string): SetBlock {
  return { type: 'paragraph', children: [{ type: 'text', value }] };
}

export function card(summary: string, body: SetBlock[], parts: Partial<SetCard> = {}): SetCard {
  return {
    tone: 'question',
    summary,
    title: summary,
    context: undefined,
    sections: [{ heading: undefined, body, confidential: false }],
    actions: [],
    footer: undefined,
    ...parts,
  };
}

/** One black pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

export async function picture(id: string, plain: string): Promise<Extract<SetBlock, { type: 'picture' }>> {
  const path = join(await mkdtemp(join(tmpdir(), 'viva-slack-')), `${id}.png`);
  await writeFile(path, png);
  return {
    type: 'picture',
    picture: { id, path, width: 1, height: 1, alt: `Picture ${id}` },
    plain,
    caption: undefined,
  };
}

/** Waits until something holds; the test's own time-out ends a wait in vain. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** An address on loopback where nobody listens. */
export async function nobodyThere(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/api/`;
}
