import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { botScopes } from '../../src/platforms/slack/manifest.ts';
import { blockText, buttonsOf } from '../../test/servers/slack/blocks.ts';
import { Deliveries } from '../../test/servers/slack/delivery.ts';
import { contentRefusal, Refusal } from '../../test/servers/slack/messages.ts';
import { type Json, populate, SlackState, teamId } from '../../test/servers/slack/state.ts';
import { callMethod } from '../../test/servers/slack/web-api.ts';
import { serve } from '../child.ts';
import { type Deed, type LoadPlan, runLoad } from '../load.ts';

/**
 * Slack on loopback, for loads: the workspace of `test/servers/slack`, but what is posted to a `response_url` is only
 * counted, for every client alike. One body in so many is kept and judged when the load is over.
 */
const judgedOneIn = 250;

const tokens = { bot: 'xoxb-1001-2002-benchbottoken', app: 'xapp-1-A0VIVA-3003-benchapptoken' };
const signingSecret = 'a-signing-secret-of-the-bench';
const state = new SlackState(Date.now, botScopes);
populate(state);
const signer = new Deliveries(state, signingSecret, () => () => {});

const underWay = new Map<string, Deed>();
const envelopes = new Map<string, Deed>();
const kept: Buffer[] = [];
const sockets = new Set<WebSocket>();
const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
let events: URL | undefined;
let count = 0;
let watching: ((body: Json) => void) | undefined;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => void chunks.push(chunk));
  request.on('end', () => answer(request, Buffer.concat(chunks), response));
});
server.keepAliveTimeout = 60_000;

function answer(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const [, part = '', name = ''] = (request.url ?? '').split('/');
  if (part === 'response') {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
    answered(name, body);
    return;
  }
  if (part === 'upload') {
    const file = state.files.get(name);
    if (file !== undefined) file.uploaded = true;
    return void response.writeHead(200).end('OK');
  }
  const given = parse(body.toString());
  if (name === 'apps.connections.open') {
    send(response, { ok: true, url: `ws://127.0.0.1:${port}/link/?ticket=1` });
    return;
  }
  const result = callMethod(state, name, given, base);
  send(response, result instanceof Refusal ? { ok: false, error: result.error } : { ok: true, ...result });
}

function send(response: ServerResponse, body: Json): void {
  response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': botScopes.join(',') });
  response.end(JSON.stringify(body));
}

/** Slack's form bodies: nested values are JSON. */
function parse(body: string): Json {
  const entries = [...new URLSearchParams(body)];
  return Object.fromEntries(
    entries.map(([key, value]) => [key, /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value]),
  );
}

function answered(name: string, body: Buffer): void {
  if (count % judgedOneIn === 1) kept.push(body);
  watching?.(JSON.parse(body.toString()) as Json);
  underWay.get(name)?.answered();
  underWay.delete(name);
}

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const base = `http://127.0.0.1:${port}`;

const link = new WebSocketServer({ server });
link.on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('message', (data) => {
    const { envelope_id: id } = JSON.parse(String(data)) as { envelope_id: string };
    envelopes.get(id)?.acknowledged();
    envelopes.delete(id);
  });
  socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
});

/** A person whom nobody saw before presses a button of the round's post. */
function press(button: string, deed: Deed): void {
  count += 1;
  const name = `R${count}`;
  underWay.set(name, deed);
  const user = `U1${String(count).padStart(8, '0')}`;
  const message = state.messages[0];
  const payload = {
    type: 'block_actions',
    team: { id: teamId, domain: 'world' },
    user: { id: user, username: 'somebody', name: 'somebody', team_id: teamId },
    api_app_id: 'A0VIVA',
    token: 'verification',
    container: { type: 'message', message_ts: message?.id, channel_id: 'C0DAILY', is_ephemeral: false },
    trigger_id: `${count}.${state.now()}.trigger`,
    channel: { id: 'C0DAILY', name: 'daily' },
    message: {
      type: 'message',
      user: 'U0VIVA',
      ts: message?.id,
      text: message?.text,
      blocks: message?.blocks,
    },
    response_url: `${base}/response/${name}`,
    actions: [{ type: 'button', action_id: button, block_id: 'b1', action_ts: state.nextTs() }],
  };
  if (events === undefined) bySocket(name, payload, deed);
  else byHttp(events, payload, deed);
}

function bySocket(id: string, payload: Json, deed: Deed): void {
  envelopes.set(id, deed);
  const [socket] = sockets;
  socket?.send(
    JSON.stringify({ type: 'interactive', envelope_id: id, payload, accepts_response_payload: true }),
  );
}

function byHttp(url: URL, payload: Json, deed: Deed): void {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    ...signer.sign(body),
  };
  const sent = httpRequest(url, { method: 'POST', agent, headers }, (response) => {
    response.resume();
    response.on('end', () => {
      if (response.statusCode === 200) deed.acknowledged();
      else state.complain(`a delivery was answered with ${response.statusCode}`);
    });
  });
  sent.on('error', (error) => state.complain(`a delivery failed: ${error.message}`));
  sent.end(body);
}

serve({
  where: () => ({ apiUrl: `${base}/api/`, tokens, signingSecret, team: teamId, channel: 'C0DAILY' }),
  /** Where events go by HTTP; without it they go over the socket. */
  deliverTo: (url: string) => {
    events = new URL(url);
  },
  roundPosted: () =>
    new Promise<string>((resolve) => {
      const unwatch = state.watch(() => {
        const blocks = state.messages[0]?.blocks ?? [];
        const button = buttonsOf(blocks).find(({ label }) => label === 'Reveal');
        if (button === undefined) throw new Error(`no Reveal under: ${blockText(blocks).join(' ')}`);
        unwatch();
        resolve(button.id);
      });
    }),
  sample: (button: string) =>
    new Promise<Json[]>((resolve) => {
      watching = (body) => {
        watching = undefined;
        resolve([body]);
      };
      press(button, { acknowledged: () => {}, answered: () => {} });
    }),
  load: ({ button, ...plan }: LoadPlan & { button: string }) => runLoad(plan, (deed) => press(button, deed)),
  judge: () => {
    for (const body of kept.splice(0)) {
      contentRefusal(state, JSON.parse(body.toString()) as Json, 'private', 'response_url');
    }
    return state.complaints.splice(0);
  },
});
