import { rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';

export interface Wire {
  /** A unix socket that leads to the server's. */
  socket: string;
  /** How often anything was asked after something had been answered, on all connections together. */
  trips(): number;
  stop(): Promise<void>;
}

/** A way to a server on which round trips are counted: what is asked at once, in one or several writes, is one. */
export async function countTrips(to: string): Promise<Wire> {
  const socket = `${to}.counted`;
  let trips = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = createConnection(to);
    let isAsking = false;
    client.on('data', (bytes) => {
      if (!isAsking) trips += 1;
      isAsking = true;
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      isAsking = false;
      client.write(bytes);
    });
    for (const one of [client, upstream]) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(one);
        client.destroy();
        upstream.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    trips: () => trips,
    async stop() {
      for (const one of open) one.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(socket, { force: true });
    },
  };
}
