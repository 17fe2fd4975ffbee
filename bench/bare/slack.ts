import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { serve } from '../child.ts';

/** A bot as one writes it by the guide of Bolt: a handler that acknowledges and then answers with what it was given. */
const [, , apiUrl = '', botToken = '', mode = '', secret = ''] = process.argv;

let answer: Record<string, unknown> = {};

const clientOptions = { slackApiUrl: apiUrl };
const common = { token: botToken, logLevel: LogLevel.ERROR, clientOptions };
const receiver = new HTTPReceiver({
  signingSecret: secret,
  endpoints: '/slack/events',
  logLevel: LogLevel.ERROR,
});
const app =
  mode === 'socket'
    ? new App({ ...common, socketMode: true, appToken: secret })
    : new App({ ...common, receiver });

app.action(/^/, async ({ ack, respond }) => {
  await ack();
  await respond({ response_type: 'ephemeral', replace_original: false, ...answer });
});

const server = await app.start({ port: 0, host: '127.0.0.1' });

serve({
  address: () => {
    const address = server !== undefined && 'address' in server ? server.address() : undefined;
    return typeof address === 'object' ? `http://127.0.0.1:${address?.port}/slack/events` : undefined;
  },
  answerWith: (given: typeof answer) => {
    answer = given;
  },
});
