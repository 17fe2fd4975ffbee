import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpMount } from '../app/ports/http.ts';

export interface HttpServer extends HttpMount {
  /** Resolves with the address people can open. Rejects with words for a port that is taken. */
  listen(host: string, port: number): Promise<string>;
  /** `http://127.0.0.1:3000`, once it listens. */
  origin(): string;
  close(): Promise<void>;
}

/** The process's one HTTP server: whoever needs requests hangs a listener on a path. */
export function createHttpServer(): HttpServer {
  const mounts: { prefix: string; listener: RequestListener }[] = [];
  let origin = '';
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const found = mounts.find(({ prefix }) => lies(path, prefix));
    if (found === undefined) return nothingHere(request, response);
    found.listener(request, response);
  });
  return {
    mount(prefix, listener) {
      mounts.push({ prefix, listener });
      mounts.sort((a, b) => b.prefix.length - a.prefix.length);
    },
    origin: () => origin,
    async listen(host, port) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          reject(new Error(wordsFor(error, host, port))),
        );
        server.listen(port, host, resolve);
      });
      const address = server.address() as AddressInfo;
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      origin = `http://${name}:${address.port}`;
      return origin;
    },
    async close() {
      // Event streams of the page never end by themselves.
      server.closeAllConnections();
      if (!server.listening) return;
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function lies(path: string, prefix: string): boolean {
  return prefix === '/' || path === prefix || path.startsWith(`${prefix}/`);
}

function nothingHere(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('Nothing here. /healthz and /readyz tell how Viva is.\n');
}

function wordsFor(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `The port ${port} on ${host} is taken. Set VIVA_PORT to another one, or 0 for any.`;
  if (error.code === 'EACCES')
    return `The port ${port} may not be used by this user. Set VIVA_PORT to one above 1023.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `VIVA_HOST is ${host}, which is no address of this machine. 127.0.0.1 is the usual one.`;
  return `The HTTP server could not start on ${host}:${port}: ${error.message}`;
}
