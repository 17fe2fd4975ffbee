import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpMount } from '../../../src/app/ports/http.ts';
import type { Exchange, Handlers, Platform } from '../../../src/app/ports/platform.ts';
import type { KeyValue, Log } from '../../../src/app/ports/system.ts';
import type { TimeMachine } from '../../../src/app/ports/time-machine.ts';
import type { SetCard } from '../../../src/core/card.ts';
import type { Picture } from '../../../src/core/rich-text.ts';
import type { Library } from '../../../src/platforms/local/library.ts';
import { createLocalPlatform } from '../../../src/platforms/local/platform.ts';
import { renderers } from '../../../src/renderers.ts';
import { emptyLibrary } from '../../support/empty-library.ts';
import { stillTime } from '../../support/still-time.ts';

export const space = 'local:local';
export const quiz = { kind: 'channel', space, channel: 'daily-quiz' } as const;
export const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Small notes in memory, shared by the platforms of a test as the store would be. */
export function notes(): KeyValue {
  const shelves = new Map<string, Map<string, string>>();
  const shelf = (name: string) => {
    const found = shelves.get(name) ?? new Map<string, string>();
    shelves.set(name, found);
    return found;
  };
  return {
    get: async (name, key) => shelf(name).get(key),
    put: async (name, key, value) => void shelf(name).set(key, value),
    drop: async (name, key) => void shelf(name).delete(key),
    all: async (name) => Object.fromEntries(shelf(name)),
  };
}

export function card(title: string, parts: Partial<SetCard> = {}): SetCard {
  return {
    tone: 'info',
    summary: title,
    title,
    context: undefined,
    sections: [],
    actions: [],
    footer: undefined,
    ...parts,
  };
}

export function button(label: string, id: string, disabled = false): SetCard['actions'][number][number] {
  return { label, id, style: 'primary', disabled };
}

export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A small picture that lies in a folder of its own. */
export function picture(id: string): Picture {
  const path = join(mkdtempSync(join(tmpdir(), 'viva-local-')), `${id}.png`);
  writeFileSync(path, png);
  return { id, path, width: 2, height: 2, alt: `Picture ${id}` };
}

export function withPicture(title: string, shown: Picture): SetCard {
  const body = [{ type: 'picture', picture: shown, plain: 'x', caption: undefined }] as const;
  return card(title, { sections: [{ heading: undefined, body: [...body], confidential: false }] });
}

export interface Answer {
  status: number;
  text: string;
  headers: Record<string, string | string[] | undefined>;
}

export interface Bench {
  platform: Platform;
  url: string;
  port: number;
  exchanges: Exchange[];
  /** A raw request: `fetch` would not send a foreign Host or a path with dots. */
  raw(
    path: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Answer>;
  post(path: string, body: object): Promise<Answer>;
  state(
    as: string,
  ): Promise<{ messages: { id: string; text?: string; onlyYou: boolean; channel: string }[] }>;
  close(): Promise<void>;
}

interface BenchOptions {
  library?: Library;
  keyValue?: KeyValue;
  now?: () => number;
  time?: TimeMachine;
  pageFolder?: string;
  deliver?: (exchange: Exchange) => Promise<void>;
  /** False: the platform is made, but not started. */
  start?: boolean;
}

/** The adapter with its own listener on loopback, as the composition root would have it. */
export async function openBench(options: BenchOptions = {}): Promise<Bench> {
  let listener: Parameters<HttpMount['mount']>[1] = (_, response) => response.end();
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const platform = createLocalPlatform({
    http: {
      mount(_, given) {
        listener = given;
      },
    },
    keyValue: options.keyValue ?? notes(),
    log: quiet,
    now: options.now ?? Date.now,
    time: options.time ?? stillTime(options.now ?? Date.now),
    pageFolder: options.pageFolder ?? join(tmpdir(), 'viva-no-page'),
    origin: () => url,
    notices: ['Nothing outlives the process.'],
    renderers,
    library: options.library ?? emptyLibrary,
  });
  const exchanges: Exchange[] = [];
  const handlers: Handlers = {
    async deliver(exchange) {
      exchanges.push(exchange);
      await options.deliver?.(exchange);
    },
    complete: async ({ kind, typed }) => [{ name: `${kind} ${typed}`, value: typed }],
  };
  if (options.start ?? true) await platform.start(handlers);

  const raw: Bench['raw'] = (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        let text = '';
        response.setEncoding('latin1');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
        );
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end(body);
    });

  return {
    platform,
    url,
    port,
    exchanges,
    raw,
    post: (path, body) =>
      raw(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify(body),
      }),
    state: async (as) => JSON.parse((await raw(`/api/state?as=${as}`)).text),
    async close() {
      await platform.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function command(as: string, text: string, id = randomUUID() as string) {
  return { as, channel: 'daily-quiz', text, id };
}
