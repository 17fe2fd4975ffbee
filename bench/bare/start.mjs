/** What any bot on Discord and Slack with an HTTP server has to load, and nothing else. */
import { createServer } from 'node:http';
import bolt from '@slack/bolt';
import { Client } from 'discord.js';

const client = new Client({ intents: [] });
const server = createServer((_, response) => void response.end());
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready ${bolt.App.name} ${client.constructor.name}\n`);
});
process.on('SIGTERM', () => process.exit(0));
