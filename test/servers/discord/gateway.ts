import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { guildCreateObject } from './objects.ts';
import type { Json, State } from './state.ts';

const privileged = (1 << 1) | (1 << 8) | (1 << 15);
export const messageContentIntent = 1 << 15;
const guildMessages = 1 << 9;
const directMessages = 1 << 12;

interface Session {
  id: string;
  intents: number;
  sequence: number;
  /** Everything dispatched, for a resume. */
  sent: { t: string; d: unknown; s: number }[];
  socket: WebSocket | undefined;
}

/** Discord's gateway: hello, identify, heartbeats, dispatches, resume. */
export interface GatewayServer {
  /** Hands an event to every session that wants it; one that is away gets it when it resumes. */
  dispatch(event: string, make: (intents: number) => unknown): void;
  /** Sessions that are connected. */
  connected(): number;
  /** How many sessions were opened by an identify. */
  identified(): number;
  /** Asks every client to reconnect, as Discord does from time to time. */
  reconnect(): void;
  /** Resolves when every client that is connected has taken what was dispatched so far. */
  taken(): Promise<void>;
  /** Cuts every connection. */
  cut(): void;
  close(): void;
}

export function openGatewayServer(
  server: Server,
  state: State,
  allowedIntents: () => number,
  resumeUrl: () => string,
): GatewayServer {
  const sockets = new WebSocketServer({ server, path: '/gateway' });
  const sessions = new Map<string, Session>();
  let identified = 0;

  const send = (session: Session, t: string, d: unknown) => {
    session.sequence += 1;
    const event = { t, d, s: session.sequence };
    session.sent.push(event);
    session.socket?.send(JSON.stringify({ op: 0, ...event }));
  };

  const identify = (socket: WebSocket, d: Json): Session | undefined => {
    const intents = Number(d.intents ?? 0);
    if (d.token !== state.token) {
      socket.close(4004, 'Authentication failed.');
      return undefined;
    }
    if ((intents & privileged & ~allowedIntents()) !== 0) {
      socket.close(4014, 'Disallowed intent(s).');
      return undefined;
    }
    identified += 1;
    const session: Session = { id: `session-${identified}`, intents, sequence: 0, sent: [], socket };
    sessions.set(session.id, session);
    send(session, 'READY', {
      v: 10,
      user: { ...state.bot, verified: true, mfa_enabled: false },
      guilds: [{ id: state.guild.id, unavailable: true }],
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: resumeUrl(),
      shard: [0, 1],
      private_channels: [],
      relationships: [],
      application: { id: state.application.id, flags: state.application.flags },
    });
    send(session, 'GUILD_CREATE', guildCreateObject(state));
    return session;
  };

  const resume = (socket: WebSocket, d: Json): Session | undefined => {
    const session = sessions.get(String(d.session_id));
    if (session === undefined || d.token !== state.token) {
      socket.send(JSON.stringify({ op: 9, d: false }));
      return undefined;
    }
    session.socket = socket;
    for (const event of session.sent.filter(({ s }) => s > Number(d.seq ?? 0))) {
      socket.send(JSON.stringify({ op: 0, ...event }));
    }
    send(session, 'RESUMED', {});
    return session;
  };

  sockets.on('connection', (socket) => {
    let session: Session | undefined;
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }));
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw)) as { op: number; d: Json };
      if (op === 1) socket.send(JSON.stringify({ op: 11 }));
      else if (op === 2) session = identify(socket, d);
      else if (op === 6) session = resume(socket, d);
    });
    socket.on('close', (code) => {
      if (session?.socket === socket) session.socket = undefined;
      // A client that leaves for good ends its session.
      if (session !== undefined && (code === 1000 || code === 1001)) sessions.delete(session.id);
    });
    socket.on('error', () => undefined);
  });

  return {
    dispatch(event, make) {
      for (const session of sessions.values()) {
        const payload = make(session.intents);
        if (payload !== undefined) send(session, event, payload);
      }
    },
    connected: () => [...sessions.values()].filter(({ socket }) => socket !== undefined).length,
    identified: () => identified,
    reconnect() {
      for (const { socket } of sessions.values()) socket?.send(JSON.stringify({ op: 7, d: null }));
    },
    async taken() {
      await Promise.all([...sessions.values()].map(({ socket }) => socket && answersPing(socket)));
    },
    cut() {
      for (const { socket } of sessions.values()) socket?.terminate();
    },
    close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

/** Whether a session with these intents hears of messages there. */
export function hearsMessages(intents: number, direct: boolean): boolean {
  return (intents & (direct ? directMessages : guildMessages)) !== 0;
}

/** A client answers a ping after everything that came before it; one that is gone takes nothing any more. */
function answersPing(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('pong', () => resolve());
    socket.once('close', () => resolve());
    if (socket.readyState === socket.OPEN) socket.ping();
    else resolve();
  });
}
