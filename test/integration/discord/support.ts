import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exchange, Handlers } from '../../../src/app/ports/platform.ts';
import type { KeyValue, Log } from '../../../src/app/ports/system.ts';
import { encodeAction } from '../../../src/core/action.ts';
import type { CardAction, SetCard } from '../../../src/core/card.ts';
import type { Picture, SetBlock } from '../../../src/core/rich-text.ts';

export function memoryKeyValue(): KeyValue & { writes: number } {
  const shelves = new Map<string, Map<string, string>>();
  const shelfOf = (name: string) => shelves.get(name) ?? new Map<string, string>();
  return {
    writes: 0,
    get: async (shelf, key) => shelfOf(shelf).get(key),
    async put(shelf, key, value) {
      this.writes += 1;
      shelves.set(shelf, shelfOf(shelf).set(key, value));
    },
    drop: async (shelf, key) => void shelfOf(shelf).delete(key),
    all: async (shelf) => Object.fromEntries(shelfOf(shelf)),
  };
}

/** A log that keeps its lines, for what must not be in them. */
export function keptLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void lines.push(JSON.stringify({ level, message, ...fields }));
  return { lines, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

export function card(parts: Partial<SetCard> = {}): SetCard {
  return {
    tone: 'question',
    summary: 'Round 12: Residual connections',
    title: 'Residual connections',
    context: 'Round 12 · Deep learning · medium',
    sections: [{ heading: undefined, body: [paragraph('Why do they help?')], confidential: false }],
    actions: [],
    footer: undefined,
    ...parts,
  };
}

export function paragraph(value: string): SetBlock {
  return { type: 'paragraph', children: [{ type: 'text', value }] };
}

export function roundButtons(round: string): CardAction[][] {
  const choice = (position: number): CardAction => ({
    label: 'ABCD'[position] ?? '',
    style: 'primary',
    id: encodeAction({ name: 'choose', round, position }),
    disabled: false,
  });
  const reveal: CardAction = {
    label: 'Reveal',
    style: 'secondary',
    id: encodeAction({ name: 'round-reveal', round }),
    disabled: false,
  };
  return [[0, 1, 2, 3].map(choice), [reveal]];
}

/** One blue dot. */
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==';

export async function picture(id: string, alt: string): Promise<Picture> {
  const path = join(await mkdtemp(join(tmpdir(), 'viva-picture-')), `${id}.png`);
  await writeFile(path, Buffer.from(png, 'base64'));
  return { id, path, width: 2, height: 2, alt };
}

/** Handlers that keep what arrives and answer with what the test says. */
export function handlers(
  answer: (exchange: Exchange) => SetCard[] = () => [card({ title: 'Here you are' })],
  complete: Handlers['complete'] = async ({ kind, typed }) => [{ name: `${kind} ${typed}`, value: 'DL0001' }],
): Handlers & { exchanges: Exchange[]; failures: unknown[] } {
  const exchanges: Exchange[] = [];
  const failures: unknown[] = [];
  return {
    exchanges,
    failures,
    async deliver(exchange) {
      exchanges.push(exchange);
      try {
        for (const one of answer(exchange)) await exchange.respond.reply(one);
      } catch (error) {
        failures.push(error);
      }
    },
    complete,
  };
}
