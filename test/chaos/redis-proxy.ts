import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Trap } from './trap.ts';

export interface RedisProxy {
  url: string;
  /** Springs once, on a command that names all of `words`; `script:open-round` stands for that script. */
  arm(trap: Trap): void;
  /** Cuts every connection, and refuses new ones until `heal`. */
  cut(): void;
  heal(): void;
  close(): Promise<void>;
}

/** A Redis behind a door: what passes is read, and a trap springs before a command reaches Redis or after it was done. */
export async function openRedisProxy(target: { socket: string }): Promise<RedisProxy> {
  let trap: Trap | undefined;
  let isCut = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (isCut) return void client.destroy();
    const redis = connect(target.socket);
    const ends = [client, redis];
    for (const end of ends) {
      sockets.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        sockets.delete(end);
        for (const other of ends) other.destroy();
      });
    }
    let tail = '';
    client.on('data', (bytes) => {
      // A command may come in several pieces, and several commands in one: each is looked at by itself.
      const commands = (tail + bytes.toString('latin1')).split(/(?=\*\d+\r\n\$)/);
      tail = (commands.at(-1) ?? '').slice(-50_000);
      const sprung = trap;
      if (sprung === undefined || !commands.some((command) => names(command, sprung.words))) {
        return void redis.write(bytes);
      }
      trap = undefined;
      if (sprung.when === 'before') return sprung.spring();
      // Redis carries the command out, and its answer never arrives.
      redis.pause();
      redis.write(bytes, () => void setTimeout(sprung.spring, 30));
    });
    redis.on('data', (bytes) => void client.write(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arm(given) {
      trap = given;
    },
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    heal() {
      isCut = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function names(command: string, words: string[]): boolean {
  return words.every((word) => spelling(word).some((form) => command.includes(form)));
}

/** A script passes as its hash, or, where Redis does not know it yet, as its text. */
function spelling(word: string): string[] {
  if (!word.startsWith('script:')) return [word];
  const file = new URL(`../../src/store/scripts/${word.slice('script:'.length)}.lua`, import.meta.url);
  const text = readFileSync(file, 'utf8');
  return [createHash('sha1').update(text).digest('hex'), text.slice(0, 60)];
}
