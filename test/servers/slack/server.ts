import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Disturbance } from '../../support/world.ts';
import { Deliveries, type Timer } from './delivery.ts';
import { publicForm, Refusal, useResponse } from './messages.ts';
import { People } from './people.ts';
import { appId, type Json, populate, SlackState } from './state.ts';
import { callMethod } from './web-api.ts';

export interface SlackServerOptions {
  now?: () => number;
  /** Runs something later; the wait for an acknowledgement goes by it. */
  timer?: Timer;
  /** What the bot token is allowed. */
  scopes: readonly string[];
}

export interface SlackServer {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly state: SlackState;
  readonly deliveries: Deliveries;
  readonly people: People;
  /** What is so of the tokens; tests change it. */
  readonly tokens: TokenStates;
  /** While true, Slack opens no new connection for Socket Mode. */
  refuseSockets: boolean;
  /** What happens to the next requests of a method (that posts a message, unless given), in turn. */
  disturb(how: Disturbance, method?: string): void;
  close(): Promise<void>;
}

export interface TokenStates {
  /** Slack's error for the token: `token_revoked`, `token_expired`, `account_inactive`. */
  bot: string | undefined;
  app: string | undefined;
  /** What the app-level token may do. */
  appScopes: Set<string>;
  /** Which app the app-level token is of. */
  appOfAppToken: string;
}

const realTimer: Timer = (ms, run) => {
  const timer = setTimeout(run, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

/** A server on loopback that speaks Slack's Web API, Socket Mode and signed HTTP delivery. */
export async function createSlackServer(options: SlackServerOptions): Promise<SlackServer> {
  const state = new SlackState(options.now ?? Date.now, options.scopes);
  populate(state);
  const tokens = { bot: 'xoxb-1001-2002-worldbottoken', app: 'xapp-1-A0VIVA-3003-worldapptoken' };
  const signingSecret = '5ec2e70f7be3a1d0c4b59a6e8d7f1023';
  const states: TokenStates = {
    bot: undefined,
    app: undefined,
    appScopes: new Set(['connections:write']),
    appOfAppToken: appId,
  };
  const deliveries = new Deliveries(state, signingSecret, options.timer ?? realTimer);
  const disturbances: { how: Disturbance; method: string }[] = [];
  const tickets = new Set<string>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      state.complain(`the server failed: ${String(error)}`);
      response.writeHead(500).end();
    });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (connection) => deliveries.attach(connection));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  const people = new People(state, deliveries, base);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const path = request.url ?? '/';
    const [, part = '', name = ''] = path.split('/');
    if (part === 'response') {
      const { status, body: text } = useResponse(state, name, JSON.parse(body.toString()));
      return void response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
    }
    if (part === 'upload') return upload(name, body, request.headers['content-type'] ?? '', response);
    if (part !== 'api') return void response.writeHead(404).end();
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const given = parse(body.toString());
    if (name === 'api.test') return send(response, { ok: true, args: given });
    if (name === 'apps.connections.open') return send(response, openConnection(token));
    if (name === 'auth.test' && token === tokens.app) return send(response, describeApp());
    if (token !== tokens.bot)
      return send(response, { ok: false, error: token === '' ? 'not_authed' : 'invalid_auth' });
    if (states.bot !== undefined) return send(response, { ok: false, error: states.bot });
    const how = disturbances[0]?.method === name ? disturbances.shift()?.how : undefined;
    if (how === 'refuse-500') return void response.writeHead(500).end('oops');
    if (how === 'rate-limit') return void response.writeHead(429, { 'retry-after': '1' }).end();
    if (how === 'forbid') return send(response, { ok: false, error: 'restricted_action' });
    if (how === 'closed') return send(response, { ok: false, error: 'user_disabled' });
    const result = callMethod(state, name, given, base);
    if (how === 'accept-then-502') return void response.writeHead(502).end('bad gateway');
    if (how === 'accept-then-hang') return void response.destroy();
    if (result instanceof Refusal) return send(response, { ok: false, error: result.error, ...result.more });
    send(response, { ok: true, ...result });
    if (name === 'chat.postMessage') echo(String(result.channel), String(result.ts));
  }

  /** Slack tells an app of its own posts too. */
  function echo(channel: string, ts: string): void {
    const message = state.message(channel, ts);
    const kind = state.channels.get(channel)?.kind === 'dm' ? 'im' : 'channel';
    if (message !== undefined)
      void people.event({ ...publicForm(message, false), channel, channel_type: kind, event_ts: ts });
  }

  function openConnection(token: string): Json {
    state.requests.push({ method: 'apps.connections.open', given: {} });
    if (token === tokens.bot) return { ok: false, error: 'not_allowed_token_type' };
    if (token !== tokens.app || world.refuseSockets) return { ok: false, error: 'invalid_auth' };
    if (states.app !== undefined) return { ok: false, error: states.app };
    if (!states.appScopes.has('connections:write')) {
      const provided = [...states.appScopes].join(',');
      return { ok: false, error: 'missing_scope', needed: 'connections:write', provided };
    }
    const ticket = state.nextId('ticket');
    tickets.add(ticket);
    return { ok: true, url: `ws://127.0.0.1:${port}/link/?ticket=${ticket}&app_id=A0VIVA` };
  }

  /** Slack knows an app-level token's app, and neither a team nor a person. */
  function describeApp(): Json {
    if (states.app !== undefined) return { ok: false, error: states.app };
    return { ok: true, app_id: states.appOfAppToken, app_name: 'Viva' };
  }

  async function upload(id: string, body: Buffer, type: string, response: ServerResponse): Promise<void> {
    const file = state.files.get(id);
    const isPicture = file?.name.endsWith('.png') === true;
    if (file === undefined || body.length < file.size || (isPicture && !body.includes(pngHead))) {
      state.complain('an upload of other bytes than announced');
      return void response.writeHead(400).end();
    }
    if (!isPicture) file.text = await textIn(body, type);
    file.uploaded = true;
    response.writeHead(200).end(`OK - ${file.size}`);
  }

  function send(response: ServerResponse, body: Json): void {
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-oauth-scopes': [...state.scopes].join(','),
      date: new Date(state.now()).toUTCString(),
    });
    response.end(JSON.stringify(body));
  }

  const world: SlackServer = {
    apiUrl: `${base}/api/`,
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret,
    state,
    deliveries,
    people,
    tokens: states,
    refuseSockets: false,
    disturb: (how, method = 'chat.postMessage') => void disturbances.push({ how, method }),
    async close() {
      deliveries.stop();
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return world;
}

const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** A file as it was sent: by itself, or as the one part of a form. */
async function textIn(body: Buffer, type: string): Promise<string> {
  if (!type.startsWith('multipart/form-data')) return body.toString();
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const [part] = form.values();
  return part === undefined || typeof part === 'string' ? (part ?? '') : part.text();
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Slack's form bodies: nested values are JSON. */
function parse(body: string): Json {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => {
      if (!/^[[{]/.test(value)) return [key, value];
      try {
        return [key, JSON.parse(value)];
      } catch {
        return [key, value];
      }
    }),
  );
}
