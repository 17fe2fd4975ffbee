import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { guildCreateObject } from '../../test/servers/discord/objects.ts';
import type { State } from '../../test/servers/discord/state.ts';

/** Discord's gateway for one client that never goes away: unlike the one of the tests it keeps nothing for a resume. */
export function openGateway(server: Server, state: State, url: () => string) {
  const sockets = new WebSocketServer({ server, path: '/gateway' });
  let client: WebSocket | undefined;
  let sequence = 0;

  const dispatch = (t: string, d: unknown) => {
    sequence += 1;
    client?.send(JSON.stringify({ op: 0, t, s: sequence, d }));
  };

  sockets.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }));
    socket.on('message', (raw) => {
      const { op } = JSON.parse(String(raw)) as { op: number };
      if (op === 1) socket.send(JSON.stringify({ op: 11 }));
      if (op !== 2) return;
      client = socket;
      dispatch('READY', {
        v: 10,
        user: { ...state.bot, verified: true, mfa_enabled: false },
        guilds: [{ id: state.guild.id, unavailable: true }],
        session_id: 'session-1',
        session_type: 'normal',
        resume_gateway_url: url(),
        shard: [0, 1],
        private_channels: [],
        relationships: [],
        application: { id: state.application.id, flags: state.application.flags },
      });
      dispatch('GUILD_CREATE', guildCreateObject(state));
    });
  });
  return { dispatch };
}
