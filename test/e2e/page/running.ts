import { once } from 'node:events';
import { createServer } from 'node:http';
import { startViva, type VivaProcess } from '../../support/process.ts';

/** Viva with the local page alone. Empty keys win over an .env file, so that nobody's bot joins in. */
export function startPage(dataFolder: string, port: string, zone?: string): VivaProcess {
  const tokens = { DISCORD_TOKEN: '', SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: '' };
  const place = { REDIS_URL: '', VIVA_MIN_INTERVAL: '', VIVA_QUESTIONS: '', VIVA_HOST: '', VIVA_ROLES: '' };
  const clock = zone === undefined ? {} : { TZ: zone };
  return startViva({
    ...tokens,
    ...place,
    ...clock,
    VIVA_LOCAL: '1',
    VIVA_DATA: dataFolder,
    VIVA_PORT: port,
  });
}

/** A zone in which it is about noon, so that the first feed's next post, at nine, is tomorrow's at any hour of a test. */
export function zoneOfNoon(now = new Date()): string {
  const hours = 12 - now.getUTCHours();
  // The names count the other way round.
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? `-${hours}` : `+${-hours}`}`;
}

/** The address that Viva tells once it is ready. */
export async function addressTold(viva: VivaProcess): Promise<string> {
  await viva.ready();
  return viva.address();
}

/** Listens on the port, answers 404 until Ben's page has asked for its events, and goes. */
export async function refuseOnce(port: number): Promise<void> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  await new Promise<void>((resolve) => {
    server.on('request', (request, response) => {
      response.writeHead(404, { connection: 'close' }).end();
      if (request.url?.startsWith('/api/events?as=ben')) response.on('close', resolve);
    });
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
