import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of somebody else's on another port of this machine: same site, another origin. */
export interface Stranger {
  url: string;
  close(): Promise<void>;
}

/**
 * Tries what a page can try against Viva, and writes down how each try ended. A form cannot send JSON, but a text
 * that reads like it; `no-cors` sends a request whose answer nobody may read.
 */
function pageAgainst(viva: string): string {
  const body = (text: string) =>
    `JSON.stringify({ as: 'ben', channel: 'daily-quiz', text: '${text}', id: crypto.randomUUID() })`;
  return `<!doctype html><title>Elsewhere</title><ol></ol>
<form id="plain" method="post" enctype="text/plain" target="frame" action="${viva}/api/say">
  <input name='{"as":"ben","channel":"daily-quiz","id":"0d9c7a52-4c4e-4b7e-9d3e-7f0a4e6b1c11","text":"by a form' value='"}'>
</form>
<form id="usual" method="post" target="frame" action="${viva}/api/say">
  <input name="as" value="ben"><input name="channel" value="daily-quiz"><input name="text" value="by a form">
</form>
<iframe name="frame"></iframe><iframe id="framed" src="${viva}/"></iframe>
<script>
const tried = {};
const ended = (name, how) => { tried[name] = how; };
const json = { 'content-type': 'application/json' };
const send = (name, options) => fetch('${viva}/api/say', { method: 'POST', ...options })
  .then((answer) => ended(name, answer.type === 'opaque' ? 'unread' : 'answered ' + answer.status), () => ended(name, 'failed'));
const attempt = async () => {
  await send('fetch', { headers: json, body: ${body('by fetch')} });
  await send('no-cors', { mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body: ${body('by no-cors')} });
  await send('no-cors with JSON', { mode: 'no-cors', headers: json, body: ${body('by no-cors JSON')} });
  await send('with credentials', { credentials: 'include', headers: json, body: ${body('with credentials')} });
  ended('beacon', String(navigator.sendBeacon('${viva}/api/say', new Blob([${body('by beacon')}], { type: 'text/plain' }))));
  await fetch('${viva}/api/travel', { method: 'POST', mode: 'no-cors', body: JSON.stringify({ as: 'ben', id: crypto.randomUUID() }) })
    .then(() => ended('travel', 'unread'), () => ended('travel', 'failed'));
  await fetch('${viva}/api/state?as=ada').then(() => ended('reading', 'read'), () => ended('reading', 'failed'));
  await new Promise((resolve) => {
    const events = new EventSource('${viva}/api/events?as=ada');
    events.onmessage = () => { ended('listening', 'heard'); events.close(); resolve(); };
    events.onerror = () => { ended('listening', 'failed'); events.close(); resolve(); };
  });
  await new Promise((resolve) => {
    const script = document.createElement('script');
    script.src = '${viva}/api/state?as=ada';
    script.onload = () => { ended('as a script', 'loaded'); resolve(); };
    script.onerror = () => { ended('as a script', 'failed'); resolve(); };
    document.head.append(script);
  });
  for (const form of document.forms) {
    const shown = new Promise((resolve) => { document.querySelector('[name=frame]').onload = resolve; });
    form.submit();
    await shown;
  }
  return tried;
};
</script>`;
}

export async function openStranger(viva: string): Promise<Stranger> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageAgainst(viva));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
