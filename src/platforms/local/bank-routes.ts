import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { difficulties, type QuestionFilter, questionIdPattern, topicCodes } from '../../core/question.ts';
import { sendPicture, serveAsset, servePage } from './files.ts';
import { guard } from './guard.ts';
import { type BankView, createBankView, type Library } from './library.ts';
import type { Renderers } from './renderers.ts';

/** What the address of the list may say. A filter that is not known is left out: an old bookmark still opens. */
const shelfQuery = z.object({
  words: z.string().max(200).catch(''),
  topic: z.enum(topicCodes).optional().catch(undefined),
  difficulty: z.enum(difficulties).optional().catch(undefined),
});

/** The bank to be read: `/bank` for its list, `/bank/ML0001` for a question. */
export function createBankRoutes(view: BankView, pageFolder: string): Hono {
  const routes = new Hono();
  routes.get('/bank', (context) => servePage(context, pageFolder));
  routes.get('/bank/:id', (context) => servePage(context, pageFolder));
  routes.get('/api/bank', (context) => {
    const { words, topic, difficulty } = shelfQuery.parse(context.req.query());
    const filter: QuestionFilter = {};
    if (topic !== undefined) filter.topic = topic;
    if (difficulty !== undefined) filter.difficulty = difficulty;
    return context.json(view.shelf(words, filter));
  });
  routes.get('/api/bank/:id', async (context) => {
    const id = context.req.param('id').toUpperCase();
    const reading = questionIdPattern.test(id) ? await view.open(id) : undefined;
    if (reading === undefined)
      return context.json({ error: `The bank has no question ${id.slice(0, 20)}.` }, 404);
    return context.json(reading);
  });
  routes.get('/bank-pictures/:name', (context) => {
    const id = /^([\w-]{1,128})\.png$/.exec(context.req.param('name'))?.[1];
    return sendPicture(context, id === undefined ? undefined : view.picturePath(id));
  });
  return routes;
}

/** The bank's part of the page alone, without the chat: nothing in it needs a store. */
export function createBankListener(
  library: Library,
  renderers: Renderers,
  { pageFolder, origin }: { pageFolder: string; origin(): string },
): RequestListener {
  const routes = new Hono();
  routes.use(guard(origin));
  routes.route('/', createBankRoutes(createBankView(library, renderers), pageFolder));
  routes.get('/assets/:name', (context) => serveAsset(context, pageFolder, context.req.param('name')));
  return getRequestListener(routes.fetch, { overrideGlobalObjects: false });
}
