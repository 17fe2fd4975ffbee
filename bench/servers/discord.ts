import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Body, parseBody } from '../../test/servers/discord/body.ts';
import { interactionRoutes } from '../../test/servers/discord/interactions.ts';
import { messageRoutes, newMessage } from '../../test/servers/discord/messages.ts';
import { interactionObject, messageObject } from '../../test/servers/discord/objects.ts';
import { restRoutes } from '../../test/servers/discord/rest.ts';
import { type Interaction, type Json, openState } from '../../test/servers/discord/state.ts';
import { againstSchema, messageProblems, walk } from '../../test/servers/discord/validate.ts';
import { serve } from '../child.ts';
import { type Deed, type LoadPlan, runLoad } from '../load.ts';
import { openGateway } from './discord-gateway.ts';
import { createLimit } from './discord-limit.ts';

/**
 * Discord on loopback, for loads: the objects of `test/servers/discord`, but the hot requests are answered without
 * looking at their bodies, for every client alike. One body in so many is kept and judged when the load is over.
 */
const judgedOneIn = 250;

const { names, ...state } = openState(Date.now);
const messages = messageRoutes(state, () => undefined);
const route = restRoutes(
  state,
  messages,
  interactionRoutes(state, () => undefined),
  () => gatewayUrl,
);

interface Raw {
  bytes: Buffer;
  type: string;
}

const underWay = new Map<string, { deed: Deed; pages: number }>();
const kept: { what: 'answer' | 'post'; raw: Raw }[] = [];
const posts = new Map<string, number>();
let answers = 0;
let postCount = 0;
let firstPost = (_raw: Raw) => {};
let firstPostAt = 0;
let lastPostAt = 0;
let lastPost: Raw | undefined;
let limit = createLimit(undefined);
let watching: ((raw: Raw) => void) | undefined;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => void chunks.push(chunk));
  request.on('end', () => answer(request, { bytes: Buffer.concat(chunks), type: typeOf(request) }, response));
});

function typeOf(request: IncomingMessage): string {
  return request.headers['content-type'] ?? '';
}

function answer(request: IncomingMessage, raw: Raw, response: ServerResponse): void {
  const path = (request.url ?? '').slice('/api/v10'.length);
  const [, part = '', id = '', token = ''] = path.split('?')[0]?.split('/') ?? [];
  if (part === 'interactions') {
    underWay.get(token)?.deed.acknowledged();
    response.writeHead(204).end();
  } else if (part === 'webhooks') {
    answered(token, raw);
    reply(response, cannedMessage(names.general));
  } else {
    const refused = limit(performance.now());
    if (refused !== undefined) refuse(response, refused);
    else if (part === 'channels' && request.method === 'POST') {
      posted(id, raw);
      reply(response, cannedMessage(id));
    } else void slow(request, path, raw, response);
  }
}

/** Everything else is answered by the server of the tests. */
async function slow(request: IncomingMessage, path: string, raw: Raw, response: ServerResponse) {
  const url = new URL(path, 'http://discord.invalid');
  const { authorization } = request.headers;
  const given = { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams };
  const { status, body } = route({ ...given, authorization, body: await parseBody(raw.bytes, raw.type) }) as {
    status: number;
    body?: unknown;
  };
  if (body === undefined) response.writeHead(status).end();
  else reply(response, JSON.stringify(body), status);
}

function reply(response: ServerResponse, text: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}

function refuse(response: ServerResponse, retryAfter: number): void {
  const headers = {
    'content-type': 'application/json',
    'retry-after': String(retryAfter),
    'x-ratelimit-global': 'true',
    'x-ratelimit-scope': 'global',
  };
  const body = { message: 'You are being rate limited.', retry_after: retryAfter, global: true };
  response.writeHead(429, headers).end(JSON.stringify(body));
}

function answered(token: string, raw: Raw): void {
  answers += 1;
  if (answers % judgedOneIn === 1) kept.push({ what: 'answer', raw });
  watching?.(raw);
  const going = underWay.get(token);
  if (going === undefined) return;
  going.pages -= 1;
  if (going.pages > 0) return;
  underWay.delete(token);
  going.deed.answered();
}

function posted(channel: string, raw: Raw): void {
  postCount += 1;
  lastPostAt = performance.now();
  if (postCount === 1) firstPostAt = lastPostAt;
  lastPost = raw;
  posts.set(channel, (posts.get(channel) ?? 0) + 1);
  if (postCount === 1) firstPost(raw);
  if (postCount % judgedOneIn === 1) kept.push({ what: 'post', raw });
}

let canned: [string, string, string] | undefined;

