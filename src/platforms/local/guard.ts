import type { MiddlewareHandler } from 'hono';

/**
 * Anyone on the page can be anyone, so nothing but the page itself may talk to it: a foreign site that points its name
 * at loopback is stopped by its Host, a foreign page that posts here by its Origin, and a form by its content type.
 */
export function guard(origin: () => string): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase() ?? '';
    if (!allowedHosts(origin()).includes(host)) {
      return context.json({ error: `Open this page at ${origin()}: it answers to no other name.` }, 403);
    }
    if (context.req.method === 'POST') {
      if (context.req.header('origin')?.toLowerCase() !== `http://${host}`) {
        return context.json({ error: 'Only the page itself may send this.' }, 403);
      }
      if (!/^application\/json(\s*;|$)/i.test(context.req.header('content-type') ?? '')) {
        return context.json({ error: 'The body must be application/json.' }, 403);
      }
    }
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
    return undefined;
  };
}

const headers = {
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

function allowedHosts(origin: string): string[] {
  const { port } = new URL(origin);
  const suffix = port === '' ? '' : `:${port}`;
  return ['127.0.0.1', 'localhost', '[::1]'].map((name) => name + suffix);
}
