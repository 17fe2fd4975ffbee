import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';

/** Connections are kept for the next answer, but not until a server may have forgotten them. */
const kept = { keepAlive: true, timeout: 4_000 };
const agent = new Agent(kept);
const plainAgent = new PlainAgent(kept);

/**
 * Posts JSON and gives the status of the answer. By Node's own client, since `fetch` wraps every body in streams: that
 * was a tenth of what an answer cost. Rejects when no answer came within `patience` ms.
 */
export function postJson(url: string, body: unknown, patience: number): Promise<number> {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const isPlain = url.startsWith('http:');
    const send = isPlain ? plainRequest : request;
    const sent = send(url, { method: 'POST', agent: isPlain ? plainAgent : agent, headers }, (answer) => {
      answer.on('error', reject);
      answer.on('end', () => {
        clearTimeout(timer);
        resolve(answer.statusCode ?? 0);
      });
      answer.resume();
    });
    const timer = setTimeout(() => sent.destroy(new Error('Slack did not answer in time')), patience);
    sent.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    sent.end(text);
  });
}