/** A whole message object, as Discord gives it back; only its ids differ. */
function cannedMessage(channel: string): string {
  if (canned === undefined) {
    const text = [{ type: 17, components: [{ type: 10, content: 'x'.repeat(800) }] }];
    const object = messageObject(
      state,
      newMessage(state, '«channel»', { components: text, flags: 1 << 15 }, []),
    );
    const [before = '', after = ''] = JSON.stringify({ ...object, id: '«id»' }).split('«id»');
    const [between = '', rest = ''] = after.split('«channel»');
    canned = [before, between, rest];
  }
  return `${canned[0]}${state.snowflake()}${canned[1]}${channel}${canned[2]}`;
}

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const gatewayUrl = `ws://127.0.0.1:${port}/gateway`;
const gateway = openGateway(server, state, () => gatewayUrl);
server.keepAliveTimeout = 60_000;

/** A person whom nobody saw before presses a button of the round's post. */
function press(button: string, deed: Deed, pages: number): void {
  const id = state.snowflake();
  const token = Buffer.from(`interaction:${id}:secret`).toString('base64url');
  underWay.set(token, { deed, pages });
  template ??= pressed(button);
  const { member } = template;
  const user = { ...member.user, id: state.snowflake(state.now() - 86_400_000) };
  gateway.dispatch('INTERACTION_CREATE', { ...template, id, token, member: { ...member, user } });
}

let template: (Json & { member: Json & { user: Json } }) | undefined;
let post: Json = {};

function pressed(button: string): Json & { member: Json & { user: Json } } {
  const interaction = { id: '0', token: '', type: 3, channel: names.general } as Interaction;
  const message = newMessage(state, names.general, post, []);
  const data = { component_type: 2, custom_id: button };
  return interactionObject(state, interaction, names.users.ben, data, message) as never;
}

/** `strictly`: also by the rules that Viva keeps beyond Discord's own, such as a name for each attachment. */
async function judge(strictly: boolean): Promise<string[]> {
  const complaints = [...state.complaints];
  for (const { what, raw } of kept.splice(0)) {
    const { json, files } = await parseBody(raw.bytes, raw.type);
    const schema =
      what === 'answer' ? 'IncomingWebhookUpdateRequestPartialSchema' : 'MessageCreateRequestSchema';
    const rules = { files: files.map(({ name }) => name), interaction: what === 'answer' };
    complaints.push(...againstSchema(schema, json));
    if (strictly) complaints.push(...messageProblems(json as Json, rules));
  }
  return complaints;
}

serve({
  where: () => ({
    apiUrl: `http://127.0.0.1:${port}/api`,
    token: state.token,
    guild: state.guild.id,
    channel: names.general,
  }),
  /** Resolves with the id of the Reveal button of the first post. */
  roundPosted: () =>
    new Promise<string>((resolve) => {
      firstPost = async ({ bytes, type }) => {
        post = (await parseBody(bytes, type)).json as Json;
        const buttons = walk(post.components as Json[]);
        resolve(String(buttons.find(({ label }) => label === 'Reveal')?.custom_id));
      };
    }),
  /** One press, and the bodies with which it was answered. */
  sample: (button: string) =>
    new Promise<Body[]>((resolve) => {
      const bodies: Promise<Body>[] = [];
      let timer: NodeJS.Timeout | undefined;
      watching = ({ bytes, type }) => {
        bodies.push(parseBody(bytes, type));
        clearTimeout(timer);
        timer = setTimeout(() => {
          watching = undefined;
          resolve(Promise.all(bodies));
        }, 500);
      };
      press(button, { acknowledged: () => {}, answered: () => {} }, 1);
    }),
  load: ({ button, pages, ...plan }: LoadPlan & { button: string; pages: number }) =>
    runLoad(plan, (deed) => press(button, deed, pages)),
  judge,
  /** Whatever the client's own limits are: so many posts a second are taken, all where none is given. */
  limit: (perSecond: number | undefined) => {
    limit = createLimit(perSecond);
  },
  forget: () => {
    posts.clear();
    postCount = 0;
  },
  addChannels: (count: number) => {
    const like = state.channels.get(names.general);
    if (like === undefined) throw new Error('no channel');
    const ids = Array.from({ length: count }, () => state.snowflake());
    for (const id of ids) state.channels.set(id, { ...like, id });
    return ids;
  },
  posts: () => ({
    count: postCount,
    channels: posts.size,
    once: [...posts.values()].filter((each) => each === 1).length,
    seconds: (lastPostAt - firstPostAt) / 1_000,
    sinceLast: performance.now() - lastPostAt,
  }),
  lastPost: () => parseBody(lastPost?.bytes ?? Buffer.alloc(0), lastPost?.type ?? ''),
});
