import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Trap } from './trap.ts';

export interface HttpProxy {
  origin: string;
  /** Springs once, on a request whose first line and body hold all of `words`. */
  arm(trap: Trap): void;
  close(): Promise<void>;
}

/** A platform's REST interface behind a door. */
export async function openHttpProxy(target: string): Promise<HttpProxy> {
  let trap: Trap | undefined;
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const body = Buffer.concat(parts);
      const text = `${incoming.method} ${incoming.url} ${decoded(body.toString('latin1'))}`;
      const sprung = trap?.words.every((word) => text.includes(word)) ? trap : undefined;
      if (sprung !== undefined) trap = undefined;
      if (sprung?.when === 'before') return sprung.spring();
      const { host: _host, ...headers } = incoming.headers;
      const onward = request(
        new URL(incoming.url ?? '/', target),
        { method: incoming.method ?? 'GET', headers },
        (answer) => {
          if (sprung !== undefined) {
            // The platform has taken it, and its answer never arrives.
            answer.resume();
            return sprung.spring();
          }
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arm(given) {
      trap = given;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Slack's client sends forms. */
function decoded(body: string): string {
  try {
    return `${body} ${decodeURIComponent(body)}`;
  } catch {
    return body;
  }
}
