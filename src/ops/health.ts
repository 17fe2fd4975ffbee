import type { HttpMount } from '../app/ports/http.ts';

/** What is asked about, each by the name shown: true when all is well, else what is the matter. */
export type Checks = Record<string, () => Promise<true | string>>;

/**
 * `/healthz`: the process lives (200 always). `/readyz`: storage answers and every platform is connected or stands by
 * (200, else 503), each check named.
 */
export function mountHealth(http: HttpMount, checks: Checks): void {
  http.mount('/healthz', (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: 'ok' }));
  });
  http.mount('/readyz', async (_request, response) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await check().catch(String)] as const),
    );
    const ready = results.every(([, result]) => result === true);
    const shown = results.map(([name, result]) => [name, result === true ? 'ok' : result]);
    response.writeHead(ready ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: ready ? 'ready' : 'not ready', ...Object.fromEntries(shown) }));
  });
}
