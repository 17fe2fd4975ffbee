import type { Body } from '../test/servers/discord/body.ts';
import { type Child, startChild } from './child.ts';
import { dailyFeed, openStage } from './stage.ts';

/** Viva and a bare bot, each with a server of its own, and a round of Viva's that can be revealed. */
export interface Sides {
  ours: { server: Child; pid: number };
  bare: { server: Child; pid: number };
  /** The id of the Reveal button. */
  button: string;
  /** How many messages an answer is. */
  pages: number;
  stop(): Promise<void>;
}

export interface DiscordPlace {
  apiUrl: string;
  token: string;
  guild: string;
  channel: string;
}

export async function openDiscord(): Promise<Sides> {
  const [server, bareServer] = [
    await startChild('servers/discord.ts'),
    await startChild('servers/discord.ts'),
  ];
  const stage = await openStage();
  const { apiUrl, token, guild, channel } = await server.call<DiscordPlace>('where');
  await stage.store.feeds.create(dailyFeed('bench001', 'discord', guild, channel), Date.now() - 1_000, 20);
  const posted = server.call<string>('roundPosted');
  const viva = await stage.start({ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl });
  const button = await posted;
  const answers = await server.call<Body[]>('sample', button);
  const [first] = answers;
  if (first === undefined || answers.length !== 1) {
    throw new Error(`an answer of ${answers.length} messages: the bare bot sends one`);
  }
  const other = await bareServer.call<DiscordPlace>('where');
  const bare = await startChild('bare/discord.ts', other.apiUrl, other.token);
  const { components, attachments } = first.json as {
    components: unknown[];
    attachments: { filename: string; description: string }[];
  };
  const files = attachments.map(async ({ filename, description }) => ({
    name: filename,
    description,
    data: await stage.picture(filename),
  }));
  await bare.call('answerWith', { components, files: await Promise.all(files) });
  return {
    ours: { server, pid: viva.child.pid ?? 0 },
    bare: { server: bareServer, pid: bare.pid },
    button,
    pages: answers.length,
    stop: () => stopAll(bare, stage, server, bareServer),
  };
}

interface SlackPlace {
  apiUrl: string;
  tokens: { bot: string; app: string };
  signingSecret: string;
  team: string;
  channel: string;
}

export async function openSlack(mode: 'socket' | 'http'): Promise<Sides> {
  const [server, bareServer] = [await startChild('servers/slack.ts'), await startChild('servers/slack.ts')];
  const stage = await openStage();
  const { apiUrl, tokens, signingSecret, team, channel } = await server.call<SlackPlace>('where');
  await stage.store.feeds.create(dailyFeed('bench001', 'slack', team, channel), Date.now() - 1_000, 20);
  const posted = server.call<string>('roundPosted');
  const viva = await stage.start({
    SLACK_BOT_TOKEN: tokens.bot,
    SLACK_API_URL: apiUrl,
    ...(mode === 'socket' ? { SLACK_APP_TOKEN: tokens.app } : { SLACK_SIGNING_SECRET: signingSecret }),
  });
  if (mode === 'http') await server.call('deliverTo', `${viva.address()}/slack/events`);
  const button = await posted;
  const [answer] = await server.call<Record<string, unknown>[]>('sample', button);
  const other = await bareServer.call<SlackPlace>('where');
  const secret = mode === 'socket' ? other.tokens.app : other.signingSecret;
  const bare = await startChild('bare/slack.ts', other.apiUrl, other.tokens.bot, mode, secret);
  if (mode === 'http') await bareServer.call('deliverTo', await bare.call<string>('address'));
  await bare.call('answerWith', answer);
  return {
    ours: { server, pid: viva.child.pid ?? 0 },
    bare: { server: bareServer, pid: bare.pid },
    button,
    pages: 1,
    stop: () => stopAll(bare, stage, server, bareServer),
  };
}

/** In this order: a bot ends before the server that it talks to. */
async function stopAll(...parts: { stop(): Promise<void> }[]): Promise<void> {
  for (const part of parts) await part.stop();
}
