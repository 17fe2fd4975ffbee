import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { z } from 'zod';
import type { PageEvent } from './audience.ts';
import { createBankRoutes } from './bank-routes.ts';
import { asQuery, commandBody, completeBody, pressBody, sayBody, submitBody, travelBody } from './bodies.ts';
import { limitBody } from './body-limit.ts';
import { createDeeds, Turned } from './deeds.ts';
import type { Services } from './exchange.ts';
import { serveAsset, serveFile, servePage, servePicture } from './files.ts';
import { guard } from './guard.ts';
import { createBankView, type Library } from './library.ts';
import { findPerson, type LocalPerson } from './place.ts';
import { stateFor } from './state.ts';

export interface RouteOptions {
  services: Services;
  running: Set<Promise<void>>;
  pageFolder: string;
  notices: readonly string[];
  origin(): string;
  library: Library;
}

/** How often a quiet stream says that it is alive, so that neither side takes it for dead. */
const heartbeatMs = 15_000;

export function createRoutes({
  services,
  running,
  pageFolder,
  notices,
  origin,
  library,
}: RouteOptions): Hono {
  const routes = new Hono();
  const deeds = createDeeds(services, running);

  routes.use(guard(origin));
  routes.use(limitBody());
  routes.onError((error, context) => {
    if (error instanceof Turned) return context.json({ error: error.message }, error.status);
    services.log.error({ path: context.req.path, error: String(error) }, 'the local page met a fault');
    return context.json({ error: 'That did not work: Viva or its storage is away. Try again.' }, 503);
  });
  routes.notFound((context) => context.json({ error: 'There is nothing here.' }, 404));

  routes.route('/', createBankRoutes(createBankView(library, services.renderers), pageFolder));
  routes.get('/', (context) => servePage(context, pageFolder));
  routes.get('/assets/:name', (context) => serveAsset(context, pageFolder, context.req.param('name')));
  routes.get('/pictures/:name', (context) => {
    const as = findPerson(context.req.query('as') ?? '')?.id;
    return servePicture(context, services, context.req.param('name'), as);
  });

  routes.get('/files/:message/:name', (context) => {
    const as = findPerson(context.req.query('as') ?? '')?.id;
    return serveFile(context, services, context.req.param('message'), as);
  });

  routes.get('/api/state', async (context) =>
    context.json(await stateFor(services, personFrom(context.req.query()), notices)),
  );
  routes.get('/api/events', (context) => {
    const person = personFrom(context.req.query());
    if (services.stopped()) throw new Turned(503, 'Viva has stopped.');
    return streamSSE(context, (stream) => {
      const send = (event: PageEvent | { kind: 'hello' | 'alive' }) =>
        void stream.writeSSE({ data: JSON.stringify(event) }).catch(() => undefined);
      return new Promise<void>((resolve) => {
        const beat = setInterval(() => send({ kind: 'alive' }), heartbeatMs);
        const leave = services.audience.join(person.id, { tell: send, end });
        function end(): void {
          clearInterval(beat);
          leave();
          resolve();
        }
        stream.onAbort(end);
        // The page asks for the state only after this: nothing can fall between the two.
        send({ kind: 'hello' });
      });
    });
  });

  routes.post('/api/command', async (context) => {
    await deeds.command(await read(context.req, commandBody));
    return context.json({});
  });
  routes.post('/api/press', async (context) => {
    const form = await deeds.press(await read(context.req, pressBody));
    return context.json(form === undefined ? {} : { form });
  });
  routes.post('/api/submit', async (context) => {
    await deeds.submit(await read(context.req, submitBody));
    return context.json({});
  });
  routes.post('/api/say', async (context) => {
    await deeds.say(await read(context.req, sayBody));
    return context.json({});
  });
  routes.post('/api/travel', async (context) =>
    context.json({ time: await deeds.travel(await read(context.req, travelBody)) }),
  );
  routes.post('/api/complete', async (context) =>
    context.json({ completions: await deeds.complete(await read(context.req, completeBody)) }),
  );
  return routes;
}

function personFrom(query: Record<string, string>): LocalPerson {
  const parsed = asQuery.safeParse(query);
  const person = parsed.success ? findPerson(parsed.data.as) : undefined;
  if (person === undefined) throw new Turned(400, 'Say who you are: as=ada, ben, cleo or dan.');
  return person;
}

async function read<S extends z.ZodType>(
  request: { json(): Promise<unknown> },
  schema: S,
): Promise<z.infer<S>> {
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    throw new Turned(400, 'The body is not JSON.');
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const words = parsed.error.issues.map(({ path, message }) =>
      // A person wrote the text; everything else the page itself sends.
      path[0] === 'text' ? message : `${path.join('.') || 'The body'}: ${message}.`,
    );
    throw new Turned(400, words.join(' '));
  }
  return parsed.data;
}
