import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Disturbance } from '../../support/world.ts';
import { readBody } from './body.ts';
import { type GatewayServer, hearsMessages, messageContentIntent, openGatewayServer } from './gateway.ts';
import { interactionRoutes } from './interactions.ts';
import { messageRoutes, personMessage } from './messages.ts';
import { interactionObject, memberObject, messageObject } from './objects.ts';
import type { Answer } from './respond.ts';
import { restRoutes } from './rest.ts';
import {
  type Channel,
  type Interaction,
  type Json,
  type Message,
  type Names,
  openState,
  type State,
  type User,
} from './state.ts';

export interface DiscordServerOptions {
  /** The server's clock, ms. */
  now?: () => number;
  /** Whether the application may have the Message Content intent. */
  messageContentAllowed?: boolean;
}

/** A Discord of one server on loopback: REST v10 and the gateway. */
export interface DiscordServer {
  readonly apiUrl: string;
  readonly state: State;
  readonly names: Names;
  readonly gateway: GatewayServer;
  /** Every request so far: `GET /users/@me`. */
  readonly requests: string[];
  disturb(how: Disturbance): void;
  accepted(): number;
  /** Something that a person does with a command, button, option or form. */
  interact(user: User, channel: string, type: number, data: Json, message?: Message): Interaction;
  /** Something that a person says; `answers` is the message it replies to, with its ping on. */
  say(user: User, channel: Channel, content: string, answers?: Message): Message;
  /** Sends every interaction and message of people once more, newest first. */
  redeliver(): void;
  /** Resolves with the next request that was answered, or after `patience` ms. */
  nextRequest(patience: number): Promise<void>;
  close(): Promise<void>;
}

export async function openDiscordServer(options: DiscordServerOptions = {}): Promise<DiscordServer> {
  const { names, ...state } = openState(options.now ?? Date.now);
  if (options.messageContentAllowed === true) state.application.flags = 1 << 19;
  const requests: string[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const resolve of [...waiting]) resolve();
  };
  const replays: (() => void)[] = [];
  const messages = messageRoutes(state, (message) => dispatchMessage(message));
  const interactions = interactionRoutes(state, () => undefined);
  const route = restRoutes(state, messages, interactions, () => gatewayUrl);

  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://discord.invalid');
      const path = url.pathname.replace(/^\/api\/v10/, '');
      const body = await readBody(request);
      const { authorization } = request.headers;
      requests.push(`${request.method} ${path}`);
      const method = request.method ?? 'GET';
      response.setHeader('date', new Date(state.now()).toUTCString());
      send(response, route({ method, path, query: url.searchParams, authorization, body }));
      wake();
    })().catch((error: unknown) => {
      state.complaints.push(`the server failed: ${String(error)}`);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const gatewayUrl = `ws://127.0.0.1:${port}/gateway`;
  const gateway = openGatewayServer(
    server,
    state,
    () => (options.messageContentAllowed === true ? messageContentIntent : 0),
    () => gatewayUrl,
  );

  const dispatchMessage = (message: Message) => {
    const channel = state.channels.get(message.channel_id);
    const direct = channel?.type === 1;
    gateway.dispatch('MESSAGE_CREATE', (intents) =>
      hearsMessages(intents, direct) ? messageEvent(state, message, direct, intents) : undefined,
    );
  };

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    state,
    names,
    gateway,
    requests,
    disturb: messages.disturb,
    accepted: messages.accepted,
    interact(user, channel, type, data, message) {
      const at = state.now();
      const id = state.snowflake(at);
      const token = Buffer.from(`interaction:${id}:secret`).toString('base64url');
      const interaction: Interaction = {
        id,
        token,
        type,
        user: user.id,
        channel,
        at,
        acknowledged: 'no',
        ephemeral: false,
        original: undefined,
        source: message?.id,
        response: undefined,
        data,
      };
      state.interactions.set(id, interaction);
      const payload = interactionObject(state, interaction, user, data, message);
      const emit = () => gateway.dispatch('INTERACTION_CREATE', () => payload);
      replays.push(emit);
      emit();
      return interaction;
    },
    say(user, channel, content, answers) {
      const message = personMessage(state, user, channel, content, answers);
      replays.push(() => dispatchMessage(message));
      dispatchMessage(message);
      return message;
    },
    redeliver() {
      for (const replay of [...replays].reverse()) replay();
    },
    nextRequest: (patience) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, patience);
        waiting.add(done);
      }),
    async close() {
      gateway.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A message as the gateway tells of it: its content only where the session may read it. */
function messageEvent(state: State, message: Message, direct: boolean, intents: number): Json {
  const mentionsBot = message.content.includes(`<@${state.bot.id}>`) || answersBot(state, message);
  const readable =
    direct || mentionsBot || message.author.id === state.bot.id || (intents & messageContentIntent) !== 0;
  const member = state.guild.members.get(message.author.id);
  const { user: _, ...memberPart } = member === undefined ? { user: undefined } : memberObject(member);
  return {
    ...messageObject(state, message),
    ...(readable ? {} : { content: '', components: [], attachments: [] }),
    mentions: mentionsBot ? [state.bot] : [],
    ...(direct ? {} : { guild_id: state.guild.id, member: memberPart }),
  };
}

/** People reply with the ping on, which counts as a mention. */
function answersBot(state: State, message: Message): boolean {
  const target = message.message_reference?.message_id;
  return (
    message.author.id !== state.bot.id &&
    state.messages.some(({ id, author }) => id === target && author.id === state.bot.id)
  );
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer.status === 'cut') {
    response.destroy();
    return;
  }
  const { status, body } = answer;
  const plain = body === undefined || typeof body === 'string';
  // Discord calls an empty answer text, and its clients would read JSON from one that is called so.
  const type = plain ? 'text/html; charset=utf-8' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...answer.headers });
  response.end(plain ? body : JSON.stringify(body));
}
