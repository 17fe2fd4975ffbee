import { once } from 'node:events';
import { createServer } from 'node:http';
import { startViva, type VivaProcess } from '../../support/process.ts';

/** Viva with the local page alone. Empty keys win over an .env file, so that nobody's bot joins in. */
export function startPage(dataFolder: string, port: string): VivaProcess {
  const tokens = { DISCORD_TOKEN: '', SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: '' };
  const place = { REDIS_URL: '', VIVA_MIN_INTERVAL: '', VIVA_QUESTIONS: '', VIVA_HOST: '', VIVA_ROLES: '' };
  return startViva({ ...tokens, ...place, VIVA_LOCAL: '1', VIVA_DATA: dataFolder, VIVA_PORT: port });
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
